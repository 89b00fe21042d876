"""JSON Schema (2020-12) of what the codec writes, so that others can read a message without our program."""

import dataclasses
import types
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from branch_app.domain.values.codec import Json

Schema = dict[str, Json]

_SCALARS: Mapping[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    bytes: {"type": "string", "contentEncoding": "base64"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def schema_of(kind: Any) -> Schema:  # noqa: ANN401 - a type form is any object
    """Of a dataclass, or of anything else that the codec knows."""
    kind = getattr(kind, "__supertype__", kind)
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return {"anyOf": [schema_of(option) for option in args]}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": schema_of(args[1])}
    if origin in (tuple, frozenset):
        return {"type": "array", "items": schema_of(args[0])}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    return _object(kind)


def _object(kind: Any) -> Schema:  # noqa: ANN401
    """All members are always there, and no others."""
    hints = get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    properties: Schema = {name: schema_of(hints[name]) for name in names}
    return {"type": "object", "properties": properties, "required": [*names], "additionalProperties": False}
