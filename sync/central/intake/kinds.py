"""What kind of entry a leaf is, told some hundred thousand times a second.

``Entry.from_bytes`` is the rule. It takes longer than all the rest of a push, so a leaf that is plainly an entry is
known by a faster road: each kind has a shape with every member in its type, and a leaf that is read in that shape
and written again byte for byte is one. Whoever is not plainly one is asked the rule.
"""

import re
from dataclasses import fields, is_dataclass
from typing import Annotated, Union, get_args, get_type_hints

import msgspec

from branch_app.domain.errors import EntryNotUnderstood
from branch_app.domain.log.entry import MAX_ENTRY_BYTES, SCHEMA_VERSION, Entry, Stamp
from branch_app.domain.log.events import KINDS, Event

_REFERENCES = ("application", "item", "job", "attempt", "subject")
_MOST = 2**53 - 1
"""The largest number that the canonical form allows."""
_LARGE_NUMBER = re.compile(rb"[:\[,]-?[0-9]{16}")
"""More digits than it is sure to allow, or words that look so."""
_WHOLE = Annotated[int, msgspec.Meta(ge=-_MOST, le=_MOST)]
_NUL = rb"\u0000"
"""No text of ours has one and PostgreSQL's have none: whoever compares or publishes could not look for it there."""


class _Header(msgspec.Struct):
    """What every kind of entry has."""

    v: int
    seq: _WHOLE
    request: str
    stamp: Stamp


def _shape(kind: type[Event]) -> type[msgspec.Struct]:
    """Header and body that make that event and nothing beside it."""
    hints = get_type_hints(kind)
    told = {field.name: _WHOLE if hints[field.name] is int else hints[field.name] for field in fields(kind)}
    body = [(name, hint) for name, hint in told.items() if name not in _REFERENCES]
    members = [(name, told.get(name)) for name in _REFERENCES]
    return msgspec.defstruct(
        kind.__name__,
        [*members, ("body", msgspec.defstruct(f"{kind.__name__}Body", body, forbid_unknown_fields=True))],
        bases=(_Header,),
        tag_field="kind",
        tag=kind.kind,
        forbid_unknown_fields=True,
    )


def _counts_deeper(hint: object) -> bool:
    """Whether numbers may stand in it that its shape does not bound."""
    parts = (hint, *get_args(hint))
    return hint is not int and any(
        is_dataclass(part) or getattr(part, "__supertype__", part) is int for part in parts
    )


_SHAPES = {kind: _shape(kind) for kind in KINDS.values()}
_NESTED = frozenset(
    shape for kind, shape in _SHAPES.items() if any(map(_counts_deeper, get_type_hints(kind).values()))
)
_DECODER: msgspec.json.Decoder[_Header] = msgspec.json.Decoder(Union[tuple(_SHAPES.values())])  # noqa: UP007 - made of a list
_ENCODER = msgspec.json.Encoder(order="sorted")


def kind_of(leaf: bytes, seq: int) -> str | None:
    """Kind of the entry at that place of a log; None for what this build cannot interpret."""
    if _NUL in leaf:
        return None
    plain = _plain_kind(leaf, seq)
    return plain if plain is not None else _ruled_kind(leaf, seq)


def _ruled_kind(leaf: bytes, seq: int) -> str | None:
    try:
        entry = Entry.from_bytes(leaf)
    except EntryNotUnderstood:
        return None
    return entry.event.kind if entry.seq == seq else None


def _plain_kind(leaf: bytes, seq: int) -> str | None:
    """Kind of a leaf that reads back byte for byte in its shape; None where that is not plain."""
    if len(leaf) > MAX_ENTRY_BYTES:
        return None
    try:
        told = _DECODER.decode(leaf)
        if (told.v, told.seq) != (SCHEMA_VERSION, seq) or _ENCODER.encode(told) != leaf or not _counts(told, leaf):
            return None
    except (ValueError, RecursionError, msgspec.MsgspecError):
        return None
    return str(told.__struct_config__.tag)


def _counts(told: _Header, leaf: bytes) -> bool:
    """Whether no number is larger than the canonical form allows."""
    return abs(told.stamp.monotonic_ms) <= _MOST and (
        type(told) not in _NESTED or _LARGE_NUMBER.search(leaf) is None
    )
