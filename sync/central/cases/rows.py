"""Rows as plain tuples: a model for each row of a city would take longer than reading it."""

from typing import Any, cast

from peewee import ModelSelect


def tuples(query: "ModelSelect[Any]") -> list[tuple[Any, ...]]:
    """What the query selects, in its order."""
    return cast("list[tuple[Any, ...]]", list(query.tuples()))
