"""What a paper says: a frozen snapshot of its subject, taken when the item was authorised.

A reprint is made from this and from nothing else. Everything the renderer needs is here; it reads no register.
Persons of a 戸籍 and of its 附票 go by their place in it, from 0, because who lives elsewhere has no 宛名番号 here.
"""

from dataclasses import dataclass
from enum import Enum

from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.koseki import Fuhyo, Koseki
from branch_app.domain.records.resident import Household, RemovedResident
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.records.tax import TaxRecord
from branch_app.domain.values.identifiers import ResidentId


class Scope(Enum):
    """Whether a paper shows everybody of its household or 戸籍 (全部), or some of them (一部, 個人)."""

    WHOLE = "whole"
    PART = "part"


class JuminhyoForm(Enum):
    """世帯票 shows a household, four persons a sheet; 個人票 one person with what became of the entry."""

    HOUSEHOLD = "household"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class JuminhyoOptions:
    """Items left out unless asked for (住民基本台帳法 12条5項); the last two are of foreign residents alone."""

    head_and_relationship: bool = False
    honseki: bool = False
    juminhyo_code: bool = False
    nationality_and_stay: bool = False
    card_number: bool = False


@dataclass(frozen=True, slots=True)
class JuminhyoSnapshot:
    """住民票の写し: the household and the members shown."""

    subject: ResidentId
    household: Household
    scope: Scope
    shown: tuple[ResidentId, ...]
    options: JuminhyoOptions
    form: JuminhyoForm = JuminhyoForm.HOUSEHOLD


@dataclass(frozen=True, slots=True)
class JohyoSnapshot:
    """住民票の除票の写し: one person, as the register held them last."""

    subject: ResidentId
    removed: RemovedResident
    options: JuminhyoOptions


class KisaijikoItem(Enum):
    """Items that a 住民票記載事項証明書 may certify, in the order of the paper."""

    KANA = "kana"
    NAME = "name"
    BIRTH = "birth"
    SEX = "sex"
    ADDRESS = "address"
    HEAD = "head"
    RELATIONSHIP = "relationship"
    BECAME_RESIDENT = "became_resident"
    HONSEKI = "honseki"


USUAL_ITEMS = (
    KisaijikoItem.KANA,
    KisaijikoItem.NAME,
    KisaijikoItem.BIRTH,
    KisaijikoItem.SEX,
    KisaijikoItem.ADDRESS,
)
"""What is certified unless other items are chosen."""


@dataclass(frozen=True, slots=True)
class KisaijikoSnapshot:
    """住民票記載事項証明書 for one person; ``purpose_text`` such as 年金現況届 stands on the paper."""

    subject: ResidentId
    household: Household
    purpose_text: str
    items: tuple[KisaijikoItem, ...] = USUAL_ITEMS


@dataclass(frozen=True, slots=True)
class InkanSnapshot:
    """印鑑登録証明書."""

    subject: ResidentId
    household: Household
    seal: SealRegistration


@dataclass(frozen=True, slots=True)
class KosekiSnapshot:
    """戸籍全部・個人事項証明書, and those of a 除籍 or 改製原戸籍: the state of the 戸籍 says which."""

    subject: ResidentId
    koseki: Koseki
    scope: Scope
    shown: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FuhyoSnapshot:
    """戸籍の附票の写し, of a 除附票 too; 本籍 and 筆頭者 are left out unless asked for (since 2022-01-11)."""

    subject: ResidentId
    fuhyo: Fuhyo
    scope: Scope
    shown: tuple[int, ...]
    honseki: bool = False


@dataclass(frozen=True, slots=True)
class JuriSnapshot:
    """受理証明書: that a notification was accepted; ``event`` is its place among those of ``person``.

    ``fine`` for the one on 上質紙.
    """

    subject: ResidentId
    koseki: Koseki
    person: int
    event: int
    fine: bool


@dataclass(frozen=True, slots=True)
class GenpyoSnapshot:
    """登録原票記載事項証明書, until 2012-07-08."""

    subject: ResidentId
    record: AlienRecord


@dataclass(frozen=True, slots=True)
class KazeiSnapshot:
    """市民税・県民税課税（非課税・免除）証明書: its standing says which; the person as registered today."""

    subject: ResidentId
    household: Household
    record: TaxRecord


@dataclass(frozen=True, slots=True)
class MibunSnapshot:
    """身分証明書: no notice of 禁治産・準禁治産, 後見登記 or 破産 has come for ``person`` of the 戸籍."""

    subject: ResidentId
    koseki: Koseki
    person: int


Snapshot = (
    JuminhyoSnapshot
    | KisaijikoSnapshot
    | InkanSnapshot
    | KosekiSnapshot
    | FuhyoSnapshot
    | GenpyoSnapshot
    | KazeiSnapshot
    | JohyoSnapshot
    | JuriSnapshot
    | MibunSnapshot
)
