"""Canonical JSON (RFC 8785) for the values our log may hold.

The subset without fractions: integers within ±(2⁵³ − 1), ASCII member names (so that code-unit order is string
order), no lone surrogates. Anything else is refused instead of being bent.
"""

import json
from typing import cast

from branch_app.domain.errors import EntryNotUnderstood
from branch_app.domain.values.codec import Json

_MAX_INTEGER = 2**53 - 1
_UNQUESTIONED = frozenset((str, bool, type(None)))
"""Texts are nearly everything there is; whether one can be written shows when it is."""
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def to_canonical(value: Json) -> bytes:
    """UTF-8 bytes of the one canonical form.

    Raises:
        EntryNotUnderstood: a value outside the subset.
    """
    _check(value)
    try:
        return _written(value).encode()
    except UnicodeEncodeError as error:
        raise EntryNotUnderstood(reason="lone surrogate") from error


def from_canonical(data: bytes) -> Json:
    """Parse, and refuse bytes that are not their own canonical form.

    Raises:
        EntryNotUnderstood: not JSON, or JSON written in another way.
    """
    try:
        value = cast("Json", json.loads(data))
        canonical = to_canonical(value)
    except (ValueError, RecursionError) as error:
        raise EntryNotUnderstood(reason="not JSON") from error
    if canonical != data:
        raise EntryNotUnderstood(reason="not canonical")
    return value


def _check(value: Json) -> None:
    match value:
        case dict():
            for key, item in value.items():
                if not key.isascii():
                    raise EntryNotUnderstood(reason="member name not ASCII")
                if type(item) not in _UNQUESTIONED:
                    _check(item)
        case list():
            for item in value:
                if type(item) not in _UNQUESTIONED:
                    _check(item)
        case str() | bool() | None:
            return
        case int():
            if abs(value) > _MAX_INTEGER:
                raise EntryNotUnderstood(reason="integer too large")
        case _:
            raise EntryNotUnderstood(reason=f"no canonical form for {type(value).__name__}")
