"""One line of the log: who, when, under which tables, and what happened.

An entry is canonical JSON of at most 65,535 bytes. Its bytes are what the Merkle tree hashes, so this shape cannot
change; a new shape is a new ``v``. See ``docs/adr/0001-entry.md``.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from typing import cast

from branch_app.domain.errors import BadInput, EntryNotUnderstood
from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.log.events import KINDS, Event
from branch_app.domain.values.codec import Json, decode, encode
from branch_app.domain.values.identifiers import Pseudonym, RequestId

SCHEMA_VERSION = 1
MAX_ENTRY_BYTES = 65_535
_YEARS = range(1900, 9_000)
"""A clock that is wrong may say any of them; nearer to a calendar's ends, no days before or after can be told."""
_HEADER_REFERENCES = ("application", "item", "job", "attempt", "subject")


@lru_cache(maxsize=8_192)
def _moment(wall: str) -> datetime:
    """A day is looked at by several rules, and each asks every entry for its time."""
    return datetime.fromisoformat(wall)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When and under what: ISO wall time with zone, monotonic milliseconds of this boot, versions, operator.

    Raises:
        ValueError: a wall time that is none, has no zone, or lies where no calendar reckons with it any more.
    """

    wall: str
    monotonic_ms: int
    boot: str
    trusted: str
    build: str
    tables: str
    operator: Pseudonym

    def __post_init__(self) -> None:
        """Folds compare wall times, so each must be one."""
        told = self.moment
        if told.tzinfo is None or told.year not in _YEARS:
            raise ValueError("wall")

    @property
    def moment(self) -> datetime:
        """The wall time, aware."""
        return _moment(self.wall)


@dataclass(frozen=True, slots=True)
class Entry:
    """``seq`` is the leaf index, from 0. ``request`` and ``part`` find it again when the caller never heard."""

    seq: int
    request: RequestId
    stamp: Stamp
    event: Event

    def to_bytes(self) -> bytes:
        """Canonical JSON.

        Raises:
            EntryNotUnderstood: larger than an entry may be.
        """
        body = cast("dict[str, Json]", encode(self.event))
        references: dict[str, Json] = {name: body.pop(name, None) for name in _HEADER_REFERENCES}
        data = to_canonical(
            {
                "v": SCHEMA_VERSION,
                "seq": self.seq,
                "kind": self.event.kind,
                "request": self.request,
                "stamp": encode(self.stamp),
                **references,
                "body": body,
            }
        )
        if len(data) > MAX_ENTRY_BYTES:
            raise EntryNotUnderstood(reason="too large", size=len(data))
        return data

    @classmethod
    def from_bytes(cls, data: bytes) -> "Entry":
        """Parse what ``to_bytes`` wrote.

        Raises:
            EntryNotUnderstood: another version, an unknown kind, or fields that do not fit the kind.
        """
        raw = from_canonical(data)
        if not isinstance(raw, dict) or raw.get("v") != SCHEMA_VERSION:
            raise EntryNotUnderstood(reason="version")
        kind = KINDS.get(str(raw.get("kind")))
        if kind is None:
            raise EntryNotUnderstood(reason="kind")
        try:
            entry = cls(
                seq=decode(int, raw.get("seq")),
                request=RequestId(decode(str, raw.get("request"))),
                stamp=decode(Stamp, raw.get("stamp")),
                event=_event(kind, raw),
            )
        except BadInput as error:
            raise EntryNotUnderstood(reason=str(error.facts["at"])) from error
        if entry.to_bytes() != data:
            raise EntryNotUnderstood(reason="extra members")
        return entry


def _event(kind: type[Event], raw: dict[str, Json]) -> Event:
    body = raw.get("body")
    if not isinstance(body, dict):
        raise BadInput(at="body")
    wanted = {field.name for field in fields(kind)} & set(_HEADER_REFERENCES)
    return decode(kind, body | {name: raw.get(name) for name in wanted})
