"""Papers of the made-up city: people of ``resources/demo``, as its registers hold them."""

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TypeVar

from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.certificate import Issuer, Paper, PrintOrder
from branch_app.domain.records.koseki import Fuhyo, Koseki
from branch_app.domain.records.register_rows import line_of
from branch_app.domain.records.resident import Household, RemovedResident
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.records.snapshots import (
    FuhyoSnapshot,
    GenpyoSnapshot,
    InkanSnapshot,
    JohyoSnapshot,
    JuminhyoForm,
    JuminhyoOptions,
    JuminhyoSnapshot,
    JuriSnapshot,
    KazeiSnapshot,
    KisaijikoSnapshot,
    KosekiSnapshot,
    MibunSnapshot,
    Scope,
    Snapshot,
)
from branch_app.domain.records.tax import TaxRecord
from branch_app.domain.values.codec import decode
from branch_app.domain.values.identifiers import IssueNumber, JobId, ResidentId
from branch_app.settings import RESOURCES
from tests.fakes.town import city, city_rows

T = TypeVar("T")
ISSUED, IN_2012 = date(2026, 11, 26), date(2012, 3, 15)
MAYOR = Issuer("川崎市長", "見\u3000本\u3000太\u3000郎", "菅行政サービスコーナー")
DEPUTY = replace(MAYOR, title="川崎市長職務代理者\u3000川崎市副市長", name="見\u3000本\u3000次\u3000郎")
PLAIN = JuminhyoOptions()
EVERY_ITEM = JuminhyoOptions(
    head_and_relationship=True, honseki=True, juminhyo_code=True, nationality_and_stay=True, card_number=True
)


@dataclass(frozen=True, slots=True)
class FurtherHouseholds:
    """The file ``households.json``: who is shown on paper and does not come to the counter."""

    note: str
    households: tuple[Household, ...]


@cache
def further_households() -> tuple[Household, ...]:
    """Twelve under one roof, a 特別永住者 about to move, a marriage across a border."""
    text = (RESOURCES / "demo" / "households.json").read_text("utf-8")
    return decode(FurtherHouseholds, json.loads(text)).households


def row(kind: type[T], key: str) -> T:
    """The city's register row of that key."""
    return next(record for record in city_rows() if isinstance(record, kind) and line_of(record).key == key)


def household(number: int) -> Household:
    """The household H… of that number, of the city or of the further ones."""
    every = (*city().households, *further_households())
    return next(home for home in every if home.id == f"H{number:07d}")


def order(snapshot: Snapshot, issued: date = ISSUED, issuer: Issuer = MAYOR) -> PrintOrder:
    """One copy on 改ざん防止用紙."""
    return PrintOrder(
        job=JobId("01938f00-7e57-7000-8000-000000000042"),
        number=IssueNumber("suge-01-1-000042"),
        issued=issued,
        issuer=issuer,
        snapshot=snapshot,
        data_as_of=None,
        specimen=False,
        paper=Paper.SECURITY,
    )


def juminhyo(
    number: int, options: JuminhyoOptions = PLAIN, shown: tuple[int, ...] | None = None
) -> JuminhyoSnapshot:
    """世帯票 of a household, or of the members at those places."""
    home = household(number)
    members = tuple(member.id for member in home.members)
    scope = Scope.WHOLE if shown is None else Scope.PART
    chosen = members if shown is None else tuple(members[place] for place in shown)
    return JuminhyoSnapshot(members[0], home, scope, chosen, options)


def kojinhyo(number: int, place: int, options: JuminhyoOptions = PLAIN) -> JuminhyoSnapshot:
    """個人票 of one member."""
    whole = len(household(number).members) == 1
    one = juminhyo(number, options, None if whole else (place,))
    return replace(one, subject=one.shown[0], form=JuminhyoForm.PERSON)


def johyo(key: str, options: JuminhyoOptions = EVERY_ITEM) -> JohyoSnapshot:
    """除票 of one who left, by person and day."""
    removed = row(RemovedResident, key)
    return JohyoSnapshot(removed.resident.id, removed, options)


def kisaijiko(number: int, place: int, purpose: str) -> KisaijikoSnapshot:
    """記載事項証明書 with the usual items."""
    home = household(number)
    return KisaijikoSnapshot(home.members[place].id, home, purpose)


def inkan(number: int) -> InkanSnapshot:
    """印鑑登録証明書 of a head with the seal that the city registered."""
    home = household(number)
    head = home.members[0].id
    seals = (record for record in city_rows() if isinstance(record, SealRegistration))
    return InkanSnapshot(head, home, next(seal for seal in seals if seal.resident == head))


def koseki(key: str, shown: tuple[int, ...] | None = None) -> KosekiSnapshot:
    """全部 or 個人 of a 戸籍."""
    family = row(Koseki, key)
    every = tuple(range(len(family.persons)))
    return KosekiSnapshot(_somebody(family), family, Scope.PART if shown else Scope.WHOLE, shown or every)


def fuhyo(key: str, *, honseki: bool = False) -> FuhyoSnapshot:
    """附票 of everybody in it."""
    whole = row(Fuhyo, key)
    return FuhyoSnapshot(_somebody(whole), whole, Scope.WHOLE, tuple(range(len(whole.persons))), honseki)


def juri(key: str, *, fine: bool = False) -> JuriSnapshot:
    """受理証明書 of the first person's wedding."""
    family = row(Koseki, key)
    return JuriSnapshot(_somebody(family), family, 0, 1, fine)


def mibun(key: str) -> MibunSnapshot:
    """身分証明書 of the first person."""
    family = row(Koseki, key)
    return MibunSnapshot(_somebody(family), family, 0)


def genpyo(key: str) -> GenpyoSnapshot:
    """登録原票記載事項証明書 by 登録番号."""
    record = row(AlienRecord, key)
    return GenpyoSnapshot(record.resident, record)


def kazei(key: str, number: int) -> KazeiSnapshot:
    """課税, 非課税 or 免除証明書 by person and year, of a member of that household."""
    record = row(TaxRecord, key)
    return KazeiSnapshot(record.resident, household(number), record)


def _somebody(family: Koseki | Fuhyo) -> ResidentId:
    """The first who is on the register here."""
    return next(person.resident for person in family.persons if person.resident is not None)
