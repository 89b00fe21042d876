"""JSON from strangers."""

import pytest

from branch_app.domain.errors import BadInput
from sync.wire.strict import MAX_DEPTH, MAX_JSON_BYTES, dump, parse


def test_brackets_inside_strings_are_no_depth() -> None:
    """Only real nesting counts."""
    value = {"text": "[" * 100 + '\\"' + "{" * 100}
    assert parse(dump(value)) == value


def test_the_deepest_message_still_passes() -> None:
    """The limit is the limit."""
    assert parse(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)
    with pytest.raises(BadInput):
        parse(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"nul",
        b'{"a":1 }',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b"1.5",
        b"NaN",
        b"9" * 5_000,
        b'"\xff"',
        b'"\\ud800"',
        b"\xef\xbb\xbf1",
        "1".encode("utf-16"),
        b'"' + b"a" * MAX_JSON_BYTES + b'"',
        b'"\\' * 50_000,
        b'"a\\u0000b"',
    ],
)
def test_what_is_not_canonical_is_refused(data: bytes) -> None:
    """Malformed, ambiguous, huge: one error, no surprise."""
    with pytest.raises(BadInput):
        parse(data)
