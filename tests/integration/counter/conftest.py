"""A desk with the day open, on real files, with a folder for a printer and a clock that stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from branch_app.cards.session import Terms
from branch_app.cards.slot import VirtualReader
from branch_app.composition.device import Device
from branch_app.demo.people import People
from branch_app.machine import SystemRandom
from branch_app.printing.folder import FolderPrinter
from branch_app.settings import RESOURCES, DeviceFolders
from branch_app.usecases.desk import Desk
from tests.fakes.branch import OPENED, SetClock, make_branch, open_branch
from tests.fakes.clerk import begin_day, desk_of
from tests.fakes.waiting_work import WaitingWork


@pytest.fixture
def clock() -> SetClock:
    """09:00 on a Tuesday."""
    return SetClock()


@pytest.fixture
def folders(tmp_path: Path) -> DeviceFolders:
    """An enrolled device."""
    return make_branch(tmp_path / "branch")


@pytest.fixture
def device(folders: DeviceFolders, clock: SetClock) -> Iterator[Device]:
    """Signed in."""
    opened = open_branch(folders, clock)
    yield opened
    opened.close()


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    """Where papers come out."""
    folder = tmp_path / "spool"
    folder.mkdir()
    return folder


@pytest.fixture
def desk(device: Device, spool: Path) -> Desk:
    """Float in the drawer, paper in the tray."""
    made = desk_of(device, FolderPrinter("folder", spool))
    begin_day(made)
    return made


@pytest.fixture(scope="module")
def people() -> People:
    """With cards valid on the day of the tests."""
    return People.of(RESOURCES, OPENED.date())


@pytest.fixture
def reader(people: People) -> VirtualReader:
    """Empty."""
    return VirtualReader(None, Terms(people.authority.roots(), SystemRandom()))


@pytest.fixture
def work() -> WaitingWork:
    """At once, until a test holds a lane."""
    return WaitingWork()
