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
    """And cosigned sizes never shrink; ``make prove`` plays it for longer, over real lines into PostgreSQL."""
    monkeypatch.setattr("sync.client.stride.MAX_LEAVES", 16)
    monkeypatch.setattr("sync.client.push.Stride", lambda: Stride(8))
    numbers = count()
    run_state_machine_as_test(
        lambda: LineMachine(town, lambda sky: OpenLine(town.central, sky), lambda: f"C06-{next(numbers)}"),
        settings=settings(max_examples=5, stateful_step_count=12, deadline=None),
    )
