"""Strategies for any value of a frozen dataclass whose fields the codec knows."""

import dataclasses
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from branch_app.domain.log.entry import Stamp

SAFE = 2**53 - 1
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=9))])
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=ZONES)  # noqa: DTZ001 - zones apart
SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-SAFE, SAFE),
    bool: st.booleans(),
    bytes: st.binary(max_size=12),
    date: st.dates(),
    datetime: MOMENTS,
    type(None): st.none(),
}


@cache
def anything(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type form is any object
    """Any value of that type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return st.one_of([anything(option) for option in arguments])
    if origin is tuple:
        return st.lists(anything(arguments[0]), max_size=3).map(tuple)
    if origin is frozenset:
        return st.frozensets(anything(arguments[0]), max_size=3)
    if origin is Mapping:
        return st.dictionaries(TEXTS, anything(arguments[1]), max_size=3)
    hint = getattr(hint, "__supertype__", hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return _dataclass(hint) if dataclasses.is_dataclass(hint) else SCALARS[hint]


def _dataclass(cls: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401
    hints = get_type_hints(cls)
    fields = {field.name: anything(hints[field.name]) for field in dataclasses.fields(cls)}
    if cls is Stamp:
        fields["wall"] = MOMENTS.map(datetime.isoformat)
    return st.builds(cls, **fields)
