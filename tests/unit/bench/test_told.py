"""A log told again and again: entries that could have been, each other than the one before."""

import pytest

from branch_app.bench.sync.city_day import Compared
from branch_app.bench.sync.figures import Drain, SyncFigures
from branch_app.bench.sync.load import Answered
from branch_app.bench.sync.told import Pattern, ToldLog
from branch_app.domain.log.commitment import Retention, commit
from branch_app.domain.log.entry import Entry
from tests.fakes.memory_log import MemoryLog
from tests.fakes.sample_log import DAY, entry_bytes


@pytest.fixture
def pattern() -> Pattern:
    """The sample day as one citizen's, with an opening of its last commitment."""
    log = MemoryLog("ledger.kawasaki/C06-1/1", [entry_bytes(seq, event) for seq, event in enumerate(DAY)])
    commitment, opening = commit("snapshot", b"1975-11-24", bytes(32), Retention.ISSUANCE)
    log.entries[2] = log.entries[2].replace(b"00" * 32, commitment.encode())
    log.kept.append((2, opening))
    return Pattern.of(log, 0, len(DAY))


def test_told_entries_are_entries_in_their_places(pattern: Pattern) -> None:
    """Each can be interpreted, and says where it stands."""
    log = ToldLog("ledger.kawasaki/C06-1/1")
    log.tell(pattern, 3 * len(DAY))
    assert list(range(3 * len(DAY))) == [Entry.from_bytes(leaf).seq for leaf in log.entries]


def test_no_two_tellings_commit_to_the_same(pattern: Pattern) -> None:
    """An opening stays with the entry that holds its commitment."""
    log = ToldLog("ledger.kawasaki/C06-1/1")
    log.tell(pattern, 2 * len(DAY))
    (one, first), (other, second) = log.openings(0, 2 * len(DAY))
    assert (2, 2 + len(DAY)) == (one, other)
    assert first.commitment != second.commitment
    assert [first.commitment.encode() in log.entries[one], second.commitment.encode() in log.entries[other]] == [
        True,
        True,
    ]


def city(day: float, days: float) -> tuple[Compared, ...]:
    """A day by one process, by two, and ten days by two."""
    return (
        Compared(49, 7_000, 90_000, 1, 4.0, 3.9, 90, 0),
        Compared(49, 7_000, 90_000, 2, day, 4.1, 90, 0),
        Compared(490, 70_000, 900_000, 2, days, 41.0, 90, 0),
    )


def figures(**other: object) -> SyncFigures:
    """All within their limits, but for those."""
    good = {
        "push_per_s": 60,
        "loop_per_s": 100,
        "behind": 10_000,
        "in_step_s": 2.0,
        "wire_bytes": 110,
        "one_piece_bytes": 100,
        "drained": (Drain(28, 375, 1_000, 1.0), Drain(28, 1_500, 4_000, 4.0)),
        "city_days": city(2.0, 20.0),
        "requests": Answered(100, 600, 8.0, 20.0),
    }
    return SyncFigures(**(good | other))


@pytest.mark.parametrize(
    ("other", "over"),
    [
        ({}, ()),
        ({"push_per_s": 49}, ("push",)),
        ({"in_step_s": 3.1}, ("in_step",)),
        ({"wire_bytes": 121}, ("wire",)),
        ({"drained": (Drain(28, 375, 1_000, 1.0), Drain(28, 1_500, 4_000, 6.0))}, ("growth",)),
        (
            {"city_days": city(4.0, 60.0)},
            ("city_day", "city_growth"),
        ),
        ({"requests": Answered(100, 600, 8.0, 101.0)}, ("p99",)),
    ],
)
def test_what_is_beyond_its_limit_is_named(other: dict[str, float], over: tuple[str, ...]) -> None:
    """Each by itself."""
    assert over == figures(**other).over()
