"""Devices, head office and the weather between them, played at random."""

from itertools import count

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from sync.client.stride import Stride
from tests.fakes.line_machine import LineMachine
from tests.fakes.town import Town
from tests.fakes.weather import OpenLine


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_entry_arrives_once_whatever_the_weather(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """And cosigned sizes never shrink; ``make prove`` plays it for longer, into PostgreSQL."""
    _play(town, monkeypatch, examples=5, steps=12)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_so_it_does_for_as_long_as_one_likes(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred games of forty moves."""
    _play(town, monkeypatch, examples=100, steps=40)


def _play(town: Town, monkeypatch: pytest.MonkeyPatch, examples: int, steps: int) -> None:
    monkeypatch.setattr("sync.client.stride.MAX_LEAVES", 16)
    monkeypatch.setattr("sync.client.push.Stride", lambda: Stride(8))
    numbers = count()
    run_state_machine_as_test(
        lambda: LineMachine(town, lambda sky: OpenLine(town.central, sky), lambda: f"C06-{next(numbers)}"),
        settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None),
    )
