"""The sample page as words in places, for engines that lay it out their own way."""

import json
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import RELATIONSHIPS, Resident
from branch_app.domain.records.snapshots import JuminhyoSnapshot
from branch_app.domain.values.wareki import wareki
from branch_app.settings import RESOURCES

_OMITTED = "【省略】"


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One front page: its words as JSON, the font and the seal as files."""

    words: str
    font: Path
    seal: Path

    @classmethod
    def of(cls, order: PrintOrder, font: Path, folder: Path) -> "SamplePage":
        """Of a 住民票の写し; the seal is laid into ``folder``.

        Raises:
            TypeError: another certificate.
        """
        if not isinstance(order.snapshot, JuminhyoSnapshot):
            raise TypeError("snapshot")
        seal = folder / "seal.png"
        Image.open(RESOURCES / "seal" / "mayor.pbm").save(seal)
        return cls(json.dumps(_words(order, order.snapshot), ensure_ascii=False), font, seal)


def _words(order: PrintOrder, snapshot: JuminhyoSnapshot) -> dict[str, object]:
    return {
        "title": "住　民　票　の　写　し",
        "subtitle": "（世帯全員）",
        "address": snapshot.household.address,
        "head": snapshot.household.head,
        "persons": [_person(member) for member in snapshot.household.members],
        "statement": "この写しは、世帯全員の住民票の原本と相違ないことを証明する。",
        "issued": wareki(order.issued),
        "issuer": f"{order.issuer.title}　　{order.issuer.name}",
        "office": order.issuer.office,
        "number": order.number,
        "job": order.job,
    }


def _person(member: Resident) -> dict[str, str]:
    return {
        "kana": member.kana,
        "name": member.name,
        "birth": wareki(member.birth),
        "sex": member.sex.value,
        "relationship": "の".join(RELATIONSHIPS[code] for code in member.relationship),
        "became_resident": wareki(member.became_resident),
        "address_since": wareki(member.address_since) if member.address_since else "【空欄】",
        "notified": wareki(member.notified) if member.notified else "【空欄】",
        "juminhyo_code": _OMITTED,
        "honseki": member.honseki or _OMITTED,
        "hittousha": member.hittousha or _OMITTED,
        "previous_address": member.previous_address or "【空欄】",
    }
