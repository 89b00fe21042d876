"""Green means: size and root are witnessed, and the last trip met nothing."""

import pytest

from branch_app.domain.errors import CentralUnreachable, MadoguchiError
from branch_app.usecases.level import Level
from branch_app.usecases.line_status import LineState, LineStatus
from branch_app.usecases.status import LogStatus
from branch_app.usecases.step_status import StepStatus

WITNESSED, PENDING, OTHER = LogStatus(Level.GOOD, 5, 5), LogStatus(Level.NOTICE, 5, 3), LogStatus(Level.BAD, 5, 0)


def step(log: LogStatus, state: LineState, trouble: MadoguchiError | None = None) -> StepStatus:
    """With that line."""
    return StepStatus(log, LineStatus(state), trouble, 3)


def test_all_of_it_witnessed_over_a_line_that_is_up_is_green() -> None:
    """The one way."""
    assert Level.GOOD is step(WITNESSED, LineState.UP).level


@pytest.mark.parametrize(
    ("log", "state", "level"),
    [
        (PENDING, LineState.UP, Level.NOTICE),
        (WITNESSED, LineState.DOWN, Level.NOTICE),
        (WITNESSED, LineState.UNKNOWN, Level.NOTICE),
        (WITNESSED, LineState.REFUSED, Level.BAD),
        (OTHER, LineState.UP, Level.BAD),
    ],
)
def test_anything_else_is_not(log: LogStatus, state: LineState, level: Level) -> None:
    """Of the same size with another root least of all."""
    assert level is step(log, state).level


def test_trouble_of_the_last_trip_is_no_green() -> None:
    """Whatever it was."""
    assert Level.NOTICE is step(WITNESSED, LineState.UP, CentralUnreachable(reason="x")).level


def test_pending_is_what_nobody_witnessed() -> None:
    """Size less witnessed size."""
    assert 2 == step(PENDING, LineState.UP).pending
