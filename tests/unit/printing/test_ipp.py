"""The encoding of IPP: every message survives it, and nothing else gets through."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import PrintInDoubt
from branch_app.printing.ipp import (
    Attribute,
    Group,
    GroupTag,
    Message,
    Value,
    ValueTag,
    decode,
    encode,
    number,
    text,
)

FIXED = {0x21: 4, 0x22: 1, 0x23: 4, 0x31: 11, 0x32: 9, 0x33: 8}

value_tags = st.integers(0x10, 0xFF)
values = value_tags.flatmap(
    lambda tag: st.builds(Value, st.just(tag), st.binary(min_size=FIXED.get(tag, 0), max_size=FIXED.get(tag, 40)))
)
names = st.text(st.characters(min_codepoint=1, max_codepoint=127), min_size=1, max_size=30)
attributes = st.builds(Attribute, names, st.lists(values, min_size=1, max_size=4).map(tuple))
groups = st.builds(
    Group, st.integers(0, 15).filter(lambda tag: tag != 3), st.lists(attributes, max_size=4).map(tuple)
)
messages = st.builds(
    Message,
    st.integers(0, 0xFFFF),
    st.integers(0, 0xFFFFFFFF),
    st.lists(groups, max_size=4).map(tuple),
    st.binary(max_size=60),
    st.tuples(st.integers(0, 255), st.integers(0, 255)),
)


@given(messages)
def test_a_message_survives_the_line(message: Message) -> None:
    """Decoding what was encoded gives the same message, document included."""
    assert message == decode(encode(message))


@given(messages, st.data())
def test_a_message_cut_off_before_its_end_is_refused(message: Message, data: st.DataObject) -> None:
    """However short the cut, half an answer is no answer."""
    attributes_only = encode(Message(message.code, message.request_id, message.groups))
    cut = data.draw(st.integers(0, len(attributes_only) - 1))
    with pytest.raises(PrintInDoubt) as caught:
        decode(attributes_only[:cut])
    assert {"cause": "garbled"}.items() <= caught.value.facts.items()


@given(st.binary(max_size=400))
def test_any_bytes_are_a_message_or_our_error(data: bytes) -> None:
    """Garbage is refused by name, never by another exception; what is read is written back the same."""
    try:
        message = decode(data)
    except PrintInDoubt:
        return
    assert data == encode(message)


@given(messages, st.integers(0, 10_000), st.integers(1, 255))
def test_a_damaged_message_is_another_message_or_our_error(message: Message, place: int, flip: int) -> None:
    """One changed byte never crashes the reader."""
    damaged = bytearray(encode(message))
    damaged[place % len(damaged)] ^= flip
    try:
        assert bytes(damaged) == encode(decode(bytes(damaged)))
    except PrintInDoubt as error:
        assert error.facts["position"] in range(len(damaged) + 1)  # noqa: PT017 - either outcome is right


def test_the_bytes_are_those_of_the_standard() -> None:
    """The Get-Jobs request among the examples of RFC 8010, appendix A."""
    expected = bytes.fromhex("0101 000a 0000007b 01") + b"".join(
        struct.pack(">BH", tag, len(name)) + name + struct.pack(">H", len(value)) + value
        for tag, name, value in (
            (0x47, b"attributes-charset", b"utf-8"),
            (0x48, b"attributes-natural-language", b"en-us"),
            (0x45, b"printer-uri", b"ipp://printer.example.com/ipp/print/pinetree"),
            (0x21, b"limit", struct.pack(">i", 50)),
            (0x44, b"requested-attributes", b"job-id"),
            (0x44, b"", b"job-name"),
            (0x44, b"", b"document-format"),
        )
    )
    operation = Group(
        GroupTag.OPERATION,
        (
            text(ValueTag.CHARSET, "attributes-charset", "utf-8"),
            text(ValueTag.LANGUAGE, "attributes-natural-language", "en-us"),
            text(ValueTag.URI, "printer-uri", "ipp://printer.example.com/ipp/print/pinetree"),
            number("limit", 50),
            text(ValueTag.KEYWORD, "requested-attributes", "job-id", "job-name", "document-format"),
        ),
    )
    assert expected + b"\x03" == encode(Message(0x000A, 123, (operation,), version=(1, 1)))


def test_an_unnamed_value_without_an_attribute_is_refused() -> None:
    """A further value needs an attribute that it belongs to."""
    with pytest.raises(PrintInDoubt):
        decode(bytes.fromhex("0200 0000 00000001 01 21 0000 0004 00000001 03"))


def test_an_attribute_before_any_group_is_refused() -> None:
    """Attributes stand in groups."""
    with pytest.raises(PrintInDoubt):
        decode(bytes.fromhex("0200 0000 00000001 21 0001 61 0004 00000001 03"))


@pytest.mark.parametrize(("tag", "length"), FIXED.items())
def test_a_value_of_the_wrong_size_is_refused(tag: int, length: int) -> None:
    """An integer of three bytes is none."""
    with pytest.raises(ValueError, match="length"):
        Value(tag, bytes(length - 1))


def test_an_answer_names_what_is_asked_for() -> None:
    """Numbers, strings and flags are found by name; what is missing or of another syntax is not."""
    group = Group(
        GroupTag.JOB,
        (
            number("job-id", 7),
            text(ValueTag.KEYWORD, "job-state-reasons", "a", "b"),
            Attribute("accepting", (Value(ValueTag.BOOLEAN, b"\0"),)),
            Attribute("time-at-processing", (Value(ValueTag.NO_VALUE, b""),)),
        ),
    )
    assert (7, None, None) == (group.number("job-id"), group.number("accepting"), group.number("absent"))
    assert ("a", "b") == group.strings("job-state-reasons")
    assert (None, "a") == (group.string("job-id"), group.string("job-state-reasons"))
    assert (False, None) == (group.flag("accepting"), group.flag("job-id"))
    assert (True, False) == (group.is_unset("time-at-processing"), group.is_unset("absent"))
