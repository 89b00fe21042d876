"""One line of the log: every kind of event to bytes and back, and nothing else is read."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import EntryNotUnderstood
from branch_app.domain.log import events
from branch_app.domain.log.canonical import to_canonical
from branch_app.domain.log.entry import MAX_ENTRY_BYTES, Entry, Stamp
from branch_app.domain.values.identifiers import ApplicationId
from tests.fakes.anything import anything
from tests.fakes.till import Till

KINDS = sorted(events.KINDS.values(), key=lambda kind: kind.kind)
HEADER = {"v", "seq", "kind", "request", "stamp", "application", "item", "job", "attempt", "subject", "body"}


def accepted() -> Entry:
    """A small entry."""
    return Till().entry(events.ApplicationAccepted(ApplicationId("a-1"), "0001"), 3)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
@given(data=st.data())
def test_every_kind_comes_back(kind: type[events.Event], data: st.DataObject) -> None:
    """An entry read from its bytes is the same entry, whatever its fields hold."""
    entry = replace(accepted(), event=data.draw(anything(kind)), stamp=data.draw(anything(Stamp)))
    assert entry == Entry.from_bytes(entry.to_bytes())


def test_kinds_are_named_once() -> None:
    """No two events share a kind, and each class with a kind is known."""
    classes = [value for value in vars(events).values() if isinstance(value, type) and "kind" in vars(value)]
    assert {kind.kind: kind for kind in classes} == events.KINDS
    assert len(classes) == len(events.KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
@given(data=st.data())
def test_the_header_has_one_shape(kind: type[events.Event], data: st.DataObject) -> None:
    """Every entry has the same members; what names application, item, job, attempt, subject is no body."""
    written = json.loads(replace(accepted(), event=data.draw(anything(kind))).to_bytes())
    assert HEADER == set(written)
    assert not set(written["body"]) & HEADER


def test_the_bytes_of_an_entry_never_change() -> None:
    """Golden bytes: they are what trees already hash, so another shape is another version."""
    assert (
        b'{"application":"a-1","attempt":null,"body":{"form":"0001","origin":"counter"},"item":null,"job":null,'
        b'"kind":"application.accepted","request":"request-3","seq":3,"stamp":{"boot":"boot-1","build":"0.1.0",'
        b'"monotonic_ms":1000,"operator":"01010101010101010101010101010101","tables":"2026-11-01.1",'
        b'"trusted":"2026-11-24T08:30:01.000+09:00","wall":"2026-11-24T08:30:01.000+09:00"},"subject":null,"v":1}'
    ) == accepted().to_bytes()


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"v": True},
        {"v": "1"},
        {"kind": "application.vanished"},
        {"kind": None},
        {"kind": "job.delivered"},
        {"seq": "3"},
        {"seq": True},
        {"seq": None},
        {"request": 3},
        {"stamp": {}},
        {"body": []},
        {"body": {}},
        {"body": {"form": "0001"}},
        {"body": {"form": "0001", "origin": "pigeon"}},
        {"body": {"form": 1, "origin": "counter"}},
        {"body": {"form": "0001", "origin": "counter", "name": "見本"}},
        {"body": {"form": "0001", "origin": "counter", "application": "a-1"}},
        {"application": None},
        {"application": 1},
        {"item": "i-1"},
        {"extra": None},
    ],
    ids=str,
)
def test_another_shape_is_not_understood(change: dict[str, object]) -> None:
    """A version, kind, member or type that this build does not know is refused whole."""
    raw = json.loads(accepted().to_bytes()) | change
    with pytest.raises(EntryNotUnderstood):
        Entry.from_bytes(to_canonical(raw))


@pytest.mark.parametrize("member", sorted(HEADER))
def test_a_missing_member_is_not_understood(member: str) -> None:
    """Every member stands there, also when it is null."""
    raw = json.loads(accepted().to_bytes())
    del raw[member]
    with pytest.raises(EntryNotUnderstood):
        Entry.from_bytes(to_canonical(raw))


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"1", b'"v"', b"{}"])
def test_what_is_no_entry_is_not_understood(data: bytes) -> None:
    """Other JSON is refused by the same error."""
    with pytest.raises(EntryNotUnderstood):
        Entry.from_bytes(data)


def test_any_flipped_bit_is_another_entry_or_none() -> None:
    """No two byte strings are read as the same entry."""
    entry = accepted()
    written = entry.to_bytes()
    for position in range(len(written) * 8):
        flipped = bytearray(written)
        flipped[position // 8] ^= 1 << position % 8
        try:
            assert entry != Entry.from_bytes(bytes(flipped))
        except EntryNotUnderstood:
            continue


def test_an_entry_has_a_largest_size() -> None:
    """65,535 bytes are written and read, one more is refused by both."""
    room = MAX_ENTRY_BYTES - len(_form("").to_bytes())
    largest = _form("x" * room)
    assert MAX_ENTRY_BYTES == len(largest.to_bytes())
    assert largest == Entry.from_bytes(largest.to_bytes())
    with pytest.raises(EntryNotUnderstood) as refusal:
        _form("x" * (room + 1)).to_bytes()
    assert {"reason": "too large", "size": MAX_ENTRY_BYTES + 1} == refusal.value.facts
    with pytest.raises(EntryNotUnderstood):
        Entry.from_bytes(largest.to_bytes().replace(b"xx", b"xxx", 1))


_NO_MOMENTS = ("", "yesterday", "2026-11-24T08:30:00", "2026-11-24")


@pytest.mark.parametrize("wall", [*_NO_MOMENTS, "9999-12-31T08:30:00+09:00", "0001-01-01T08:30:00+09:00"])
def test_a_stamp_tells_a_moment(wall: str) -> None:
    """A wall time that is none, has no zone or is at a calendar's end is refused when made and when read."""
    with pytest.raises(ValueError, match=r".*"):
        replace(accepted().stamp, wall=wall)
    written = accepted().to_bytes().replace(b'"wall":"2026-11-24T08:30:01.000+09:00"', f'"wall":"{wall}"'.encode())
    with pytest.raises(EntryNotUnderstood):
        Entry.from_bytes(written)


def _form(number: str) -> Entry:
    return replace(accepted(), event=events.ApplicationAccepted(ApplicationId("a-1"), number))
