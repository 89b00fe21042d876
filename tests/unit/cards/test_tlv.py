"""BER-TLV."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.cards import tlv

TAGS = st.sampled_from([0x30, 0x81, 0xDF21, 0xDF22, 0xFF20])


@given(st.dictionaries(TAGS, st.binary(max_size=700)))
def test_what_is_built_reads_back(objects: dict[int, bytes]) -> None:
    """Tags of one and two bytes, lengths of one to three bytes."""
    written = b"".join(tlv.build(tag, value) for tag, value in objects.items())

    assert objects == tlv.parse(written)


@given(TAGS, st.binary(min_size=1, max_size=300), st.binary(max_size=5))
def test_the_size_leaves_padding_out(tag: int, value: bytes, padding: bytes) -> None:
    """Files are longer than what lies in them."""
    written = tlv.build(tag, value)

    assert len(written) == tlv.first_size(written + padding)


@given(TAGS, st.binary(min_size=1, max_size=300), st.data())
def test_every_truncation_is_refused(tag: int, value: bytes, data: st.DataObject) -> None:
    """Half an object is never taken for a whole one."""
    written = tlv.build(tag, value)
    cut = data.draw(st.integers(0, len(written) - 1))

    with pytest.raises(ValueError, match=r"truncated|length"):
        tlv.first_size(written[:cut])


def test_the_first_of_two_equal_tags_counts() -> None:
    """A second object of the same tag cannot replace what was read."""
    assert {0x81: b"a"} == tlv.parse(tlv.build(0x81, b"a") + tlv.build(0x81, b"b"))


@given(st.binary(max_size=40))
def test_garbage_parses_or_is_refused_and_nothing_else(garbage: bytes) -> None:
    """No input breaks the parser in another way."""
    try:
        tlv.parse(garbage)
    except ValueError:
        return
