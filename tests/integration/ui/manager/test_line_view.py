"""The line below the manager's pages: green only while head office has witnessed exactly what is here."""

from dataclasses import replace

import pytest

from branch_app.ui.theme import Role
from branch_app.usecases.level import Level
from branch_app.usecases.line_status import LineState, LineStatus
from branch_app.usecases.status import LogStatus
from tests.fakes.branch import OPENED
from tests.fakes.display import settle
from tests.fakes.manager_stand import ManagerStand

IN_STEP = "記録はセンターと一致しています"


def told(stand: ManagerStand, log: LogStatus, line: LineState) -> tuple[str, bool]:
    """What the line says of that, and whether in green."""
    counter = stand.status.state.counter
    assert counter is not None
    stand.status._become(
        replace(stand.status.state, counter=replace(counter, log=log), line=LineStatus(line, OPENED), trouble=None)
    )
    settle(stand.screen)
    label = stand.screen._line._state
    return str(label.cget("text")), stand.screen.look.colour(Role.GOOD_TEXT) == str(label.cget("foreground"))


def test_in_step_is_green_and_said(stand: ManagerStand) -> None:
    """Size and root that head office witnessed are ours, and it answers."""
    says, green = told(stand, LogStatus(Level.GOOD, 2, 2), LineState.UP)
    assert green
    assert says.startswith("✓")
    assert says.endswith(IN_STEP)


@pytest.mark.parametrize(
    ("log", "line"),
    [
        (LogStatus(Level.NOTICE, 2, 1), LineState.UP),
        (LogStatus(Level.BAD, 2, 2), LineState.UP),
        (LogStatus(Level.GOOD, 2, 2), LineState.DOWN),
        (LogStatus(Level.GOOD, 2, 2), LineState.REFUSED),
    ],
    ids=["pending", "another root", "no line", "refused"],
)
def test_anything_less_is_neither(stand: ManagerStand, log: LogStatus, line: LineState) -> None:
    """Nobody goes home on a tick that stands for the cable alone."""
    says, green = told(stand, log, line)
    assert not green
    assert not says.startswith("✓")
    assert IN_STEP not in says
