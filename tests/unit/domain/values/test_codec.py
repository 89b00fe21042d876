"""The codec: every shape to plain JSON and back, strictly."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NewType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import BadInput
from branch_app.domain.log.events import KINDS, Event
from branch_app.domain.values.codec import decode, encode
from tests.fakes.anything import anything

Name = NewType("Name", str)


class Colour(Enum):
    """Of strings."""

    RED = "red"


class Level(Enum):
    """Of numbers."""

    ONE = 1


@dataclass(frozen=True, slots=True)
class Part:
    """Inside."""

    size: int

    def __post_init__(self) -> None:
        if self.size == 13:
            raise ValueError("unlucky")


@dataclass(frozen=True, slots=True)
class Whole:
    """One field of every type the codec knows."""

    name: Name
    count: int
    sure: bool
    raw: bytes
    day: date
    moment: datetime
    colour: Colour
    level: Level
    parts: tuple[Part, ...]
    tags: frozenset[str]
    table: Mapping[str, Part]
    maybe: Part | None


GOOD = {
    "name": "𠮷野",
    "count": 1,
    "sure": True,
    "raw": "AAE=",
    "day": "2026-11-24",
    "moment": "2026-11-24T08:30:00+09:00",
    "colour": "red",
    "level": 1,
    "parts": [{"size": 1}, {"size": 2}],
    "tags": ["a", "b"],
    "table": {"x": {"size": 3}},
    "maybe": None,
}


@given(anything(Whole).filter(lambda whole: whole is not None))
def test_every_shape_comes_back(whole: Whole) -> None:
    """Encoded, written as JSON, read and decoded, it is the same value."""
    assert whole == decode(Whole, json.loads(json.dumps(encode(whole))))


@pytest.mark.parametrize("kind", list(KINDS.values()), ids=list(KINDS))
@given(data=st.data())
def test_every_event_comes_back(kind: type[Event], data: st.DataObject) -> None:
    """No kind of event has a field that the codec loses."""
    event = data.draw(anything(kind))
    assert event == decode(kind, json.loads(json.dumps(encode(event))))


def test_the_plain_form() -> None:
    """Names as they are, bytes in base64, dates in ISO 8601, sets sorted."""
    assert GOOD == encode(decode(Whole, GOOD))


@pytest.mark.parametrize("field", sorted(GOOD))
def test_a_missing_field_is_refused(field: str) -> None:
    """No field has a default on the wire."""
    with pytest.raises(BadInput) as refusal:
        decode(Whole, {name: value for name, value in GOOD.items() if name != field})
    assert {"at": "Whole"} == refusal.value.facts


def test_an_unknown_field_is_refused() -> None:
    """What we do not know we do not drop."""
    with pytest.raises(BadInput):
        decode(Whole, GOOD | {"more": 1})


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", [None, 1, True, [], {}, b"x"]),
        ("count", [None, "1", True, 1.0, []]),
        ("sure", [None, 0, 1, "true"]),
        ("raw", [None, "AAE", "AAE\n", "AAE=AAE=", "AAF=", "AA E=", "-_8=", 1]),
        ("day", [None, "20261124", "2026-W48-2", "2026-02-30", "2026-11-24T00:00:00", 20261124]),
        (
            "moment",
            [
                None,
                "2026-11-24T08:30:00",
                "2026-11-24 08:30:00+09:00",
                "20261124T083000+0900",
                "2026-11-24T08:30+09:00",
                "2026-11-23T23:30:00Z",
                "2026-11-24",
            ],
        ),
        ("colour", [None, "RED", "blue", 1, ["red"], {}]),
        ("level", [None, "1", True, 2, 1.0]),
        ("parts", [None, {}, "ab", [1], [{"size": "1"}], [{}], [None]]),
        ("tags", [None, ["b", "a"], ["a", "a"], "ab", [1]]),
        ("table", [None, [], {"x": 1}, {"x": None}]),
        ("maybe", [1, "", [], {}, False]),
    ],
)
def test_another_type_is_refused(field: str, values: list[object]) -> None:
    """No value is bent into another type, and none has two spellings; the path to it is told."""
    for value in values:
        with pytest.raises(BadInput) as refusal:
            decode(Whole, GOOD | {field: value})
        assert str(refusal.value.facts["at"]).startswith(f"Whole.{field}"), value


def test_the_path_to_a_bad_field_is_told() -> None:
    """Lists by index, tables by key."""
    with pytest.raises(BadInput) as refusal:
        decode(Whole, GOOD | {"parts": [{"size": 1}, {"size": None}]})
    assert {"at": "Whole.parts[1].size"} == refusal.value.facts
    with pytest.raises(BadInput) as refusal:
        decode(Whole, GOOD | {"table": {"x": {"size": None}}})
    assert {"at": "Whole.table.x.size"} == refusal.value.facts


def test_what_a_value_itself_refuses_is_bad_input() -> None:
    """A dataclass that will not hold nonsense refuses it on the wire too."""
    with pytest.raises(BadInput) as refusal:
        decode(Whole, GOOD | {"maybe": {"size": 13}})
    assert {"at": "Whole.maybe"} == refusal.value.facts


@pytest.mark.parametrize("value", [1.5, {1}, [1], object(), 1j])
def test_what_has_no_plain_form_is_not_encoded(value: object) -> None:
    """Floats, sets, lists and objects are mistakes of ours, not of the sender."""
    with pytest.raises(TypeError):
        encode(value)


@given(st.binary())
def test_bytes_are_standard_base64(raw: bytes) -> None:
    """RFC 4648 section 4, padded."""
    assert base64.b64encode(raw).decode() == encode(raw)


def test_a_text_or_number_of_a_kind_of_its_own_is_written_plainly() -> None:
    """What inherits from them has no other form."""

    class Word(str):
        __slots__ = ()

    class Number(int):
        __slots__ = ()

    assert ["word", 7] == encode((Word("word"), Number(7)))
