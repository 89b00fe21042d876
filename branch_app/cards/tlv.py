"""BER-TLV as cards write it (ISO/IEC 7816-4, 5.2.2): tags of one or two bytes, definite lengths."""

from collections.abc import Iterator

_MORE_TAG_BYTES = 0x1F
_LONG_LENGTH = 0x80


def parse(data: bytes) -> dict[int, bytes]:
    """Tag → value of the objects in a row; a tag met twice keeps its first value.

    Raises:
        ValueError: an object runs past the end.
    """
    values: dict[int, bytes] = {}
    for tag, value in _objects(data):
        values.setdefault(tag, value)
    return values


def build(tag: int, value: bytes) -> bytes:
    """One object, with the shortest length that fits."""
    size = len(value)
    tag_bytes = tag.to_bytes(1 if tag <= 0xFF else 2)
    if size < _LONG_LENGTH:
        return tag_bytes + bytes([size]) + value
    width = 1 if size <= 0xFF else 2
    return tag_bytes + bytes([_LONG_LENGTH | width]) + size.to_bytes(width) + value


def first_size(data: bytes) -> int:
    """Bytes the first object takes with tag and length, so that padding after it can be cut off.

    Raises:
        ValueError: there is no whole object.
    """
    _, _, end = _object(data, 0)
    return end


def _objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position < len(data):
        tag, value, position = _object(data, position)
        yield tag, value


def _object(data: bytes, start: int) -> tuple[int, bytes, int]:
    """Tag, value and the position after it."""
    try:
        width = 2 if data[start] & _MORE_TAG_BYTES == _MORE_TAG_BYTES else 1
        tag = int.from_bytes(data[start : start + width])
        size, position = _length(data, start + width)
    except IndexError as error:
        raise ValueError("truncated") from error
    end = position + size
    if end > len(data):
        raise ValueError("truncated")
    return tag, data[position:end], end


def _length(data: bytes, position: int) -> tuple[int, int]:
    """Length and the position after it."""
    first = data[position]
    if first < _LONG_LENGTH:
        return first, position + 1
    width = first & 0x7F
    if not 1 <= width <= 2 or position + 1 + width > len(data):
        raise ValueError("length")
    return int.from_bytes(data[position + 1 : position + 1 + width]), position + 1 + width
