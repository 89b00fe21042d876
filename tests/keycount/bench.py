"""One counter of the demo city for one task: real files copied from one city, real presenters, a staged printer."""

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

from branch_app.cards.session import Terms
from branch_app.cards.slot import VirtualReader
from branch_app.composition.behind_the_door import Equipment, workplace
from branch_app.composition.device import Device
from branch_app.demo.people import People
from branch_app.domain.records.resident import Resident
from branch_app.domain.values.identifiers import ResidentId
from branch_app.machine import SystemRandom
from branch_app.settings import RESOURCES, DeviceFolders
from branch_app.ui.presenters.counter_room import CounterRoom
from branch_app.ui.presenters.hits import Hits
from branch_app.ui.presenters.keyboard import CounterKeyboard
from branch_app.ui.presenters.manager import ManagerPresenter
from branch_app.ui.presenters.receipts import SlipTools
from branch_app.ui.presenters.sign_in import SignInPresenter
from branch_app.ui.room import begin, room_of
from branch_app.ui.workplace import Workplace
from branch_app.usecases.desk import Desk
from branch_app.usecases.front_door import Freshened
from branch_app.usecases.leftovers import wipe_leftovers
from branch_app.usecases.recover import recover
from tests.fakes.branch import CLERK, OPENED, STOCK, SetClock, city, front_door, make_branch
from tests.fakes.clerk import begin_day
from tests.fakes.counter_room import Ears, Receipted
from tests.fakes.direct_work import DirectWork
from tests.fakes.staged_printer import StagedPrinter

RESIDENTS = 1_500
"""Beside those whom the demo names."""


def make_city(home: Path) -> DeviceFolders:
    """A device of the demo city as its first run leaves it; copied for every task."""
    return make_branch(home, residents=RESIDENTS)


@cache
def residents() -> dict[ResidentId, Resident]:
    """Everybody who lives there."""
    return {person.id: person for household in city(RESIDENTS).households for person in household.members}


@cache
def people() -> People:
    """Those with cards, valid on the day of the tasks."""
    return People.of(RESOURCES, OPENED.date())


class Bench:
    """A clerk is signed in; nobody has opened the day. ``manager`` and ``door`` are the other two screens."""

    def __init__(self, made: Path, home: Path) -> None:
        shutil.copytree(made, home)
        self.clock = SetClock()
        self.printer = StagedPrinter()
        self.receipts = Receipted()
        self.ears = Ears()
        self.reader = VirtualReader(None, Terms(people().authority.roots(), SystemRandom()))
        self.work = DirectWork()
        self.front = front_door(DeviceFolders.below(home), self.clock)
        self.door = SignInPresenter(self.front, self.work, self._freshen, self._sit_down, self.clock.now)
        self._equipment = Equipment(
            self.printer,
            self.receipts,
            self.receipts,
            self.reader,
            self.reader,
            "",
            STOCK,
            specimen=True,
            home=home,
        )
        self._device: Device | None = None
        self._place: Workplace | None = None
        self._sit_down(self.front.sign_in(CLERK.operator, CLERK.password))

    @property
    def place(self) -> Workplace:
        """Of whoever is signed in."""
        assert self._place is not None
        return self._place

    @property
    def desk(self) -> Desk:
        """Of whoever is signed in."""
        return self.place.desk

    @property
    def hits(self) -> Hits:
        """The search box, and what it found."""
        return self.room.counter.hits.state

    def search(self, typed: str) -> None:
        """The search box says this now."""
        self.room.counter.hits.type(typed)

    def open_day(self) -> None:
        """Float and paper, before the task begins."""
        begin_day(self.desk)

    def start_again(self) -> None:
        """As after a crash: new presenters on the same files, which ask about every paper in doubt."""
        self.leave()
        self._sit_down(self.front.sign_in(CLERK.operator, CLERK.password))

    def leave(self) -> None:
        """Nobody is signed in."""
        if self._device is not None:
            self._device.close()
        self._device = None

    def _sit_down(self, device: Device) -> None:
        self._device = device
        self._place = replace(workplace(self._equipment, device), sounder=self.ears)
        self.room: CounterRoom = room_of(lambda: self.place, self.front.people, self.work)
        self.keyboard = CounterKeyboard(self.room)
        self.manager = ManagerPresenter(
            lambda: self.desk,
            self.work,
            SlipTools(self.place.slip_renderer, self.place.slip_printer),
            self.place.closes,
        )
        self.room.counter.listen(lambda state: self.room.card.work_done() if state.last else None)
        begin(self.room, self.desk)
        recover(self.desk)
        wipe_leftovers(self.desk)
        if self.desk.journal.state.day.open:
            self.room.recent.remind()

    def _freshen(self) -> Freshened:
        return Freshened(self.front.data_ages(), (), None)
