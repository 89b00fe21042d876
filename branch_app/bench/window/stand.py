"""The real window in this process, on real parts, with somebody at work.

::

    with window_stand(home) as stand:
        stand.clerk.come_in()
        stand.clerk.issue()
"""

import time
import tkinter as tk
from _tkinter import ALL_EVENTS, DONT_WAIT
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from branch_app.bench.waiting import Moment
from branch_app.bench.window.display import Hands
from branch_app.bench.window.home import WindowHome
from branch_app.cards.session import Terms
from branch_app.composition.behind_the_door import Equipment, examine_without_a_person, freshen, workplace
from branch_app.composition.device import Device
from branch_app.composition.look_file import LookFile
from branch_app.composition.papers import printer_at
from branch_app.demo.people import People
from branch_app.demo.play import STOCK
from branch_app.demo.stage import Slot, card_reader
from branch_app.machine import SystemClock, SystemRandom
from branch_app.ports import Clock, Printer
from branch_app.printing.folder import FolderPrinter
from branch_app.printing.receipts import FolderReceipts
from branch_app.printing.training import TrainingPrinter, is_installed
from branch_app.settings import RESOURCES
from branch_app.ui.app import App
from branch_app.ui.workplace import Workplace
from branch_app.usecases.doctor import Report
from branch_app.usecases.front_door import Freshened

_PATIENCE_S = 60
_LOOK_S = 0.0005


class StandBranch:
    """``Branch`` of the measured device, with the stand's own printer and reader."""

    def __init__(self, home: WindowHome, equipment: Equipment) -> None:
        self.clock: Clock = SystemClock()
        self.training = True
        self.door = home.front_door()
        self.kept_look = LookFile(home.folder)
        self._home = home
        self._equipment = equipment

    def freshen(self) -> Freshened:
        """Over the line."""
        return freshen(self._home.central, self.door)

    def examine(self) -> Report:
        """Without a person."""
        return examine_without_a_person(self._home.folder, self.clock)

    def workplace(self, session: Device) -> Workplace:
        """On the stand's parts."""
        return workplace(self._equipment, session)


@dataclass(slots=True)
class Stand:
    """The window; ``real_card`` and ``real_printer``: whether a card service and an IPP printer could run here."""

    app: App
    home: WindowHome
    people: People
    slot: Slot
    hands: Hands
    real_card: bool
    real_printer: bool

    @property
    def root(self) -> tk.Tk:
        """Of the window."""
        return self.app.root

    def until(self, holds: Callable[[], bool]) -> None:
        """Turn the event loop until it holds, as the program itself would turn it.

        Raises:
            TimeoutError: it never did.
            RuntimeError: the window met a fault.
        """
        last = time.monotonic() + _PATIENCE_S
        while not holds():
            self._refuse_to_wait(last)
            self.root.tk.dooneevent(ALL_EVENTS)

    def watch(self, holds: Callable[[], bool]) -> Moment:
        """The same, event by event, which costs more; when the event began that made it hold.

        Raises:
            TimeoutError: it never did.
            RuntimeError: the window met a fault.
        """
        last = time.monotonic() + _PATIENCE_S
        begun = Moment.now()
        while not holds():
            self._refuse_to_wait(last)
            begun = Moment.now()
            if not self.root.tk.dooneevent(DONT_WAIT):
                time.sleep(_LOOK_S)
        return begun

    def _refuse_to_wait(self, last: float) -> None:
        if self.app.faults:
            raise RuntimeError(", ".join(self.app.faults))
        if time.monotonic() > last:
            raise TimeoutError(f"focus {self.root.focus_get()}")

    def rest(self, milliseconds: int) -> None:
        """Turn the event loop for so long."""
        over: list[bool] = []
        self.root.after(milliseconds, lambda: over.append(True))
        self.until(lambda: bool(over))

    def paint(self) -> Moment:
        """Lay out and draw whatever is due, and have the server draw it; when that is done.

        The server is asked twice, because what it uncovers it asks us to draw in between.
        """
        for _ in range(2):
            self.root.update()
            self.root.winfo_pointerxy()
        return Moment.now()


@contextmanager
def window_stand(home: WindowHome, *, real_parts: bool) -> Iterator[Stand]:
    """Open the window, with a card service and an IPP printer where they can run, else their like in memory."""
    people = People.of(RESOURCES, SystemClock().now().date())
    with ExitStack() as stack:
        reader = stack.enter_context(card_reader(Terms(people.authority.roots(), SystemRandom())))
        printer = _printer(home, stack, real_parts=real_parts)
        home.place.receipts.mkdir(exist_ok=True)
        equipment = Equipment(
            printer=printer,
            receipt_printer=FolderReceipts(home.place.receipts),
            slip_printer=FolderReceipts(home.place.receipts),
            reader=reader.reader,
            presence=reader.presence,
            central=home.central,
            stock=STOCK,
            specimen=True,
            home=home.folder,
        )
        app = App(StandBranch(home, equipment))
        stack.callback(app.close)
        app.root.focus_force()
        yield Stand(app, home, people, reader.slot, Hands(), reader.real, not isinstance(printer, FolderPrinter))


def _printer(home: WindowHome, stack: ExitStack, *, real_parts: bool) -> Printer:
    if not real_parts or not is_installed():
        return FolderPrinter("folder", home.place.spool)
    training = stack.enter_context(TrainingPrinter(home.place.spool))
    return printer_at(training.address, "training")
