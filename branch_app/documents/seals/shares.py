"""A payload over many symbols, so that a page with holes still gives it back.

Each symbol says which payload it is of, its place, how many there are and how many are enough::

    "M1"  tag (8 bytes)  index  k  n  length (3 bytes)  share
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from branch_app.documents.seals import erasure

MOST_BYTES = 600
"""Of a symbol: larger ones are read too badly."""

_MAGIC = b"M1"
_TAG = 8
_HEAD = len(_MAGIC) + _TAG + 3 + 3
_SHARE = MOST_BYTES - _HEAD
_FEWEST_ENOUGH, _FEWEST = 4, 12
"""A small payload is cut into more shares than it needs, because a stain takes whole symbols."""
_PARITY = 0.4
"""Symbols beyond those that are enough; a quarter is the least that holes ask for."""


@dataclass(frozen=True, slots=True)
class Split:
    """Into how many symbols a payload goes: any ``enough`` of ``count``."""

    enough: int
    count: int

    @classmethod
    def of(cls, size: int) -> "Split":
        """For a payload of so many bytes."""
        enough = max(_FEWEST_ENOUGH, -(-size // _SHARE))
        return cls(enough, max(_FEWEST, enough + -(-int(enough * 10 * _PARITY) // 10)))


@dataclass(frozen=True, slots=True)
class Joined:
    """What symbols give: a whole payload, or how many were found of how many that are enough."""

    payload: bytes | None
    found: int
    enough: int


def split(payload: bytes) -> tuple[bytes, ...]:
    """The bytes of every symbol."""
    how = Split.of(len(payload))
    head = _MAGIC + _tag(payload)
    counts = bytes((how.enough, how.count)) + len(payload).to_bytes(3)
    shares = erasure.encode(payload, how.enough, how.count)
    return tuple(head + bytes((index,)) + counts + share for index, share in enumerate(shares))


def join(symbols: Iterable[bytes]) -> tuple[Joined, ...]:
    """One result for each payload that symbols speak of, the most complete first."""
    groups: defaultdict[bytes, dict[int, bytes]] = defaultdict(dict)
    for symbol in symbols:
        if symbol[: len(_MAGIC)] == _MAGIC and _HEAD < len(symbol) <= MOST_BYTES:
            index_at = len(_MAGIC) + _TAG
            alike = symbol[:index_at] + symbol[index_at + 1 : _HEAD]
            groups[alike].setdefault(symbol[index_at], symbol[_HEAD:])
    results = (_joined(alike, shares) for alike, shares in groups.items())
    return tuple(sorted(results, key=lambda result: (result.payload is None, -result.found)))


def _joined(alike: bytes, shares: dict[int, bytes]) -> Joined:
    tag, rest = alike[len(_MAGIC) : len(_MAGIC) + _TAG], alike[len(_MAGIC) + _TAG :]
    enough, length = rest[0], int.from_bytes(rest[2:])
    try:
        payload = erasure.decode(shares, enough, length)
    except ValueError:
        payload = None
    if payload is not None and _tag(payload) != tag:
        payload = None
    return Joined(payload, len(shares), enough)


def _tag(payload: bytes) -> bytes:
    return hashlib.sha256(payload).digest()[:_TAG]
