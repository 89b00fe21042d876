"""同じ証明書が数分のうちに二か所で: the accident of 2023 seen from head office.

Somebody's paper came out at another store. What every log shows by itself is in order; only who lays two logs side
by side sees one person's certificate at two places, further apart than anybody walks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from branch_app.domain.reconcile.finding import Finding, FindingCode
from branch_app.domain.records.case import EntryPlace
from branch_app.domain.values.identifiers import IssueNumber

APART = timedelta(minutes=10)
"""Ours: nearer than this nobody has the same certificate from two counters by their own wish."""


@dataclass(frozen=True, slots=True)
class IssuedCopy:
    """A copy handed over; ``tag`` is the same for one person's certificate of one kind, and tells nobody whose."""

    place: EntryPlace
    number: IssueNumber
    tag: str
    at: datetime


def issued_twice(copies: Iterable[IssuedCopy]) -> Iterator[tuple[str, Finding]]:
    """Log and finding: one for each copy that has a companion in another log within ``APART``."""
    by_tag = sorted(copies, key=lambda copy: (copy.tag, copy.at, copy.place.log, copy.place.seq))
    for _, same in groupby(by_tag, key=lambda copy: copy.tag):
        together = list(same)
        for copy in together:
            others = [other for other in together if _near(copy, other)]
            if others:
                numbers = " ".join(other.number for other in others)
                places = tuple(other.place for other in others)
                finding = Finding(FindingCode.ISSUED_TWICE, (copy.place.seq,), numbers, copy.number, places)
                yield copy.place.log, finding


def _near(one: IssuedCopy, other: IssuedCopy) -> bool:
    return one.place.log != other.place.log and abs(one.at - other.at) <= APART
