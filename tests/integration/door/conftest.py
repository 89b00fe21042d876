"""The front door of an enrolled device on real files, and a head office it can ask."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from branch_app.composition.door import FrontDoor
from branch_app.composition.first_run import Invitation, enrol_device
from branch_app.composition.line import head_office
from branch_app.settings import DeviceFolders, table_texts
from branch_app.usecases.front_door import Freshened
from db.vault import Credentials
from sync.central.head_office import HeadOffice
from sync.central.offices import keep_settings
from sync.central.serving.server import RunningCentral, Settings, open_head_office
from sync.central.trust.enrolment import offer_code
from sync.client.central import OnlineCentral
from sync.client.transport import Line
from tests.fakes.branch import CHEAP, CLERK, SetClock, front_door, make_branch
from tests.fakes.device import SystemRandom
from tests.fakes.town import HOSTS, Watch, city


@pytest.fixture
def clock() -> SetClock:
    """09:00 on a Tuesday."""
    return SetClock()


@pytest.fixture
def folders(tmp_path: Path) -> DeviceFolders:
    """An enrolled device with two clerks, without a head office."""
    return make_branch(tmp_path / "branch")


@pytest.fixture
def door(folders: DeviceFolders, clock: SetClock) -> Iterator[FrontDoor]:
    """Its front door."""
    made = front_door(folders, clock)
    yield made
    made.close()


@dataclass(frozen=True, slots=True)
class Outpost:
    """A device that enrolled with a running central; both clocks stand where they are put."""

    central: HeadOffice
    url: str
    watch: Watch
    clock: SetClock
    folders: DeviceFolders
    lines: ExitStack

    def door(self) -> FrontDoor:
        """As the program starts."""
        return front_door(self.folders, self.clock)

    def office(self, door: FrontDoor) -> OnlineCentral:
        """Head office over a fresh line, nobody signed in."""
        line = self.lines.enter_context(Line(self.url, door.file.enrolment().central_ca))
        return head_office(door.file, line, SystemRandom())

    def freshen(self, door: FrontDoor) -> Freshened:
        """Pull."""
        return door.freshen(self.office(door))

    def pass_time(self, passed: timedelta) -> None:
        """Here and at head office."""
        self.watch.now += passed
        self.clock.advance(passed)


@pytest.fixture
def outpost(tmp_path: Path, clock: SetClock) -> Iterator[Outpost]:
    """First run done: clerk-1 has a password."""
    watch = Watch(datetime.fromisoformat(clock.now().isoformat()))
    settings = Settings(tmp_path / "keys", f"sqlite:///{tmp_path / 'central.db'}", HOSTS)
    central = open_head_office(settings, table_texts(), watch)
    with central.database.connection_context():
        for office in city().offices:
            keep_settings(central, office.code, office.settings)
    folders = DeviceFolders.below(tmp_path / "home")
    code = offer_code(central, "C06", "suge-01", timedelta(minutes=10)).text()
    with RunningCentral(central, "127.0.0.1", 0) as running, ExitStack() as lines:
        enrol_device(folders, Invitation(running.url, code, "suge-01"), CLERK, SystemRandom(), CHEAP)
        yield Outpost(central, running.url, watch, clock, folders, lines)
    central.close()


NEWCOMER = Credentials("supervisor-1", "a password of mine")
"""On the roster, without a slot yet."""
