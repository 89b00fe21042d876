"""JSON from strangers: refused when it is too large, too deep or not in its one canonical form."""

import re

from branch_app.domain.errors import BadInput, EntryNotUnderstood
from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.values.codec import Json

MAX_JSON_BYTES = 1 << 20
"""No message is larger; bulk data travels beside it, named by hash."""
MAX_DEPTH = 16

_NUL = rb"\u0000"
"""No name and no text of ours has one, and PostgreSQL's have none either."""
_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
"""A string, also one that never ends, is passed over in one go: the time stays linear whatever a stranger sends."""


def parse(data: bytes, limit: int = MAX_JSON_BYTES) -> Json:
    """The value of canonical JSON.

    Raises:
        BadInput: too large, nested too deep, with a NUL, not JSON or not canonical.
    """
    if len(data) > limit:
        raise BadInput(at="size")
    if _NUL in data:
        raise BadInput(at="nul")
    _refuse_depth(data)
    try:
        return from_canonical(data)
    except EntryNotUnderstood as error:
        raise BadInput(at="json") from error


def dump(value: Json) -> bytes:
    """Canonical JSON.

    Raises:
        BadInput: a value that canonical JSON has no form for.
    """
    try:
        return to_canonical(value)
    except EntryNotUnderstood as error:
        raise BadInput(at="json") from error


def _refuse_depth(data: bytes) -> None:
    depth = 0
    for match in _BRACKET.finditer(data):
        token = match.group()
        if token in b"[{":
            depth += 1
        elif token in b"]}":
            depth -= 1
        if depth > MAX_DEPTH:
            raise BadInput(at="depth")
