"""What kind of entry a leaf is, told some hundred thousand times a second.

``Entry.from_bytes`` is the rule. It takes longer than all the rest of a push, so a leaf that is plainly an entry is
known by a faster road; whoever is not plainly one is asked the rule.
"""

import re
from dataclasses import fields

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
_MANY_DIGITS = re.compile(rb"[0-9]{16}")
_LARGE_NUMBER = re.compile(rb'(?:":|[\[,])-?[0-9]{16}')
"""More digits than the canonical form is sure to allow; the first is quick to say that there are none."""


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
    if len(leaf) > MAX_ENTRY_BYTES or (_MANY_DIGITS.search(leaf) and _LARGE_NUMBER.search(leaf)):
        return None
    try:
        raw = _DECODER.decode(leaf)
        if not isinstance(raw, dict) or raw.keys() != _MEMBERS or _ENCODER.encode(raw) != leaf:
            return None
        kind = KINDS.get(raw["kind"]) if isinstance(raw["kind"], str) else None
        if kind is None or (raw["v"], raw["seq"]) != (SCHEMA_VERSION, seq) or type(raw["v"]) is not int:
            return None
        return kind.kind if _fits(kind, raw) else None
    except (ValueError, RecursionError, msgspec.MsgspecError):
        return None


def _fits(kind: type[Event], raw: dict[str, Json]) -> bool:
    """Whether header and body make that event and nothing beside it."""
    body, wanted = raw["body"], _WANTED[kind.kind]
    if not isinstance(body, dict) or type(raw["seq"]) is not int or not isinstance(raw["request"], str):
        return False
    if any(raw[name] is not None for name in _REFERENCES if name not in wanted) or not wanted.isdisjoint(body):
        return False
    told = body | {name: raw[name] for name in wanted}
    event, stamp = msgspec.convert(told, kind), msgspec.convert(raw["stamp"], Stamp)
    return _ENCODER.encode(event) == _ENCODER.encode(told) and _ENCODER.encode(stamp) == _ENCODER.encode(
        raw["stamp"]
    )
