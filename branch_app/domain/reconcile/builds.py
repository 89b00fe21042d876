"""Lagging builds: a device that writes with a program that the city left weeks ago (宗像市 2023, 高松市 2024)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from branch_app.domain.log.entry import Entry
from branch_app.domain.reconcile.finding import Finding, FindingCode

ROLLOUT = timedelta(days=14)
"""Ours: so long after the first device has a build, the last one has it."""
_LONGEST = 64
"""No build of ours has a longer name."""
_NUMBER = re.compile(r"\d+")

BuildsInUse = Mapping[str, date]
"""Build → the first day on which any device of the city wrote with it."""


def check_builds(entries: Iterable[Entry], in_use: BuildsInUse) -> Iterator[Finding]:
    """One finding a day and build that lagged on it, against the newest build that should be everywhere by then."""
    lagging: dict[tuple[date, str, str], list[int]] = {}
    newest: dict[date, str] = {}
    for entry in entries:
        day = day_of(entry)
        if day not in newest:
            newest[day] = _due(in_use, day)
        build = build_of(entry)
        if build_order(build) < build_order(newest[day]):
            lagging.setdefault((day, build, newest[day]), []).append(entry.seq)
    for (day, build, due), places in lagging.items():
        yield Finding(FindingCode.BUILD_LAGS, tuple(places), f"{build} / {due}", f"{day} {build}")


def day_of(entry: Entry) -> date:
    """The day that its stamp says, in whichever of the forms of ISO 8601."""
    return entry.stamp.moment.date()


def build_of(entry: Entry) -> str:
    """The build that its stamp names; a name that is longer than any build's is none."""
    build = entry.stamp.build
    return build if len(build) <= _LONGEST else ""


@lru_cache(maxsize=64)
def build_order(build: str) -> tuple[int, ...]:
    """0.10.0 comes after 0.9.3; what has no numbers comes first."""
    return tuple(map(int, _NUMBER.findall(build)))


def _due(in_use: BuildsInUse, day: date) -> str:
    settled = [build for build, first in in_use.items() if day - first >= ROLLOUT]
    return max(settled, key=build_order, default="")
