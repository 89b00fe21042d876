"""What a clerk does at the stand, by keys of the window."""

import threading
from collections.abc import Callable

from branch_app.bench.waiting import Moment
from branch_app.bench.window.home import CLERK
from branch_app.bench.window.stand import Stand
from branch_app.cards.virtual import Chip
from branch_app.demo.people import TARO
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.ui.counter_session import CounterSession
from branch_app.ui.keys import DIGITS, Key
from branch_app.ui.presenters.card import CardStage
from branch_app.ui.presenters.counter import Stage

_NAME = "yoshino tarou"
_TICK_MS = 30
"""How often the printer is asked; the counter itself asks every 250 ms, which would only make the bench longer."""


class Clerk:
    """Works at one stand, always with the same citizen of the demo city."""

    def __init__(self, stand: Stand) -> None:
        self._stand = stand

    @property
    def counter(self) -> CounterSession:
        """Once somebody came in.

        Raises:
            LookupError: nobody is at work.
        """
        if self._stand.app.counter is None:
            raise LookupError("counter")
        return self._stand.app.counter

    def come_in(self) -> Moment:
        """By real keys: name, password, Enter; when the event began that put the counter up."""
        stand, door = self._stand, self._stand.app.door
        stand.until(lambda: bool(door.state.people) and not door.state.freshening)
        if door.state.chosen is None:
            stand.hands.press(self._digit())
            stand.until(lambda: door.state.chosen is not None)
        stand.until(lambda: "secretentry" in str(stand.root.focus_get()))
        stand.paint()
        stand.hands.type(CLERK.password)
        stand.hands.press("Return")
        return stand.watch(lambda: stand.app.counter is not None and stand.app.counter.at_work)

    def find(self, typed: str = _NAME) -> None:
        """Type, and wait for somebody to be found."""
        hits = self.counter.room.counter.hits
        hits.type(typed)
        self._stand.until(lambda: hits.state.hit is not None)

    def fill_in(self) -> None:
        """From the search box to a form with one 住民票の写し, asked for with a card that shows a face."""
        self.find()
        self.press(Key.RETURN)
        self.until_stage(Stage.FORM)
        for key in (DIGITS[1], Key.F1):
            self.press(key)

    def make(self) -> None:
        """F12: papers and quote."""
        self.press(Key.F12)
        self.until_step(Step.PAY)

    def issue(self) -> None:
        """A whole issue, from the search box to the next citizen."""
        self.fill_in()
        self.make()
        self._pay_to_next()

    def chip(self) -> Chip:
        """The citizen's card; made before it is laid on, because making one takes long."""
        return self._stand.people.chip(TARO)

    def lay_card(self, chip: Chip) -> None:
        """The citizen lays it on, types the PIN, and a form opens; the card is taken and the form left.

        The hand that lays it on is a thread of its own, because the card service takes its time to notice.
        """
        stand, room = self._stand, self.counter.room
        card = stand.people.my_number_card(TARO)
        _by_hand(lambda: stand.slot.insert(chip))
        stand.until(lambda: room.card.state.stage is CardStage.PIN)
        for digit in card.authentication_pin:
            self.press(DIGITS[int(digit)])
        self.press(Key.RETURN)
        self.until_stage(Stage.FORM)
        _by_hand(stand.slot.remove)
        stand.until(lambda: not room.card.state.lies_there)
        self.press(Key.ESCAPE)
        self.until_stage(Stage.FIND)

    def press(self, key: Key) -> None:
        """As the button of that key does."""
        self.counter.press(key)

    def until_stage(self, stage: Stage) -> None:
        """The counter stands there."""
        counter = self.counter.room.counter
        self._stand.until(lambda: counter.state.stage is stage)

    def until_step(self, step: Step) -> None:
        """The log asks for that, and nothing is under way."""
        issue = self.counter.room.counter.issue
        self._stand.until(lambda: issue.state.step is step and issue.state.busy is None)

    def _pay_to_next(self) -> None:
        issue = self.counter.room.counter.issue
        self.press(Key.F12)
        asking = self._stand.app.pump.every(_TICK_MS, issue.tick)
        self.until_step(Step.CHECK)
        asking.cancel()
        work = issue.state.work
        for digit in str(work.at.pages) if work and work.at else "":
            self.press(DIGITS[int(digit)])
        self.until_step(Step.HAND_OVER)
        self.press(Key.RETURN)
        self.until_stage(Stage.DONE)
        self.press(Key.RETURN)
        self.until_stage(Stage.FIND)

    def _digit(self) -> str:
        people = [person.id for person in self._stand.app.door.state.people]
        return str(people.index(CLERK.operator) + 1)


def _by_hand(act: Callable[[], None]) -> None:
    threading.Thread(target=act).start()
