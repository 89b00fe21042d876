"""Lists in any order, twice, old ones after new ones: nobody is freed by older word."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import DataStale
from branch_app.domain.records.restrictions import (
    NOTHING_HELD,
    RestrictionEntry,
    RestrictionNews,
    RestrictionPoint,
    RestrictionState,
)
from branch_app.domain.rules.restriction_news import check_follows, merge
from branch_app.domain.values.identifiers import ResidentId

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
PEOPLE = [ResidentId(f"000000000{number}") for number in range(4)]
HISTORIES = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(RestrictionState)), min_size=1, max_size=12)
DELIVERIES = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=10)


def _entries(history: list[tuple[ResidentId, RestrictionState]]) -> list[RestrictionEntry]:
    return [RestrictionEntry(who, version, state) for version, (who, state) in enumerate(history, start=1)]


def _news(changes: list[RestrictionEntry], since: int, version: int) -> RestrictionNews:
    """As central would have told it when its list stood at ``version``."""
    told = changes[since:version]
    if not since:
        told = sorted({entry.resident: entry for entry in told}.values(), key=lambda entry: entry.version)
    return RestrictionNews(since, version, NOON + timedelta(hours=version), f"mark {version}", tuple(told))


@given(HISTORIES, DELIVERIES)
def test_whatever_arrives_in_whatever_order_the_newest_word_of_each_person_counts(
    history: list[tuple[ResidentId, RestrictionState]], deliveries: list[tuple[int, int]]
) -> None:
    """What was taken is a moment of central's history, never a mixture, and never one before."""
    changes = _entries(history)
    held: dict[ResidentId, RestrictionEntry] = {}
    point: RestrictionPoint | None = None
    as_of: datetime | None = None
    for first, last in deliveries:
        since, version = sorted((min(first, len(changes)), min(last, len(changes))))
        news = _news(changes, since, version)
        try:
            check_follows(news, point, as_of)
        except DataStale:
            continue
        merged = merge(held, point, news)
        assert merged.same_history
        held.update({entry.resident: entry for entry in merged.entries})
        assert version >= (point or NOTHING_HELD).version
        point, as_of = news.point, news.as_of
        assert {entry.resident: entry for entry in changes[:version]} == held


def _held(*entries: RestrictionEntry) -> dict[ResidentId, RestrictionEntry]:
    return {entry.resident: entry for entry in entries}


ONE, TWO, THREE, FOUR = PEOPLE
BLOCKED, RELEASED = RestrictionState.BLOCKED, RestrictionState.RELEASED


def test_another_history_blocks_and_releases_nobody() -> None:
    """A list of our version under another mark: whom it blocks is blocked, under the higher of the two versions."""
    held = _held(
        RestrictionEntry(ONE, 5, RELEASED), RestrictionEntry(TWO, 2, BLOCKED), RestrictionEntry(FOUR, 1, RELEASED)
    )
    told = (
        RestrictionEntry(THREE, 3, BLOCKED),
        RestrictionEntry(ONE, 4, BLOCKED),
        RestrictionEntry(TWO, 5, RELEASED),
        RestrictionEntry(FOUR, 6, BLOCKED),
    )
    merged = merge(held, RestrictionPoint(6, "ours"), RestrictionNews(0, 6, NOON, "theirs", told))
    assert not merged.same_history
    assert (told[0], RestrictionEntry(ONE, 5, BLOCKED), told[3]) == merged.entries


def test_a_whole_list_that_forgot_somebody_is_of_another_history() -> None:
    """What we hold must be in it, or have become newer there."""
    held = _held(RestrictionEntry(ONE, 1, BLOCKED), RestrictionEntry(TWO, 2, BLOCKED))
    whole = RestrictionNews(0, 3, NOON, "mark", (RestrictionEntry(ONE, 3, RELEASED),))
    assert not merge(held, RestrictionPoint(2, "before"), whole).same_history
    newer = RestrictionNews(
        0, 3, NOON, "mark", (RestrictionEntry(TWO, 2, BLOCKED), RestrictionEntry(ONE, 3, RELEASED))
    )
    assert merge(held, RestrictionPoint(2, "before"), newer).same_history
