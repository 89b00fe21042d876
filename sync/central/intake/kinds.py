"""What kind of entry a leaf is, told some hundred thousand times a second.

``Entry.from_bytes`` is the rule. It takes longer than all the rest of a push, so a leaf that is plainly an entry is
known by a faster road; whoever is not plainly one is asked the rule.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import msgspec

from branch_app.domain.errors import EntryNotUnderstood
from branch_app.domain.log.entry import MAX_ENTRY_BYTES, SCHEMA_VERSION, Entry, Stamp
from branch_app.domain.log.events import KINDS, Event
from branch_app.domain.values.codec import Json

_REFERENCES = ("application", "item", "job", "attempt", "subject")
_MEMBERS = frozenset(("v", "seq", "kind", "request", "stamp", "body", *_REFERENCES))
_WANTED = {
    name: frozenset(field.name for field in fields(kind)) & frozenset(_REFERENCES) for name, kind in KINDS.items()
}
"""Members of the header that are the event's own."""
_LARGE_NUMBER = re.compile(rb'(?:":|[\[,])-?[0-9]{16}')
"""More digits than the canonical form is sure to allow."""
_MOST = 2**53 - 1


def _parts(hints: Iterable[Any]) -> Iterator[Any]:
    """What tuples and optional values are made of."""
    for hint in hints:
        yield from get_args(hint)


_HINTS = {name: get_type_hints(kind) for name, kind in KINDS.items()}
_NUMBERS = {
    name: tuple(field.name for field in fields(kind) if _HINTS[name][field.name] is int)
    for name, kind in KINDS.items()
}
"""Fields that are plain numbers."""
_NESTED = frozenset(
    name for name, hints in _HINTS.items() if any(map(is_dataclass, (*hints.values(), *_parts(hints.values()))))
)
"""Kinds that may hold numbers elsewhere, too."""


def _no_fraction(text: str) -> float:
    raise ValueError(text)


_DECODER = msgspec.json.Decoder(float_hook=_no_fraction)
_ENCODER = msgspec.json.Encoder(order="sorted")


def kind_of(leaf: bytes, seq: int) -> str | None:
    """Kind of the entry at that place of a log; None for what this build cannot interpret."""
    plain = _plain_kind(leaf, seq)
    return plain if plain is not None else _ruled_kind(leaf, seq)


def _ruled_kind(leaf: bytes, seq: int) -> str | None:
    try:
        entry = Entry.from_bytes(leaf)
    except EntryNotUnderstood:
        return None
    return entry.event.kind if entry.seq == seq else None


def _plain_kind(leaf: bytes, seq: int) -> str | None:
    """Kind of a leaf that reads back byte for byte with every value in its type; None where that is not plain."""
    if len(leaf) > MAX_ENTRY_BYTES:
        return None
    try:
        raw = _DECODER.decode(leaf)
        if not isinstance(raw, dict) or raw.keys() != _MEMBERS or _ENCODER.encode(raw) != leaf:
            return None
        kind = KINDS.get(raw["kind"]) if isinstance(raw["kind"], str) else None
        if kind is None or (raw["v"], raw["seq"]) != (SCHEMA_VERSION, seq) or type(raw["v"]) is not int:
            return None
        return kind.kind if _fits(kind, raw, leaf) else None
    except (ValueError, RecursionError, msgspec.MsgspecError):
        return None


def _fits(kind: type[Event], raw: dict[str, Json], leaf: bytes) -> bool:
    """Whether header and body make that event and nothing beside it."""
    body, wanted = raw["body"], _WANTED[kind.kind]
    if not isinstance(body, dict) or type(raw["seq"]) is not int or not isinstance(raw["request"], str):
        return False
    if any(raw[name] is not None for name in _REFERENCES if name not in wanted) or not wanted.isdisjoint(body):
        return False
    told = body | {name: raw[name] for name in wanted}
    event, stamp = msgspec.convert(told, kind), msgspec.convert(raw["stamp"], Stamp)
    return (
        _counts(event, stamp, leaf)
        and _ENCODER.encode(event) == _ENCODER.encode(told)
        and _ENCODER.encode(stamp) == _ENCODER.encode(raw["stamp"])
    )


def _counts(event: Event, stamp: Stamp, leaf: bytes) -> bool:
    """Whether no number is larger than the canonical form allows."""
    if event.kind in _NESTED:
        return _LARGE_NUMBER.search(leaf) is None
    numbers = _NUMBERS[event.kind]
    return abs(stamp.monotonic_ms) <= _MOST and all(abs(getattr(event, name)) <= _MOST for name in numbers)
