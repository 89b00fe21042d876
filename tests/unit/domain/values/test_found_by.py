"""How somebody was found: the log commits to the way, never to what was typed."""

from datetime import date

import pytest

from branch_app.domain.values.address import AddressStart
from branch_app.domain.values.birth import Span
from branch_app.domain.values.found_by import FoundBy, found_by
from branch_app.domain.values.query import (
    AddressQuery,
    BirthQuery,
    KanaQuery,
    KanjiQuery,
    NumberKind,
    NumberQuery,
    Query,
)

DAY = Span(date(1975, 4, 1), date(1975, 4, 1))


@pytest.mark.parametrize(
    ("query", "way"),
    [
        (KanaQuery(("サトウ",), birth=DAY), FoundBy.KANA),
        (KanjiQuery("佐藤"), FoundBy.KANJI),
        (BirthQuery(DAY), FoundBy.BIRTH),
        (AddressQuery(AddressStart("菅"), DAY), FoundBy.ADDRESS),
        (NumberQuery("1", (NumberKind.RESIDENT,)), FoundBy.RESIDENT_NUMBER),
        (NumberQuery("1", (NumberKind.RESIDENT, NumberKind.JUMINHYO_CODE)), FoundBy.JUMINHYO_CODE),
        (NumberQuery("1", (NumberKind.CARD,)), FoundBy.SEAL_OR_CARD_NUMBER),
    ],
)
def test_every_search_has_its_way(query: Query, way: FoundBy) -> None:
    """With a name, a birth beside it goes without saying; of several kinds of number the rarest counts."""
    assert way is found_by(query)
