"""The fast road to a leaf's kind never says anything else than the rule does."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_app.domain.errors import EntryNotUnderstood
from branch_app.domain.log import events
from branch_app.domain.log.entry import MAX_ENTRY_BYTES, Entry, Stamp
from sync.central.intake import kinds
from sync.central.intake.kinds import kind_of
from tests.fakes.anything import anything
from tests.fakes.sample_log import DAY, entry_bytes
from tests.fakes.till import Till

KINDS = sorted(events.KINDS.values(), key=lambda kind: kind.kind)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False), st.text(max_size=4)
)


NUL = rb"\u0000"


def ruled(leaf: bytes, seq: int) -> str | None:
    """By ``Entry.from_bytes`` alone, of what has no NUL."""
    if NUL in leaf:
        return None
    try:
        entry = Entry.from_bytes(leaf)
    except EntryNotUnderstood:
        return None
    return entry.event.kind if entry.seq == seq else None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
@given(data=st.data())
@settings(max_examples=12)
def test_every_kind_is_told(kind: type[events.Event], data: st.DataObject) -> None:
    """Whatever its fields hold."""
    event, stamp = data.draw(anything(kind)), data.draw(anything(Stamp))
    leaf = replace(Till().entry(event, 3), stamp=stamp).to_bytes()
    assert kind_of(leaf, 3) == (None if NUL in leaf else kind.kind)


def test_no_kind_judges_its_fields_together() -> None:
    """The fast road looks at each by itself."""
    assert [] == [kind.kind for kind in KINDS if hasattr(kind, "__post_init__")]


def numbers_in(raw: dict[str, Any] | list[Any]) -> Iterator[tuple[dict[str, Any] | list[Any], Any]]:
    """Where each number stands: what holds it, and under which name or place."""
    for at, value in raw.items() if isinstance(raw, dict) else enumerate(raw):
        if type(value) is int:
            yield raw, at
        if isinstance(value, dict | list):
            yield from numbers_in(value)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
@given(data=st.data(), number=st.sampled_from([2**53, -(2**53), 2**64]))
@settings(max_examples=4)
def test_no_number_is_larger_than_every_reader_knows(
    kind: type[events.Event], data: st.DataObject, number: int
) -> None:
    """Wherever in the entry it stands."""
    leaf = Till().entry(data.draw(anything(kind)), 3).to_bytes()
    for place in range(len(list(numbers_in(json.loads(leaf))))):
        raw = json.loads(leaf)
        holder, at = list(numbers_in(raw))[place]
        holder[at] = number
        altered = json.dumps(raw, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
        assert (None, None) == (ruled(altered, 3), kind_of(altered, 3))


@pytest.mark.parametrize("event", DAY, ids=lambda event: event.kind)
def test_an_ordinary_entry_takes_the_fast_road(event: events.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule is not asked."""
    monkeypatch.setattr(kinds, "Entry", None)
    assert event.kind == kind_of(entry_bytes(7, event), 7)


@given(data=st.data())
@settings(max_examples=400)
def test_an_altered_entry_is_judged_by_the_rule(data: st.DataObject) -> None:
    """One member of header, stamp or body is another value, missing or new; or one byte is another."""
    seq = data.draw(st.integers(0, len(DAY) - 1))
    leaf = entry_bytes(seq, DAY[seq])
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(leaf) - 1))
        altered = leaf[:at] + data.draw(st.binary(max_size=2)) + leaf[at + 1 :]
    else:
        raw = json.loads(leaf)
        place = data.draw(st.sampled_from([raw, raw["stamp"], raw["body"]]))
        name = data.draw(st.sampled_from([*place, "more"]))
        place[name] = data.draw(st.sampled_from([*place.values(), 1, True]) | VALUES)
        altered = json.dumps(raw, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(
            errors="replace"
        )
    assert ruled(altered, seq) == kind_of(altered, seq)


@pytest.mark.parametrize(
    ("place", "name", "value"),
    [
        ("", "v", True),
        ("", "v", 2),
        ("", "seq", 1),
        ("", "seq", False),
        ("", "request", 7),
        ("", "kind", "day.conjured"),
        ("", "kind", 7),
        ("", "more", None),
        ("", "job", "j-1"),
        ("body", "job", None),
        ("body", "more", 1),
        ("body", "business_date", 20_251_124),
        ("body", "float_yen", 2**53),
        ("stamp", "more", ""),
        ("stamp", "monotonic_ms", 2**53),
        ("stamp", "monotonic_ms", "1"),
        ("stamp", "wall", "yesterday"),
    ],
)
def test_one_thing_amiss_is_no_entry(place: str, name: str, value: object) -> None:
    """By the rule and by the fast road; each of them is written as canonical JSON."""
    raw = json.loads(entry_bytes(0, events.DayOpened("2025-11-24", 30_000)))
    (raw[place] if place else raw)[name] = value
    leaf = json.dumps(raw, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    assert (None, None) == (ruled(leaf, 0), kind_of(leaf, 0))


def test_no_place_is_beyond_the_largest_number() -> None:
    """What says so has no canonical form, wherever it lies."""
    raw = json.loads(entry_bytes(0, events.DayOpened("2025-11-24", 30_000)))
    for seq, kind in ((2**53 - 1, "day.opened"), (2**53, None)):
        leaf = json.dumps(raw | {"seq": seq}, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
        assert (kind, kind) == (ruled(leaf, seq), kind_of(leaf, seq))


def test_a_text_with_a_nul_is_no_entry_here() -> None:
    """It is one by the rule, but PostgreSQL can neither keep nor look for what is in it."""
    leaf = entry_bytes(0, events.DayOpened("2025-11-24\0", 30_000))
    assert ("day.opened", None) == (Entry.from_bytes(leaf).event.kind, kind_of(leaf, 0))


def test_an_entry_stands_in_its_own_place() -> None:
    """What says that it is the first entry is nothing as the second."""
    leaf = entry_bytes(0, events.DayOpened("2025-11-24", 30_000))
    assert ("day.opened", None) == (kind_of(leaf, 0), kind_of(leaf, 1))


def test_a_reference_of_its_own_stands_in_the_header_alone() -> None:
    """The same again in the body is something beside the event."""
    at = next(at for at, event in enumerate(DAY) if hasattr(event, "job"))
    raw = json.loads(entry_bytes(at, DAY[at]))
    raw["body"]["job"] = raw["job"]
    leaf = json.dumps(raw, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    assert (None, None) == (ruled(leaf, at), kind_of(leaf, at))


@pytest.mark.parametrize(("length", "kind"), [(MAX_ENTRY_BYTES, "day.opened"), (MAX_ENTRY_BYTES + 1, None)])
def test_an_entry_is_no_larger_than_entries_may_be(length: int, kind: str | None) -> None:
    """One byte more is none, whatever it says."""
    leaf = entry_bytes(0, events.DayOpened("2025-11-24", 30_000))
    larger = leaf.replace(b'"build":"', b'"build":"' + b"1" * (length - len(leaf)))
    assert (length, kind, kind) == (len(larger), ruled(larger, 0), kind_of(larger, 0))


@pytest.mark.parametrize("number", ["9007199254740992", "1.0", "1e3", "-0", "true", "99999999999999999999"])
def test_a_number_without_a_canonical_form_is_no_number(number: str) -> None:
    """A yen amount is a whole number that every reader writes alike."""
    leaf = entry_bytes(0, events.DayOpened("2025-11-24", 30_000)).replace(b"30000", number.encode())
    assert kind_of(leaf, 0) is None


def test_an_entry_of_another_place_is_not_understood() -> None:
    """The log says where it stands, and so does the entry."""
    assert kind_of(entry_bytes(0, DAY[0]), 1) is None
