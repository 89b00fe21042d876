"""Frozen dataclasses to and from plain JSON values, strictly.

One codec serves entries, openings and messages, so that what is signed, stored and sent has one shape.
Known: str, int, bool, None, bytes (base64), date, aware datetime, Enum, tuple, frozenset, Mapping[str, …],
unions with None, and dataclasses.
"""

import base64
import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from branch_app.domain.errors import BadInput

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
T = TypeVar("T")

_PLAIN = frozenset((str, int, bool, type(None)))


def encode(value: object) -> Json:
    """Plain JSON value of a dataclass or of anything the codec knows.

    Raises:
        TypeError: the value has a type the codec does not know (a float, a set).
    """
    kind: type = type(value)
    if kind in _PLAIN:  # nine values of ten
        return cast("Json", value)
    names = _names(kind)
    if names is not None:
        plain: dict[str, Json] = {}
        for name in names:
            part = getattr(value, name)
            plain[name] = part if type(part) in _PLAIN else encode(part)
        return plain
    match value:
        case Enum():
            return encode(value.value)
        case str() | int():
            return value
        case bytes():
            return base64.b64encode(value).decode()
        case date():  # datetime is one too
            return value.isoformat()
        case tuple():
            return [encode(item) for item in value]
        case frozenset():
            return [encode(item) for item in sorted(value)]
        case Mapping():
            return {key: encode(item) for key, item in value.items()}
    raise TypeError(f"no JSON form for {type(value).__name__}")


def decode(cls: type[T], data: object) -> T:
    """Build ``cls`` from what ``encode`` made.

    Raises:
        BadInput: a field is missing, unknown, or of another type; ``at`` is the path to it.
    """
    try:
        return cast("T", _decoder(cast("type", cls))(data))
    except _Unfit as error:
        raise BadInput(at=cls.__name__ + error.path) from error


class _Unfit(Exception):
    """What lies at ``path`` is not what was expected there."""

    def __init__(self, path: str = "") -> None:
        super().__init__(path)
        self.path = path

    def below(self, step: str) -> "_Unfit":
        """The same, seen from one step further out."""
        return _Unfit(step + self.path)


_Decoder = Callable[[Any], object]


@cache
def _names(kind: type) -> tuple[str, ...] | None:
    """Of a dataclass's fields; None for any other type."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None


@cache
def _fields(cls: type) -> dict[str, _Decoder]:
    hints = get_type_hints(cls)
    return {name: _decoder(hints[name]) for name in _names(cls) or ()}


@cache
def _decoder(expected: Any) -> _Decoder:  # noqa: ANN401 - a type form is any object
    """What builds values of that type; a dataclass asks for its fields' when it meets the first value."""
    origin, args = get_origin(expected), get_args(expected)
    if origin in (Union, types.UnionType):
        (inner,) = (option for option in args if option is not type(None))
        return partial(_decode_optional, _decoder(inner)) if type(None) in args else _decoder(inner)
    if origin is tuple:
        return partial(_decode_tuple, _decoder(args[0]))
    if origin is frozenset:
        return partial(_decode_frozenset, _decoder(args[0]))
    if origin is Mapping:
        return partial(_decode_mapping, _decoder(args[1]))
    expected = getattr(expected, "__supertype__", expected)
    return partial(_decode_dataclass if dataclasses.is_dataclass(expected) else _decode_scalar, expected)


def _decode_optional(inner: _Decoder, data: object) -> object:
    return None if data is None else inner(data)


def _decode_frozenset(of_item: _Decoder, data: object) -> frozenset[object]:
    items = frozenset(_decode_tuple(of_item, data))
    if encode(items) != data:
        raise _Unfit
    return items


def _decode_tuple(of_item: _Decoder, data: object) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise _Unfit
    return tuple([_decode_item(of_item, item, at) for at, item in enumerate(data)])


def _decode_item(of_item: _Decoder, data: object, at: int) -> object:
    try:
        return of_item(data)
    except _Unfit as error:
        raise error.below(f"[{at}]") from error


def _decode_mapping(of_item: _Decoder, data: object) -> dict[str, object]:
    if not isinstance(data, dict):
        raise _Unfit
    return _decode_parts(dict.fromkeys(data, of_item), data)


def _decode_dataclass(cls: type, data: object) -> object:
    fields = _fields(cls)
    if not isinstance(data, dict) or data.keys() != fields.keys():
        raise _Unfit
    parts = _decode_parts(fields, data)
    try:
        return cls(**parts)
    except ValueError as error:
        raise _Unfit from error


def _decode_parts(decoders: Mapping[str, _Decoder], data: Mapping[str, object]) -> dict[str, object]:
    parts: dict[str, object] = {}
    name = ""
    try:
        for name, decoder in decoders.items():
            parts[name] = decoder(data[name])
    except _Unfit as error:
        raise error.below(f".{name}") from error
    return parts


def _decode_scalar(expected: Any, data: object) -> object:  # noqa: ANN401
    """A value is written in one way only: what would not be encoded back to ``data`` is refused."""
    if type(data) is expected:
        return data
    try:
        value = _parse_scalar(expected, data)
    except ValueError as error:
        raise _Unfit from error
    written = encode(value)
    if written != data or type(written) is not type(data):
        raise _Unfit
    return value


def _parse_scalar(expected: Any, data: object) -> object:  # noqa: ANN401
    match data:
        case str() if expected is bytes:
            return base64.b64decode(data, validate=True)
        case str() if expected is datetime:
            return _aware(datetime.fromisoformat(data))
        case str() if expected is date:
            return date.fromisoformat(data)
        case _ if isinstance(expected, type) and issubclass(expected, Enum):
            return expected(data)
        case _:
            raise ValueError("type")


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("naive")
    return moment
