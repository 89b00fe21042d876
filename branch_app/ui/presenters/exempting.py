"""免除の確認: what was shown for a line that may be free; the program proposes, the clerk says what they saw."""

from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.rules.fees import Shown
from branch_app.ui.presenters.counter import CounterPresenter, Stage
from branch_app.ui.presenters.presenter import Presenter
from branch_app.usecases.desk import Desk
from branch_app.usecases.exemption import proposed
from branch_app.usecases.make_papers import Line


@dataclass(frozen=True, slots=True)
class Exempting:
    """``offers`` is what may make ``line`` free, the usual first; empty while nothing is asked."""

    line: Line | None = None
    offers: tuple[Shown, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether the clerk is asked now."""
        return bool(self.offers)


def _nothing() -> None:
    """Nothing follows."""


class ExemptingPresenter(Presenter[Exempting]):
    """Over the form in hand: asked for by the clerk, and before papers are made for lines that nobody confirmed."""

    def __init__(self, desk: Callable[[], Desk], counter: CounterPresenter) -> None:
        super().__init__(Exempting())
        self._desk = desk
        self._counter = counter
        self._then: Callable[[], None] = _nothing

    def switch(self) -> None:
        """Ctrl+6: a free line is charged after all; for another one what was shown is asked."""
        form = self._counter.state.form
        if form.line is None:
            return
        if form.line.exempt:
            self._counter.fill(form.charged())
        else:
            self._ask(form.line, _nothing)

    def hold_up(self, then: Callable[[], None]) -> bool:
        """Whether a line is proposed as free and nobody said what was shown; ``then`` follows the last answer."""
        form = self._counter.state.form
        at = form.unconfirmed()
        if at is None or self._counter.state.stage is not Stage.FORM or self._counter.issue.state.busy:
            return False
        self._counter.fill(form.moved(at - form.at))
        self._ask(form.lines[at], lambda: None if self.hold_up(then) else then())
        return self.state.shown

    def choose(self, place: int) -> None:
        """The paper at that place, from 0, was shown: the line is free."""
        if place < len(self.state.offers):
            evidence = self.state.offers[place].evidence
            self._answered(lambda: self._counter.fill(self._counter.state.form.freed(evidence)))

    def decline(self) -> None:
        """Nothing was shown: the fee is due."""
        if self.state.shown:
            self._answered(lambda: self._counter.fill(self._counter.state.form.charged()))

    def give_up(self) -> None:
        """Back to the form as it was."""
        self._then = _nothing
        self._become(Exempting())

    def _ask(self, line: Line, then: Callable[[], None]) -> None:
        self._then = then
        self._become(Exempting(line, proposed(self._desk(), line.wish)))

    def _answered(self, fill: Callable[[], None]) -> None:
        then = self._then
        self.give_up()
        fill()
        then()
