"""Word of central about restrictions, as a test needs it."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from branch_app.domain.records.restrictions import (
    NOTHING_HELD,
    RestrictionEntry,
    RestrictionNews,
    RestrictionPoint,
    RestrictionState,
)
from branch_app.domain.values.identifiers import ResidentId
from branch_app.ports import RestrictionStore


def told(
    as_of: datetime,
    blocked: Iterable[str] = (),
    released: Iterable[str] = (),
    held: RestrictionPoint = NOTHING_HELD,
) -> RestrictionNews:
    """Changes after ``held``, or a whole list: first who is blocked, then who is released."""
    states = [(who, RestrictionState.BLOCKED) for who in blocked]
    states += [(who, RestrictionState.RELEASED) for who in released]
    entries = tuple(
        RestrictionEntry(ResidentId(who), version, state)
        for version, (who, state) in enumerate(states, start=held.version + 1)
    )
    mark = hashlib.sha256(f"{held}{entries}".encode()).hexdigest() if entries else held.mark
    return RestrictionNews(held.version, held.version + len(entries), as_of, mark, entries)


def tell(
    store: RestrictionStore, as_of: datetime, blocked: Iterable[str] = (), released: Iterable[str] = ()
) -> RestrictionNews:
    """The next news arrive at that device."""
    news = told(as_of, blocked, released, store.point())
    store.take(news)
    return news
