"""The rows central hands a branch: what one generation of the replica is made of."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.koseki import Fuhyo, Koseki, StatusNotice
from branch_app.domain.records.resident import Household, Removal, RemovedResident, Sex
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.records.tax import TaxRecord
from branch_app.domain.values.identifiers import HouseholdId, ResidentId


class RegisterName(Enum):
    """The registers a replica may hold, each with its own age."""

    RESIDENT = "resident"
    SEAL = "seal"
    CARD = "card"
    KOSEKI = "koseki"
    TAX = "tax"
    ALIEN = "alien"


@dataclass(frozen=True, slots=True)
class CertificateLink:
    """利用者証明 certificate serial (lower-case hex) → resident: the only bridge from a card's key to a person."""

    serial: str
    resident: ResidentId


@dataclass(frozen=True, slots=True)
class CityCard:
    """かわさき市民カード: number, holder, and the verifier of its PIN (None without 利用者識別登録).

    ``pin_verifier`` is HMAC-SHA-256(city PIN key, salt ‖ number ‖ PIN); the key lies in the machine slot only.
    """

    number: str
    resident: ResidentId
    pin_salt: bytes
    pin_verifier: bytes | None


RegisterRow = (
    Household
    | RemovedResident
    | SealRegistration
    | Koseki
    | Fuhyo
    | StatusNotice
    | TaxRecord
    | AlienRecord
    | CertificateLink
    | CityCard
)
"""What central hands out and a delta changes as one piece; a household comes with all its members."""


@dataclass(frozen=True, slots=True)
class RegisterVersion:
    """Which data a decision rested on; ``as_of`` is aware, and is central's word."""

    register: RegisterName
    generation: int
    change_seq: int
    as_of: datetime
    rows: int


@dataclass(frozen=True, slots=True)
class Restrictions:
    """Restricted residents (支援措置, 発行停止) with the list's version; a missing list is not an empty one."""

    version: int
    as_of: datetime
    residents: frozenset[ResidentId]


class NameKind(Enum):
    """What a name is that somebody bears beside their own."""

    FORMER = "former_name"
    """旧氏: a surname only."""
    ALIAS = "alias"
    """通称."""


@dataclass(frozen=True, slots=True)
class OtherNameFound:
    """The name that was looked for, where it is not the person's own: as written, and its kana."""

    kind: NameKind
    name: str
    kana: str


class Hit(NamedTuple):
    """One row of a search: enough to tell two people of one name apart.

    ``found_as`` is the other name (通称, 旧氏) that agrees with what was typed; None when the own name does, or
    when no name was looked for. A named tuple, for fifty are made at every key: a frozen dataclass takes five
    times as long, a third of the whole search.
    """

    id: ResidentId
    name: str
    kana: str
    birth: date
    sex: Sex
    address: str
    household: HouseholdId
    found_as: OtherNameFound | None = None


COUNTED = 1_000
"""So many hits beyond those shown are counted; what lies past them is "more than"."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the first rows in the order of names, and how many ``more`` there are."""

    rows: tuple[Hit, ...] = ()
    more: int = 0

    @property
    def uncounted(self) -> bool:
        """Whether there are more than ``COUNTED`` beyond the rows, nobody knows how many."""
        return self.more > COUNTED


@dataclass(frozen=True, slots=True)
class RemovedHit:
    """One 除票 that a search found: who it is, and when and why the entry was taken off the register."""

    id: ResidentId
    name: str
    kana: str
    birth: date
    removal: Removal
    removed: date


@dataclass(frozen=True, slots=True)
class RemovedFound:
    """除票 that a search found, in the order of names; ``more`` as of residents."""

    rows: tuple[RemovedHit, ...] = ()
    more: int = 0
