"""What central tells of restrictions holds together, or is not what central tells."""

from datetime import UTC, datetime

import pytest

from branch_app.domain.records.restrictions import RestrictionEntry, RestrictionNews, RestrictionState
from branch_app.domain.values.identifiers import ResidentId

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def _news(since: int, version: int, *entries: tuple[str, int]) -> RestrictionNews:
    told = tuple(RestrictionEntry(ResidentId(who), at, RestrictionState.BLOCKED) for who, at in entries)
    return RestrictionNews(since, version, NOON, "mark", told)


@pytest.mark.parametrize(
    "news", [(0, 0), (0, 9, ("1", 2), ("2", 9)), (0, 9, ("1", 2)), (4, 4), (4, 6, ("1", 5), ("1", 6))]
)
def test_whole_lists_and_every_change_after_a_version(news: tuple[int, int, tuple[str, int]]) -> None:
    """A whole list has one entry a person; changes have every number, the same person as often as it changed."""
    assert _news(*news).whole is (news[0] == 0)


@pytest.mark.parametrize(
    "news",
    [
        (4, 6, ("1", 5)),
        (4, 6, ("1", 6)),
        (4, 6, ("1", 6), ("2", 5)),
        (4, 5, ("1", 5), ("2", 6)),
        (4, 4, ("1", 4)),
        (4, 3),
        (0, 9, ("1", 9), ("2", 8)),
        (0, 9, ("1", 8), ("2", 8)),
        (0, 9, ("1", 10)),
        (0, 9, ("1", 0)),
        (0, 9, ("1", 3), ("1", 4)),
    ],
)
def test_what_was_left_out_or_put_elsewhere_is_seen(news: tuple[int, int, tuple[str, int]]) -> None:
    """A change that is missing, doubled, in another order or beyond the end."""
    with pytest.raises(ValueError, match=r"changes|versions|persons"):
        _news(*news)
