"""Entries of a log as they lie here. What kind each is was told strictly when it came; now it is only read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import msgspec

from branch_app.domain.log.entry import Entry, Stamp
from branch_app.domain.log.events import KINDS
from branch_app.domain.values.identifiers import RequestId
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog, Leaf

_REFERENCES = ("application", "item", "job", "attempt", "subject")
_OWN = {
    name: tuple(field.name for field in fields(kind) if field.name in _REFERENCES) for name, kind in KINDS.items()
}
_SLICE = 5_000


class _Leaf(msgspec.Struct):
    """An entry's bytes, the body still without its shape."""

    seq: int
    request: str
    kind: str
    stamp: Stamp
    body: dict[str, Any]
    application: str | None = None
    item: str | None = None
    job: str | None = None
    attempt: int | None = None
    subject: str | None = None


_LEAF = msgspec.json.Decoder(_Leaf)


@dataclass(frozen=True, slots=True)
class ReadLog:
    """Entries of a stretch of a log; ``unknown`` are places that this build cannot interpret."""

    entries: tuple[Entry, ...]
    unknown: tuple[int, ...]

    def unbroken(self) -> Sequence[Entry]:
        """Those before the first that nobody understands: only they can be folded."""
        if not self.unknown:
            return self.entries
        return [entry for entry in self.entries if entry.seq < self.unknown[0]]


def read_log(central: HeadOffice, log: DeviceLog, start: int, stop: int) -> ReadLog:
    """Everything from ``start`` up to ``stop``."""
    entries: list[Entry] = []
    unknown: list[int] = []
    for seq, kind, data in _rows(central, log, start, stop):
        entry = None if kind is None or kind not in KINDS else _readable(data)
        if entry is None:
            unknown.append(seq)
        else:
            entries.append(entry)
    return ReadLog(tuple(entries), tuple(unknown))


def _readable(data: bytes) -> Entry | None:
    """None for what a newer build took in and this one cannot make an entry of."""
    try:
        return entry_of(data)
    except msgspec.MsgspecError:
        return None


def entry_of(data: bytes) -> Entry:
    """An entry that was told to be one: many times faster than ``Entry.from_bytes``, which believes nothing.

    Raises:
        MsgspecError: this build cannot make an entry of it.
    """
    raw = _LEAF.decode(data)
    told = raw.body | {name: getattr(raw, name) for name in _OWN[raw.kind]}
    return Entry(raw.seq, RequestId(raw.request), raw.stamp, msgspec.convert(told, KINDS[raw.kind]))


def _rows(central: HeadOffice, log: DeviceLog, start: int, stop: int) -> Iterator[tuple[int, str | None, bytes]]:
    """As the driver gives them, a slice at a time: whatever else is done for each is done for a city's entries."""
    for first in range(start, stop, _SLICE):
        span = (Leaf.log == log) & (Leaf.seq >= first) & (Leaf.seq < min(first + _SLICE, stop))
        query = Leaf.select(Leaf.seq, Leaf.kind, Leaf.data).where(span).order_by(Leaf.seq)
        for seq, kind, data in central.database.execute(query).fetchall():
            yield seq, kind, bytes(data)
