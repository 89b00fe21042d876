"""A register is asked while changes come in: an answer is of one state, never half of each."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from db import register_lines
from db.replica import StoredReplica
from tests.fakes.device import ignore_progress
from tests.fakes.register_records import HEAD, HOME, RECORDS, TARO
from tests.fakes.register_source import MemorySource
from tests.fakes.store import Desk

Looked = Callable[..., dict[str, list[Any]]]


def test_a_household_is_of_one_state(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It moves and loses a member just between the look for its members and the look for its address."""
    folder = desk.folder.registers(desk.counter)
    replica, source = StoredReplica(folder), MemorySource()
    source.change(*RECORDS)
    replica.build(source, source.offer(), ignore_progress)
    position = replica.position()
    assert position is not None
    moved = replace(HOME, address="川崎市麻生区上麻生一丁目1番", members=(HEAD,))
    source.change(moved)
    look: Looked = register_lines._brought

    def between(*question: object) -> dict[str, list[Any]]:
        found = look(*question)
        monkeypatch.setattr(register_lines, "_brought", look)
        replica.apply(source.delta(position))
        return found

    monkeypatch.setattr(register_lines, "_brought", between)
    register = folder.open()
    assert [HOME, moved] == [register.household_of(TARO), register.household_of(TARO)]
    register.close()
