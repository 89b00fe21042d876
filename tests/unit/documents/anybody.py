"""Residents as registers may hold them, for Hypothesis: any name, day, standing, length."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from branch_app.domain.records.resident import (
    RELATIONSHIPS,
    ForeignStanding,
    Household,
    MovingOut,
    OtherName,
    Resident,
    Sex,
)
from branch_app.domain.records.snapshots import JuminhyoOptions
from branch_app.domain.values.identifiers import HouseholdId, ResidentId
from tests.fakes.papers import HEAD
from tests.unit.documents.writing import GIVEN, GRAPHEMES

FOREIGN_SINCE, LAST = date(2012, 7, 9), date(2026, 12, 31)
ISSUED = st.dates(FOREIGN_SINCE, LAST)
"""Days on which anybody may be on a 住民票."""
BEHIND, AHEAD = st.dates(date(1873, 1, 1), FOREIGN_SINCE), st.dates(date(2027, 1, 1), date(2099, 12, 31))
ADDRESSES = st.lists(GRAPHEMES, min_size=1, max_size=40).map("".join).map(str.strip).filter(bool)
OTHER_NAMES = st.builds(OtherName, GIVEN, GIVEN | st.just(""))
STANDINGS = st.builds(
    ForeignStanding,
    nationality=st.sampled_from(["中国", "ベトナム", "セントクリストファー・ネーヴィス", "朝鮮"]),
    category=st.sampled_from(["中長期在留者", "特別永住者", "出生による経過滞在者", "国籍喪失による経過滞在者"]),
    stay=st.none() | st.sampled_from(["永住者", "技術・人文知識・国際業務", "高度専門職1号ロ"]),
    period=st.none() | st.sampled_from(["5年", "1年3月"]),
    expires=st.none() | AHEAD,
    card=st.sampled_from(["AB12345678CD", ""]),
    alias=st.none() | OTHER_NAMES,
)
PEOPLE = st.builds(
    replace,
    st.just(HEAD),
    name=GIVEN,
    kana=GIVEN | st.just(""),
    birth=BEHIND,
    sex=st.sampled_from(Sex),
    relationship=st.lists(st.sampled_from(sorted(RELATIONSHIPS)), min_size=1, max_size=4).map(tuple),
    became_resident=BEHIND,
    address_since=st.none() | BEHIND,
    notified=st.none() | BEHIND,
    honseki=ADDRESSES | st.just(""),
    hittousha=GIVEN | st.just(""),
    previous_address=st.none() | ADDRESSES,
    juminhyo_code=st.sampled_from(["24727059608", ""]),
    birth_written=st.none() | st.just("明治45年以下不詳"),
    former_name=st.none() | OTHER_NAMES,
    foreign=st.none() | STANDINGS,
    moving_out=st.none() | st.builds(MovingOut, AHEAD, ADDRESSES),
)
OPTIONS = st.builds(JuminhyoOptions, *[st.booleans()] * 5)


def _numbered(people: list[Resident], address: str, head: str) -> Household:
    members = tuple(replace(person, id=ResidentId(f"{at:010d}")) for at, person in enumerate(people))
    return Household(HouseholdId("0000000100"), address, head, members)


def households(largest: int) -> st.SearchStrategy[Household]:
    """Of one to that many members."""
    return st.builds(_numbered, st.lists(PEOPLE, min_size=1, max_size=largest), ADDRESSES, GIVEN)
