"""住民基本台帳: residents and households as the replica holds them. No 個人番号 anywhere."""

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
class Resident:
    """One person. Names are stored as written, variation selectors included, 姓 and 名 parted by U+3000.

    ``relationship`` is a tuple of codes of RELATIONSHIPS; ``address_since`` is None when never moved in the city.
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
