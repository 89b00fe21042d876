"""Frozen dataclasses to and from plain JSON values, strictly.

One codec serves entries, openings and messages, so that what is signed, stored and sent has one shape.
Known: str, int, bool, None, bytes (base64), date, aware datetime, Enum, tuple, frozenset, Mapping[str, …],
unions with None, and dataclasses.
"""

import base64
import dataclasses
import types
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
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
    if dataclasses.is_dataclass(kind):
        return {name: encode(getattr(value, name)) for name in _names(kind)}
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
    return cast("T", _decode(cls, data, cls.__name__))


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cls))


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _decode(expected: Any, data: object, at: str) -> object:  # noqa: ANN401 - a type form is any object
    origin = get_origin(expected)
    if origin in (Union, types.UnionType):
        return _decode_union(get_args(expected), data, at)
    if origin is tuple:
        return _decode_tuple(get_args(expected), data, at)
    if origin is frozenset:
        return _decode_frozenset(get_args(expected), data, at)
    if origin is Mapping:
        return _decode_mapping(get_args(expected), data, at)
    expected = getattr(expected, "__supertype__", expected)
    if dataclasses.is_dataclass(expected):
        return _decode_dataclass(cast("type", expected), data, at)
    return _decode_scalar(expected, data, at)


def _decode_union(options: tuple[Any, ...], data: object, at: str) -> object:
    if data is None and type(None) in options:
        return None
    (inner,) = (option for option in options if option is not type(None))
    return _decode(inner, data, at)


def _decode_frozenset(args: tuple[Any, ...], data: object, at: str) -> frozenset[object]:
    items = frozenset(_decode_tuple(args, data, at))
    if encode(items) != data:
        raise BadInput(at=at)
    return items


def _decode_tuple(args: tuple[Any, ...], data: object, at: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise BadInput(at=at)
    return tuple(_decode(args[0], item, f"{at}[{index}]") for index, item in enumerate(data))


def _decode_mapping(args: tuple[Any, ...], data: object, at: str) -> dict[str, object]:
    if not isinstance(data, dict):
        raise BadInput(at=at)
    return {key: _decode(args[1], item, f"{at}.{key}") for key, item in data.items()}


def _decode_dataclass(cls: type, data: object, at: str) -> object:
    names = {field.name for field in dataclasses.fields(cls)}
    if not isinstance(data, dict) or set(data) != names:
        raise BadInput(at=at)
    hints = _hints(cls)
    try:
        return cls(**{name: _decode(hints[name], data[name], f"{at}.{name}") for name in names})
    except ValueError as error:
        raise BadInput(at=at) from error


def _decode_scalar(expected: Any, data: object, at: str) -> object:  # noqa: ANN401
    """A value is written in one way only: what would not be encoded back to ``data`` is refused."""
    if type(data) is expected:
        return data
    try:
        value = _parse_scalar(expected, data)
    except ValueError as error:
        raise BadInput(at=at) from error
    written = encode(value)
    if written != data or type(written) is not type(data):
        raise BadInput(at=at)
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
