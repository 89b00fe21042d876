"""An older list, or an older entry in a newer list, never lifts a newer block.

A list that is older, goes on from another place, or tells another history than ours is refused, and ours grows old:
after the hours of the policy nothing is issued any more. What such a list blocks is believed all the same.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from branch_app.domain.errors import DataStale
from branch_app.domain.records.restrictions import (
    Held,
    RestrictionEntry,
    RestrictionNews,
    RestrictionPoint,
    RestrictionState,
)

_NAME = "restrictions"


@dataclass(frozen=True, slots=True)
class Merged:
    """Entries that are news to us, and whether the list we then have is the one central has."""

    entries: tuple[RestrictionEntry, ...]
    same_history: bool


def check_follows(news: RestrictionNews, point: RestrictionPoint | None, as_of: datetime | None) -> None:
    """Whether it may be laid over a list at ``point``, vouched for at ``as_of``; both None without a list.

    Raises:
        DataStale: it is older, or there is a gap before it.
    """
    if point is None or as_of is None:
        if not news.whole:
            raise DataStale(register=_NAME, version=news.version)
        return
    if news.version < point.version or news.as_of < as_of or news.since > point.version:
        raise DataStale(register=_NAME, version=news.version)


def merge(held: Held, point: RestrictionPoint | None, news: RestrictionNews) -> Merged:
    """Per person the higher version wins, and under the same version the block.

    Of another history nothing is released, and whoever it blocks is blocked, whatever we heard later.
    """
    if not _same_history(held, point, news):
        blocks = tuple(_blocked(entry, held) for entry in news.entries if _blocks(entry, held))
        return Merged(blocks, same_history=False)
    return Merged(tuple(entry for entry in news.entries if _wins(entry, held)), same_history=True)


def _wins(entry: RestrictionEntry, held: Held) -> bool:
    old = held.get(entry.resident)
    return old is None or entry.version > old.version


def _blocks(entry: RestrictionEntry, held: Held) -> bool:
    old = held.get(entry.resident)
    free = old is None or old.state is RestrictionState.RELEASED
    return entry.state is RestrictionState.BLOCKED and free


def _blocked(entry: RestrictionEntry, held: Held) -> RestrictionEntry:
    old = held.get(entry.resident)
    return entry if old is None or old.version <= entry.version else replace(entry, version=old.version)


def _same_history(held: Held, point: RestrictionPoint | None, news: RestrictionNews) -> bool:
    if point is not None and point.version == news.version and point.mark not in {"", news.mark}:
        return False
    if not news.whole:
        return True
    told = {entry.resident: entry for entry in news.entries}
    return all(entry.resident in told and _agrees(entry, told[entry.resident]) for entry in held.values())


def _agrees(held: RestrictionEntry, told: RestrictionEntry) -> bool:
    """Central's newest word of a person is ours, or came after it."""
    return told.version > held.version or told == held
