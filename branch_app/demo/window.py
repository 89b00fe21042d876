"""The window on the demo city: everything real, everything marked 見本, with a training table beside it."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from branch_app.cards.session import Terms
from branch_app.composition.behind_the_door import Equipment, examine_without_a_person, freshen, workplace
from branch_app.composition.device import Device
from branch_app.composition.door import FrontDoor
from branch_app.composition.look_file import LookFile
from branch_app.composition.papers import printer_at
from branch_app.demo.bench import TrainingBench
from branch_app.demo.narrator import Narrator
from branch_app.demo.people import People
from branch_app.demo.play import STOCK
from branch_app.demo.set_up import STEPS, Place, set_up
from branch_app.demo.stage import CentralProcess, card_reader
from branch_app.demo.world import Day, World
from branch_app.machine import StagedClock, SystemClock, SystemRandom
from branch_app.ports import Printer
from branch_app.printing.folder import FolderPrinter
from branch_app.printing.receipts import FolderReceipts
from branch_app.printing.training import TrainingPrinter, is_installed
from branch_app.settings import RESOURCES
from branch_app.ui.app import run_window
from branch_app.ui.workplace import Workplace
from branch_app.usecases.doctor import Report
from branch_app.usecases.front_door import Freshened


class DemoBranch:
    """``Branch`` of the demo's device; whoever plays it may take ``central`` off the line."""

    def __init__(self, place: Place, clock: StagedClock, equipment: Equipment, central: CentralProcess) -> None:
        self.clock = clock
        self.central = central
        self.training = True
        self.door = FrontDoor(place.device, clock, SystemRandom())
        self.kept_look = LookFile(place.home)
        self._place = place
        self.equipment = equipment

    def freshen(self) -> Freshened:
        """Restrictions, roster and policy."""
        return freshen(self.equipment.central, self.door)

    def examine(self) -> Report:
        """Without a person."""
        return examine_without_a_person(self._place.home, self.clock)

    def workplace(self, session: Device) -> Workplace:
        """The counter of somebody who came in."""
        return workplace(self.equipment, session)


def play_in_window(world: World, out: Path) -> int:
    """Set the demo up, leave head office running, show the window until it is closed."""
    logging.getLogger().setLevel(logging.WARNING)
    with demo_branch(Day.of(world, SystemClock().now().date()), Place.fresh(out)) as branch:
        return run_window(branch)


@contextmanager
def demo_branch(day: Day, place: Place) -> Iterator[DemoBranch]:
    """An enrolled device with its replica, on real parts, and head office on the line."""
    clock = StagedClock(day.begins())
    narrator = Narrator(clock, STEPS + 1)
    people = People.of(RESOURCES, day.business_date)
    with ExitStack() as stack:
        central = stack.enter_context(CentralProcess(place.central, clock.now()))
        set_up(place, central, clock, narrator).close()
        central.start(clock.now())
        reader = stack.enter_context(card_reader(Terms(people.authority.roots(), SystemRandom())))
        printer, training = stack.enter_context(_printer(place))
        place.receipts.mkdir()
        _write_settings(place, central.url, training)
        narrator.step("window")
        yield DemoBranch(
            place,
            clock,
            Equipment(
                printer=printer,
                receipt_printer=FolderReceipts(place.receipts),
                slip_printer=FolderReceipts(place.receipts),
                reader=reader.reader,
                presence=reader.presence,
                central=central.url,
                stock=STOCK,
                specimen=True,
                home=place.home,
                bench=TrainingBench(people, reader.slot, training),
            ),
            central,
        )


@contextmanager
def _printer(place: Place) -> Iterator[tuple[Printer, TrainingPrinter | None]]:
    if not is_installed():
        yield FolderPrinter("folder", place.spool), None
        return
    with TrainingPrinter(place.spool) as training:
        yield printer_at(training.address, "training"), training


def _write_settings(place: Place, central: str, training: TrainingPrinter | None) -> None:
    """What an installer would have written: the doctor reads it."""
    printer = training.address.uri if training else str(place.spool.resolve())
    lines = (f'central = "{central}"', f'printer = "{printer}"', f'receipts = "{place.receipts.resolve()}"')
    (place.home / "settings.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
