"""Everything that ``docs/key-count.md`` says, measured anew."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.keycount.bench import Bench
from tests.keycount.catalogue import CATALOGUE
from tests.keycount.clerk import Clerk
from tests.keycount.klm import Count, count
from tests.keycount.task import replay
from tests.keycount.tasks_ask import plain_from_here
from tests.keycount.two_hundred import PERCENTILE, Way, chosen, find, search_counts


@dataclass(frozen=True, slots=True)
class Spread:
    """Of one figure over all residents; a percentile is a figure that somebody really needed (nearest rank)."""

    least: float
    median: float
    p95: float
    most: float


@dataclass(frozen=True, slots=True)
class Search:
    """Keys and seconds of the whole plain task, and how many residents were picked without the arrows."""

    keys: Spread
    seconds: Spread
    without_arrows: int


def spread(figures: Sequence[float]) -> Spread:
    """Sort and pick."""
    ranked = sorted(figures)
    at = -(-len(ranked) * PERCENTILE // 100) - 1
    return Spread(ranked[0], statistics.median_low(ranked), ranked[at], ranked[-1])


def rest_of_plain(bench: Bench) -> Count:
    """From the open form to the citizen's hand, on a real issue to the person whose form is open."""
    clerk = Clerk(bench)
    plain_from_here(clerk)
    return count(clerk.acts)


def searches(made: Path, home: Path) -> dict[Way, Search]:
    """Two hundred residents in every way."""
    bench = Bench(made, home)
    bench.open_day()
    figures = {way: search_counts(bench, way) for way in Way}
    find(Clerk(bench), chosen(bench.desk.restrictions.current().residents)[0], Way.BEGINNINGS)
    rest = rest_of_plain(bench)
    bench.leave()
    return {way: _search(counts, rest) for way, counts in figures.items()}


def tasks(made: Path, home: Path) -> dict[str, Count]:
    """The catalogue, each task on a device of its own below ``home``."""
    return {task.code: replay(task, made, home / task.code) for task in CATALOGUE}


def _search(counts: Sequence[Count], rest: Count) -> Search:
    return Search(
        keys=spread([each.keys + rest.keys for each in counts]),
        seconds=spread([round(each.seconds + rest.seconds, 2) for each in counts]),
        without_arrows=sum(each.moves == 0 for each in counts),
    )
