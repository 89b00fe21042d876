"""戸籍 and 戸籍の附票: families by 本籍, what happened to them, and where they lived."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from branch_app.domain.records.resident import Sex
from branch_app.domain.values.identifiers import KosekiId, ResidentId


class KosekiState(Enum):
    """In force; closed because nobody is left in it; or replaced when 戸籍 were rewritten for computers."""

    CURRENT = "現在"
    REMOVED = "除籍"
    REFORMED = "改製原"


@dataclass(frozen=True, slots=True)
class Labelled:
    """【label】 text, as the certificate sets it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class KosekiEvent:
    """One of the 戸籍事項 or 身分事項: its kind (出生, 婚姻, 編製, 改製 …), its day, its items in order."""

    kind: str
    day: date
    items: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class KosekiPerson:
    """戸籍に記録されている者. ``resident`` is None for who is on no register here (dead, or living elsewhere).

    ``name`` is the given name alone (名); the surname is that of the 筆頭者. ``relation`` is the 父母との続柄
    (長男, 二女 …); ``removed`` is whether the person was taken out (除籍).
    """

    resident: ResidentId | None
    name: str
    birth: date
    sex: Sex
    father: str
    mother: str
    relation: str
    removed: bool
    events: tuple[KosekiEvent, ...]


@dataclass(frozen=True, slots=True)
class Koseki:
    """One 戸籍: place (本籍), first person (筆頭者, surname and given name parted by U+3000), history, persons."""

    id: KosekiId
    state: KosekiState
    honseki: str
    hittousha: str
    events: tuple[KosekiEvent, ...]
    persons: tuple[KosekiPerson, ...]


@dataclass(frozen=True, slots=True)
class FuhyoAddress:
    """An address from a day on; the day is None where only the year is known no more."""

    address: str
    since: date | None


@dataclass(frozen=True, slots=True)
class FuhyoPerson:
    """Somebody of the 戸籍 with every address since it was made."""

    resident: ResidentId | None
    name: str
    birth: date
    sex: Sex
    removed: bool
    addresses: tuple[FuhyoAddress, ...]


@dataclass(frozen=True, slots=True)
class Fuhyo:
    """戸籍の附票 of the 戸籍 of the same id; a 除附票 when its state is not CURRENT."""

    id: KosekiId
    state: KosekiState
    honseki: str
    hittousha: str
    persons: tuple[FuhyoPerson, ...]


class NoticeKind(Enum):
    """What courts and the registry of guardianships tell the city of the 本籍: a 身分証明書 denies all three."""

    INCAPACITY = "禁治産・準禁治産"
    GUARDIANSHIP = "後見登記"
    BANKRUPTCY = "破産"


@dataclass(frozen=True, slots=True)
class StatusNotice:
    """A notice (通知) of that kind about somebody whose 本籍 lies here, in force since it was ``received``."""

    number: str
    resident: ResidentId
    kind: NoticeKind
    received: date
