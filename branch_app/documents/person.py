"""A resident's items as papers print them: which there are on a day, what was left out, what is not there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from branch_app.documents.grid import EMPTY, OMITTED, UNUSED, Field, shown_or_empty
from branch_app.documents.item_dates import ItemDates
from branch_app.documents.sheet import Mark
from branch_app.domain.records.resident import RELATIONSHIPS, OtherName, Resident
from branch_app.domain.records.snapshots import JuminhyoOptions
from branch_app.domain.values.wareki import wareki

LABELS: Mapping[str, str] = {
    "kana": "振り仮名",
    "name": "氏名",
    "former_name": "旧氏",
    "alias": "通称",
    "birth": "生年月日",
    "sex": "性別",
    "relationship": "続柄",
    "became_resident": "住民となった\n年月日",
    "address_since": "住所を定めた\n年月日",
    "notified": "届出日",
    "juminhyo_code": "住民票コード",
    "honseki": "本籍",
    "hittousha": "筆頭者",
    "previous_address": "前住所",
    "moving_out": "転出予定",
    "nationality": "国籍・地域",
    "category": "30条の45\n規定区分",
    "stay": "在留資格",
    "period": "在留期間等",
    "expires": "在留期間の\n満了の日",
    "card": "在留カード等\nの番号",
}
_BECAME_FOREIGN_RESIDENT = "外国人住民と\nなった年月日"
_OF_FOREIGN_RESIDENTS = ("alias", "nationality", "category", "stay", "period", "expires", "card")
_OF_JAPANESE = ("former_name", "honseki", "hittousha")


@dataclass(frozen=True, slots=True)
class PersonItems:
    """Fields of papers issued on one day with one choice of items."""

    issued: date
    since: ItemDates
    options: JuminhyoOptions

    def fields(self, member: Resident, index: int) -> dict[str, Field]:
        """Every item that this person's entry has on that day; ``index`` is the person's place on the paper."""
        texts = {**_common(member, self.options), **self._names(member), **self._standing(member)}
        fields = {item: Field(LABELS[item], text, f"members[{index}].{item}") for item, text in texts.items()}
        fields["name"] = Field(LABELS["name"], member.name, f"members[{index}].name", (Mark.NAME, index))
        if member.foreign is not None:
            item = "became_resident"
            fields[item] = Field(_BECAME_FOREIGN_RESIDENT, texts[item], f"members[{index}].{item}")
        return {item: field for item, field in fields.items() if self._known(item)}

    def unused(self) -> dict[str, Field]:
        """An unused place is filled, so that nothing can be typed into it."""
        return {
            item: Field(label, UNUSED, item)
            for item, label in LABELS.items()
            if item not in _OF_FOREIGN_RESIDENTS and self._known(item)
        }

    def _known(self, item: str) -> bool:
        first = {"kana": self.since.kana, "former_name": self.since.former_name}
        return self.issued >= first.get(item, date.min)

    def _names(self, member: Resident) -> dict[str, str]:
        """振り仮名 are those of the 戸籍: foreign residents have none (住民基本台帳法 7条1号の2)."""
        if member.foreign is not None:
            return {"kana": UNUSED, "alias": other_name(member.foreign.alias)}
        with_kana = self.issued >= self.since.kana
        return {
            "kana": shown_or_empty(member.kana),
            "former_name": other_name(member.former_name, with_kana=with_kana),
        }

    def _standing(self, member: Resident) -> dict[str, str]:
        """本籍・筆頭者 of a Japanese, 国籍 and 在留資格 of a foreign resident."""
        standing, options = member.foreign, self.options
        if standing is None:
            home = {"honseki": member.honseki, "hittousha": member.hittousha}
            return {item: _asked(shown_or_empty(text), asked_for=options.honseki) for item, text in home.items()}
        stay = {
            "nationality": standing.nationality,
            "category": standing.category,
            "stay": standing.stay or UNUSED,
            "period": standing.period or UNUSED,
            "expires": UNUSED if standing.expires is None else wareki(standing.expires),
        }
        shown = {item: _asked(text, asked_for=options.nationality_and_stay) for item, text in stay.items()}
        return {**shown, "card": _asked(shown_or_empty(standing.card), asked_for=options.card_number)}


def birth_text(member: Resident) -> str:
    """What the register says where the day is not known (生年月日不詳)."""
    return member.birth_written or wareki(member.birth)


def day_or_empty(day: date | None) -> str:
    """The day in 和暦, or 【空欄】."""
    return EMPTY if day is None else wareki(day)


def relationship_text(member: Resident) -> str:
    """妻の子 is 12 + 20."""
    return "の".join(RELATIONSHIPS[code] for code in member.relationship)


def other_name(name: OtherName | None, *, with_kana: bool = False) -> str:
    """旧氏 or 通称; a 旧氏 with its kana behind it since there are 振り仮名."""
    if name is None:
        return EMPTY
    return f"{name.written}（{name.kana}）" if with_kana and name.kana else name.written


def _common(member: Resident, options: JuminhyoOptions) -> dict[str, str]:
    return {
        "birth": birth_text(member),
        "sex": member.sex.value,
        "relationship": _asked(relationship_text(member), asked_for=options.head_and_relationship),
        "became_resident": wareki(member.became_resident),
        "address_since": day_or_empty(member.address_since),
        "notified": day_or_empty(member.notified),
        "juminhyo_code": _asked(shown_or_empty(member.juminhyo_code), asked_for=options.juminhyo_code),
        "previous_address": shown_or_empty(member.previous_address),
        "moving_out": _moving_out(member),
    }


def _moving_out(member: Resident) -> str:
    moving = member.moving_out
    return EMPTY if moving is None else f"{wareki(moving.planned)}\u3000{moving.destination}"


def _asked(text: str, *, asked_for: bool) -> str:
    return text if asked_for else OMITTED
