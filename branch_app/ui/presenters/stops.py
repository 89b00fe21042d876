"""停止と災害: holds told by telephone, and the extension that lies ready for a disaster; two persons for each."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from branch_app.domain.errors import DataStale, MadoguchiError, NotEntitled
from branch_app.domain.records.hold import HoldId, HoldReason, KeptHold
from branch_app.domain.rules.extension import ExtensionState
from branch_app.domain.values.found_by import FoundBy
from branch_app.domain.values.identifiers import Pseudonym, ResidentId
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.presenters.openings import Openings
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.presenters.second_person import SecondPersonPresenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.desk import Desk
from branch_app.usecases.extension import LyingReady, extensions_here, open_extension
from branch_app.usecases.holds import enter_hold, holds_now, lift_hold
from branch_app.usecases.look_up import Person, look_up

NUMBER_DIGITS = 10
"""Of a 宛名番号."""


class StopDeed(Enum):
    """What was written down last, to be said."""

    HELD = "held"
    LIFTED = "lifted"
    EXTENDED = "extended"


@dataclass(frozen=True, slots=True)
class Stops:
    """``person`` is whose number was typed, ``sought`` that number once it was looked for."""

    number: str = ""
    sought: str = ""
    person: Person | None = None
    reason: HoldReason = HoldReason.LOST_CARD
    holds: tuple[KeptHold, ...] = ()
    extensions: tuple[LyingReady, ...] = ()
    busy: bool = False
    done: StopDeed | None = None
    trouble: MadoguchiError | None = None

    @property
    def whole(self) -> bool:
        """Whether the number is all there and was looked for: who it is, or that the replica has nobody."""
        return len(self.number) == NUMBER_DIGITS and self.sought == self.number


@dataclass(frozen=True, slots=True)
class _Seen:
    holds: tuple[KeptHold, ...]
    extensions: tuple[LyingReady, ...]
    trouble: MadoguchiError | None = None


class StopsPresenter(Presenter[Stops]):
    """One counter's."""

    def __init__(self, desk: Callable[[], Desk], work: Work, second: SecondPersonPresenter) -> None:
        super().__init__(Stops())
        self._desk = desk
        self._work = work
        self._second = second
        self._openings = Openings(desk, work)

    def come_up(self) -> None:
        """The page is turned to: nothing of the last call stands there."""
        self._become(Stops(reason=self.state.reason, holds=self.state.holds, extensions=self.state.extensions))
        desk = self._desk()
        self._work.run(Lane.DESK, lambda: _seen(desk), self._show, self._failed)

    def forget(self) -> None:
        """Somebody gets up: no number of theirs is there for the next one."""
        self._become(Stops())

    def type(self, number: str) -> None:
        """宛名番号 as it is read out; at the tenth digit the replica says who that is."""
        if number == self.state.number:
            return
        self._change(number=number, person=None, sought="", done=None, trouble=None)
        if len(number) == NUMBER_DIGITS:
            desk = self._desk()
            self._work.run(
                Lane.LOOKUP,
                lambda: _who(desk, number),
                lambda person: self._found(number, person),
                lambda _error: self._found(number, None),
            )

    def choose(self, reason: HoldReason) -> None:
        """Why head office rang."""
        self._change(reason=reason)

    def hold(self) -> None:
        """Stop everything that shows that person."""
        state = self.state
        if not state.whole or state.busy:
            return
        number, reason = state.number, state.reason

        def agreed(second: Pseudonym) -> None:
            self._do(lambda desk: enter_hold(desk, number, reason, second), StopDeed.HELD)

        self._second.ask(Vouched.HOLD, agreed)

    def lift(self, hold: HoldId) -> None:
        """Head office took it back, or it was told by mistake."""

        def agreed(second: Pseudonym) -> None:
            self._do(lambda desk: lift_hold(desk, hold, second), StopDeed.LIFTED)

        if not self.state.busy:
            self._second.ask(Vouched.LIFT, agreed)

    def extend(self, serial: int) -> None:
        """The line is gone for longer; only what lies ready can be opened."""
        ready = {each.extension.serial for each in self.state.extensions if each.state is ExtensionState.READY}
        if serial not in ready or self.state.busy:
            return

        def agreed(second: Pseudonym) -> None:
            self._do(lambda desk: open_extension(desk, serial, second), StopDeed.EXTENDED)

        self._second.ask(Vouched.EXTEND, agreed)

    def _do(self, deed: Callable[[Desk], object], done: StopDeed) -> None:
        if self.state.busy:
            return
        desk = self._desk()
        self._change(busy=True, trouble=None, done=None)
        self._work.run(
            Lane.DESK, lambda: _after(desk, deed), lambda seen: self._came_back(seen, done), self._failed
        )

    def _came_back(self, seen: _Seen, done: StopDeed) -> None:
        self._show(seen)
        if seen.trouble is None:
            self._change(done=done)
            if done is StopDeed.HELD:
                self._change(number="", sought="", person=None)

    def _show(self, seen: _Seen) -> None:
        self._change(holds=seen.holds, extensions=seen.extensions, trouble=seen.trouble, busy=False)

    def _failed(self, error: MadoguchiError) -> None:
        self._change(busy=False, trouble=error)

    def _found(self, number: str, person: Person | None) -> None:
        """Of digits typed meanwhile nothing is known yet."""
        if number == self.state.number:
            self._change(sought=number, person=person)
            if person is not None:
                self._openings.note(person, FoundBy.RESIDENT_NUMBER, self._unwritten)

    def _unwritten(self, error: MadoguchiError) -> None:
        """Nobody is shown whose showing could not be written down."""
        self._change(sought="", person=None, trouble=error)


def _seen(desk: Desk) -> _Seen:
    return _Seen(holds_now(desk.restrictions), extensions_here(desk))


def _after(desk: Desk, deed: Callable[[Desk], object]) -> _Seen:
    """What there is now, and what refused the deed."""
    trouble: MadoguchiError | None = None
    try:
        deed(desk)
    except MadoguchiError as error:
        trouble = error
    return _Seen(holds_now(desk.restrictions), extensions_here(desk), trouble)


def _who(desk: Desk, number: str) -> Person | None:
    """None for somebody the replica does not have: they are stopped all the same."""
    try:
        return look_up(desk, ResidentId(number))
    except (NotEntitled, DataStale):
        return None
