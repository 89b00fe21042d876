"""The device whose window is measured: enrolled, the demo city on it, its day open, head office on the line."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from branch_app.bench.issue import InstantPrinter
from branch_app.composition.device import Device
from branch_app.composition.door import FrontDoor
from branch_app.composition.papers import paper_renderer
from branch_app.demo.narrator import Narrator
from branch_app.demo.play import STOCK
from branch_app.demo.set_up import SECOND, Place, set_up
from branch_app.demo.stage import CentralProcess
from branch_app.machine import StagedClock, SystemClock, SystemRandom
from branch_app.usecases.desk import Desk
from branch_app.usecases.run_day import open_day, receive_paper
from db.vault import Credentials

CLERK: Credentials = SECOND
"""Signs in at the window."""
_FLOAT_YEN = 30_000
_SHEETS = 100_000
_PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class WindowHome:
    """Where the device lies and at which address head office answers; may be handed to another process."""

    place: Place
    central: str

    @property
    def folder(self) -> Path:
        """What ``counter --home`` is told."""
        return self.place.out / "device"

    def front_door(self) -> FrontDoor:
        """Before anyone came in."""
        return FrontDoor(self.place.device, SystemClock(), SystemRandom())

    def device(self) -> Device:
        """In the clerk's hands, beside whoever else is there."""
        return self.front_door().sign_in(CLERK.operator, CLERK.password)

    def key_of_clerk(self) -> str:
        """The digit that chooses the clerk on the sign-in screen."""
        door = self.front_door()
        operators = [person.id for person in door.people()]
        door.close()
        return str(operators.index(CLERK.operator) + 1)


def quick_desk(device: Device) -> Desk:
    """A desk whose printer is always done."""
    renderer = paper_renderer(device.paper_seals)
    return device.desk(InstantPrinter(), renderer, device.registers.open(), STOCK, specimen=True)


@contextmanager
def window_home(workspace: Path) -> Iterator[WindowHome]:
    """Set the device up in that folder; head office serves until the block ends."""
    clock = StagedClock(SystemClock().now())
    with ExitStack() as stack:
        place = Place.fresh(workspace / "branch")
        central = stack.enter_context(CentralProcess(place.central, clock.now()))
        silence = stack.enter_context(Path(os.devnull).open("w"))
        device = set_up(place, central, clock, Narrator(clock, total=1, out=silence))
        desk = quick_desk(device)
        open_day(desk, _FLOAT_YEN)
        receive_paper(desk, 1, _SHEETS, seen=1)
        device.close()
        central.start(clock.now())
        home = WindowHome(place, central.url)
        _write_settings(home)
        yield home


def _write_settings(home: WindowHome) -> None:
    """Papers into a folder: training mode, as on the first day of a new counter."""
    (home.folder / _PAPERS).mkdir()
    lines = {"central": home.central, "printer": _PAPERS, "stock": STOCK}
    text = "".join(f'{name} = "{value}"\n' for name, value in lines.items())
    (home.folder / "settings.toml").write_text(text, encoding="utf-8")
