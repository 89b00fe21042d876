"""IPP messages as bytes: RFC 8010, the encoding and nothing else.

::

    request = Message(0x000A, 1, (Group(GroupTag.OPERATION, (charset("attributes-charset", "utf-8"),)),))
    assert decode(encode(request)) == request

Values keep their tag and bytes. Members of a collection stand in their attribute one after another, markers
included, as they do on the line: nothing nests here, so no answer can nest too deep.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from branch_app.domain.errors import PrintInDoubt

IPP_2_0: Final = (2, 0)

_END: Final = 0x03
_FIRST_VALUE_TAG: Final = 0x10
_LONGEST_FIELD: Final = 0x7FFF
_HEADER: Final = struct.Struct(">BBHI")
_NUMBER: Final = struct.Struct(">i")


class GroupTag(IntEnum):
    """What a group of attributes speaks of (RFC 8010, 3.5.1)."""

    OPERATION = 0x01
    JOB = 0x02
    PRINTER = 0x04
    UNSUPPORTED = 0x05


class ValueTag(IntEnum):
    """The syntaxes written or read here; others pass through untouched (RFC 8010, 3.5.2)."""

    NO_VALUE = 0x13
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


_FIXED_LENGTHS: Final = {0x21: 4, 0x22: 1, 0x23: 4, 0x31: 11, 0x32: 9, 0x33: 8}
_NUMBERS: Final = frozenset({ValueTag.INTEGER, ValueTag.ENUM})
_STRINGS: Final = range(0x41, 0x4A)


@dataclass(frozen=True, slots=True)
class Value:
    """One value: the tag of its syntax and its bytes."""

    tag: int
    data: bytes

    def __post_init__(self) -> None:
        if not _FIRST_VALUE_TAG <= self.tag <= 0xFF:
            raise ValueError("value tag")
        if len(self.data) > _LONGEST_FIELD or len(self.data) != _FIXED_LENGTHS.get(self.tag, len(self.data)):
            raise ValueError("value length")


@dataclass(frozen=True, slots=True)
class Attribute:
    """A keyword name and its values, at least one."""

    name: str
    values: tuple[Value, ...]

    def __post_init__(self) -> None:
        if not (self.name.isascii() and 0 < len(self.name) <= _LONGEST_FIELD and self.values):
            raise ValueError("attribute")

    def numbers(self) -> tuple[int, ...]:
        """Its integers and enums; values of another syntax are left out."""
        return tuple(_NUMBER.unpack(value.data)[0] for value in self.values if value.tag in _NUMBERS)

    def strings(self) -> tuple[str, ...]:
        """Its character strings; bytes that are not UTF-8 are replaced, they match nothing then."""
        return tuple(value.data.decode("utf-8", "replace") for value in self.values if value.tag in _STRINGS)


@dataclass(frozen=True, slots=True)
class Group:
    """Attributes of one thing. ``tag`` is a `GroupTag`, or one that is not of interest here."""

    tag: int
    attributes: tuple[Attribute, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.tag < _FIRST_VALUE_TAG or self.tag == _END:
            raise ValueError("group tag")

    def number(self, name: str) -> int | None:
        """First number of that attribute."""
        return next((number for each in self._named(name) for number in each.numbers()), None)

    def string(self, name: str) -> str | None:
        """First string of that attribute."""
        return next(iter(self.strings(name)), None)

    def strings(self, name: str) -> tuple[str, ...]:
        """All strings of that attribute."""
        return tuple(string for each in self._named(name) for string in each.strings())

    def flag(self, name: str) -> bool | None:
        """First boolean of that attribute."""
        values = (value for each in self._named(name) for value in each.values)
        return next((value.data != b"\0" for value in values if value.tag == ValueTag.BOOLEAN), None)

    def is_unset(self, name: str) -> bool:
        """Whether the attribute is there and says that it has no value yet."""
        return any(value.tag == ValueTag.NO_VALUE for each in self._named(name) for value in each.values)

    def _named(self, name: str) -> Iterator[Attribute]:
        return (attribute for attribute in self.attributes if attribute.name == name)


@dataclass(frozen=True, slots=True)
class Message:
    """A request or an answer. ``code`` is the operation or the status, ``document`` what follows the attributes."""

    code: int
    request_id: int
    groups: tuple[Group, ...]
    document: bytes = b""
    version: tuple[int, int] = IPP_2_0

    def group(self, tag: GroupTag) -> Group:
        """The first such group; an empty one where there is none."""
        return next(self.all_of(tag), Group(tag))

    def all_of(self, tag: GroupTag) -> Iterator[Group]:
        """Every such group: one a job in the answer to Get-Jobs."""
        return (group for group in self.groups if group.tag == tag)


def number(name: str, value: int) -> Attribute:
    """An integer."""
    return Attribute(name, (Value(ValueTag.INTEGER, _NUMBER.pack(value)),))


def text(tag: ValueTag, name: str, *values: str) -> Attribute:
    """One or more character strings of that syntax."""
    return Attribute(name, tuple(Value(tag, value.encode()) for value in values))


def encode(message: Message) -> bytes:
    """The bytes of a message, its document at the end."""
    parts = [_HEADER.pack(*message.version, message.code, message.request_id)]
    for group in message.groups:
        parts.append(bytes([group.tag]))
        parts.extend(_encoded(attribute) for attribute in group.attributes)
    return b"".join([*parts, bytes([_END]), message.document])


def _encoded(attribute: Attribute) -> bytes:
    """Only the first value carries the name (RFC 8010, 3.1.5)."""
    names = [attribute.name.encode("ascii")] + [b""] * (len(attribute.values) - 1)
    return b"".join(
        struct.pack(">BH", value.tag, len(name)) + name + struct.pack(">H", len(value.data)) + value.data
        for name, value in zip(names, attribute.values, strict=True)
    )


def decode(data: bytes) -> Message:
    """Read one message, strictly.

    Raises:
        PrintInDoubt: cut off, or not IPP; ``position`` is the byte where reading stopped.
    """
    reader = _Reader(data)
    try:
        return _message(reader)
    except (ValueError, struct.error) as error:
        raise PrintInDoubt(cause="garbled", position=reader.position) from error


class _Reader:
    """Bytes from front to back; never past the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position = 0

    def take(self, length: int) -> bytes:
        """Exactly that many bytes."""
        end = self.position + length
        if end > len(self._data):
            raise ValueError("cut off")
        taken, self.position = self._data[self.position : end], end
        return taken

    def field(self) -> bytes:
        """Two bytes of length, and that many bytes."""
        return self.take(int.from_bytes(self.take(2)))

    def rest(self) -> bytes:
        """All that is left."""
        return self.take(len(self._data) - self.position)


def _message(reader: _Reader) -> Message:
    major, minor, code, request_id = _HEADER.unpack(reader.take(_HEADER.size))
    groups: list[Group] = []
    tag = reader.take(1)[0]
    while tag != _END:
        group, tag = _group(reader, tag)
        groups.append(group)
    return Message(code, request_id, tuple(groups), reader.rest(), (major, minor))


def _group(reader: _Reader, tag: int) -> tuple[Group, int]:
    """One group and the delimiter after it."""
    attributes: list[Attribute] = []
    name, values = "", list[Value]()
    following = reader.take(1)[0]
    while following >= _FIRST_VALUE_TAG:
        if next_name := reader.field().decode("ascii"):
            if values:
                attributes.append(Attribute(name, tuple(values)))
            name, values = next_name, []
        values.append(Value(following, reader.field()))
        following = reader.take(1)[0]
    if values:
        attributes.append(Attribute(name, tuple(values)))
    return Group(tag, tuple(attributes)), following
