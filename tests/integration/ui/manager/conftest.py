"""A fresh morning at a real desk, and the manager's screen over it."""

import tkinter as tk
from collections.abc import Iterator
from pathlib import Path

import pytest

from branch_app.composition.audit_export import DeviceAudits
from branch_app.composition.device import Device
from branch_app.printing.folder import FolderPrinter
from branch_app.ui.look import Look
from branch_app.usecases.desk import Desk
from tests.fakes.branch import SetClock, make_branch, open_branch
from tests.fakes.clerk import desk_of
from tests.fakes.manager_stand import ManagerStand, manager_stand
from tests.fakes.witness import under_the_witness


@pytest.fixture
def clock() -> SetClock:
    """09:00."""
    return SetClock()


@pytest.fixture
def device(tmp_path: Path, clock: SetClock) -> Iterator[Device]:
    """Signed in, nothing done yet."""
    opened = open_branch(make_branch(tmp_path / "branch"), clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(device: Device, tmp_path: Path) -> Desk:
    """No float, no paper."""
    spool = tmp_path / "spool"
    spool.mkdir()
    return desk_of(device, FolderPrinter("folder", spool))


@pytest.fixture
def stand(window: tk.Toplevel, look: Look, desk: Desk, device: Device, tmp_path: Path) -> ManagerStand:
    """The screen, with the keys."""
    return manager_stand(window, look, desk, DeviceAudits(under_the_witness(device), tmp_path / "audits"))
