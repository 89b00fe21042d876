"""Canonical JSON: the subset of RFC 8785 that the log may hold, written in one way only."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import EntryNotUnderstood
from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.values.codec import Json

SAFE = 2**53 - 1
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-SAFE, SAFE) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(max_codepoint=127)), inner),
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, b"null"),
        (True, b"true"),
        (-0, b"0"),
        (SAFE, b"9007199254740991"),
        (-SAFE, b"-9007199254740991"),
        ("", b'""'),
        ("𠮷野\U000e0100", '"𠮷野\U000e0100"'.encode()),
        ("\x00\x1f\x7f\u2028/", '"\\u0000\\u001f\x7f\u2028/"'.encode()),
        ('\b\t\n\f\r"\\', b'"\\b\\t\\n\\f\\r\\"\\\\"'),
        ([1, [], {}], b"[1,[],{}]"),
        ({"b": 1, "a": 2, "A": 3, "_": 4, "1": 5}, b'{"1":5,"A":3,"_":4,"a":2,"b":1}'),
    ],
)
def test_the_one_form(value: Json, written: bytes) -> None:
    """RFC 8785: no spaces, names in code unit order, control characters escaped in the short or lower-case form."""
    assert written == to_canonical(value)
    assert value == from_canonical(written)


@given(VALUES)
def test_every_value_comes_back(value: Json) -> None:
    """What is written is read as the same value and written again as the same bytes."""
    assert value == from_canonical(to_canonical(value))
    assert value == json.loads(to_canonical(value))


@pytest.mark.parametrize(
    "value",
    [SAFE + 1, -SAFE - 1, 1.0, float("nan"), "\ud800", ["\udfff"], {"名": 1}, b"bytes", (1,), {1}],
)
def test_what_has_no_canonical_form_is_refused(value: Json) -> None:
    """Integers beyond 2^53-1, fractions, lone surrogates, names beyond ASCII, other types: refused, not bent."""
    with pytest.raises(EntryNotUnderstood):
        to_canonical(value)
    with pytest.raises(EntryNotUnderstood):
        to_canonical({"deep": [value]})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" 1",
        b"1 ",
        b"01",
        b"-0",
        b"1.0",
        b"1e2",
        b"NaN",
        b"Infinity",
        b"[1, 2]",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'"\\u0041"',
        b'"\\/"',
        b'"\\u001F"',
        b'"\\ud842\\udfb7"',
        b'"\\ud800"',
        b'"\xff"',
        b"\xef\xbb\xbf1",
        "1".encode("utf-16"),
        b"{}\n",
        b"nul",
        b"9" * 5_000,
        b'{"\xe5\x90\x8d":1}',
    ],
)
def test_anything_written_otherwise_is_refused(data: bytes) -> None:
    """The same value in other bytes would be another leaf of the tree."""
    with pytest.raises(EntryNotUnderstood):
        from_canonical(data)


@pytest.mark.parametrize("depth", [*range(800, 1_050, 5), 100_000])
def test_a_deep_nest_is_refused_or_read_but_never_breaks_the_reader(depth: int) -> None:
    """Whoever sends brackets cannot stop head office by the depth of its stack."""
    data = b"[" * depth + b"]" * depth
    try:
        assert data == to_canonical(from_canonical(data))
    except EntryNotUnderstood:
        assert depth > 100


@given(VALUES, st.data())
def test_a_flipped_byte_is_another_value_or_refused(value: Json, data: st.DataObject) -> None:
    """No two byte strings are read as one value."""
    written = bytearray(to_canonical(value))
    written[data.draw(st.integers(0, len(written) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        read = from_canonical(bytes(written))
    except EntryNotUnderstood:
        return
    assert bytes(written) == to_canonical(read)
    assert to_canonical(value) != to_canonical(read)
