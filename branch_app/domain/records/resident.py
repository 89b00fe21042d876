"""住民基本台帳: residents and households as the replica holds them. No 個人番号 anywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from branch_app.domain.values.identifiers import HouseholdId, ResidentId


class Sex(Enum):
    """性別."""

    MALE = "男"
    FEMALE = "女"


RELATIONSHIPS = {
    "02": "世帯主",
    "11": "夫",
    "12": "妻",
    "13": "夫(未届)",
    "14": "妻(未届)",
    "20": "子",
    "51": "父",
    "52": "母",
    "71": "兄",
    "74": "弟",
    "81": "姉",
    "84": "妹",
    "96": "縁故者",
    "99": "同居人",
}
"""続柄 codes; up to four are chained: 妻の子 is 12 + 20."""
HEAD = ("02",)
"""世帯主."""


@dataclass(frozen=True, slots=True)
class OtherName:
    """通称 or 旧氏 beside the name: as written, and its kana."""

    written: str
    kana: str


@dataclass(frozen=True, slots=True)
class ForeignStanding:
    """What a foreign resident's entry says besides (住民基本台帳法 30条の45), since 2012-07-09.

    ``category`` is the kind of the law (中長期在留者, 特別永住者 …). ``stay`` (在留資格), ``period`` and
    ``expires`` are None for a 特別永住者. ``card`` is the number of the 在留カード or 特別永住者証明書,
    ``alias`` the 通称.
    """

    nationality: str
    category: str
    stay: str | None
    period: str | None
    expires: date | None
    card: str
    alias: OtherName | None


@dataclass(frozen=True, slots=True)
class MovingOut:
    """転出予定: notified, not gone yet."""

    planned: date
    destination: str


@dataclass(frozen=True, slots=True)
class Resident:
    """One person. Names are stored as written, variation selectors included, 姓 and 名 parted by U+3000.

    ``relationship`` is a tuple of codes of RELATIONSHIPS; ``address_since`` is None when never moved in the city.
    ``birth_written`` is what the register says of a birth whose day is not known (生年月日不詳); ``birth`` is
    then the first day that it may have been, for searching and sorting only. ``juminhyo_code`` is empty in a
    replica that may not show it.
    """

    id: ResidentId
    name: str
    kana: str
    birth: date
    sex: Sex
    relationship: tuple[str, ...]
    became_resident: date
    address_since: date | None
    notified: date | None
    honseki: str
    hittousha: str
    previous_address: str | None
    juminhyo_code: str
    birth_written: str | None = None
    former_name: OtherName | None = None
    foreign: ForeignStanding | None = None
    moving_out: MovingOut | None = None


@dataclass(frozen=True, slots=True)
class Household:
    """世帯: address (住所), head (世帯主), members in the order of the register."""

    id: HouseholdId
    address: str
    head: str
    members: tuple[Resident, ...]

    def member(self, resident: ResidentId) -> Resident | None:
        """That member, or None."""
        return next((member for member in self.members if member.id == resident), None)


class Removal(Enum):
    """Why an entry was taken off the register (消除)."""

    MOVED = "転出"
    DEATH = "死亡"
    OFFICIAL = "職権消除"


@dataclass(frozen=True, slots=True)
class RemovedResident:
    """除票: one person as the register held them last, and why and when no more."""

    resident: Resident
    address: str
    head: str
    removal: Removal
    removed: date
    destination: str | None


def has_died(removed: Iterable[RemovedResident]) -> bool:
    """Whether one of a person's 除票 is there because of their death: they ask for nothing and mandate nobody."""
    return any(each.removal is Removal.DEATH for each in removed)
