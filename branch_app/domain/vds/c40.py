"""C40: three capitals, digits or spaces in two bytes (ISO/IEC 16022; BSI TR-03137-1, section 2.3).

A text has one form only here: what would be written otherwise than it was read is refused.
"""

from branch_app.domain.errors import BadInput

_SPACE, _DIGITS, _LETTERS = 3, 4, 14
_UNLATCH = 0xFE
_GROUP, _PAIR = 3, 2


def encode(text: str) -> bytes:
    """Bytes of capitals, digits and spaces.

    Raises:
        BadInput: another character.
    """
    values = [_value(character) for character in text]
    out = bytearray()
    for start in range(0, len(values), _GROUP):
        match values[start : start + _GROUP]:
            case [first, second, third]:
                out += _packed(first, second, third)
            case [first, second]:
                out += _packed(first, second, 0)
            case _:
                out += bytes((_UNLATCH, ord(text[start]) + 1))
    return bytes(out)


def decode(data: bytes) -> str:
    """The text of those bytes.

    Raises:
        BadInput: cut off, or not the form that ``encode`` gives.
    """
    text = "".join(_pair(data[start : start + _PAIR]) for start in range(0, len(data), _PAIR))
    if encode(text) != data:
        raise BadInput(at="c40")
    return text


def size(length: int) -> int:
    """Bytes of a text of so many characters."""
    return -(-length // _GROUP) * _PAIR


def _packed(first: int, second: int, third: int) -> bytes:
    return (1600 * first + 40 * second + third + 1).to_bytes(2)


def _pair(pair: bytes) -> str:
    if len(pair) != _PAIR:
        raise BadInput(at="c40")
    if pair[0] == _UNLATCH:
        return chr(max(0, pair[1] - 1))
    number = int.from_bytes(pair) - 1
    values = (number // 1600, number // 40 % 40, number % 40)
    return "".join(map(_character, values))


def _value(character: str) -> int:
    if character == " ":
        return _SPACE
    if character.isascii() and character.isdigit():
        return ord(character) - ord("0") + _DIGITS
    if character.isascii() and character.isupper():
        return ord(character) - ord("A") + _LETTERS
    raise BadInput(at="c40")


def _character(value: int) -> str:
    """Values below a space only fill the last group up."""
    if value == _SPACE:
        return " "
    if _DIGITS <= value < _LETTERS:
        return chr(value - _DIGITS + ord("0"))
    if value >= _LETTERS:
        return chr(value - _LETTERS + ord("A"))
    return ""
