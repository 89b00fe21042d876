"""月末: one month's 調定 and 本人通知, to be looked at, printed, and written to files by two persons."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.vouching import Vouched
from branch_app.ports import CloseFolder, MonthTables
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.presenters.receipts import SlipTools
from branch_app.ui.presenters.second_person import SecondPersonPresenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.desk import Desk
from branch_app.usecases.month_papers import Month, look_at_month, print_assessment, write_month


class MonthDeed(Enum):
    """What was done last, to be said."""

    PRINTED = "printed"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class MonthState:
    """``first`` is the month's first day; ``seen`` None until the log was read."""

    first: date | None = None
    seen: Month | None = None
    busy: bool = False
    done: MonthDeed | None = None
    trouble: MadoguchiError | None = None

    @property
    def shown(self) -> bool:
        """Whether a month is looked at."""
        return self.first is not None


@dataclass(frozen=True, slots=True)
class MonthTools:
    """What makes the papers, the tables, and where both go."""

    slips: SlipTools
    tables: MonthTables
    folder: CloseFolder


class MonthPresenter(Presenter[MonthState]):
    """Over the manager's report."""

    def __init__(
        self, desk: Callable[[], Desk], work: Work, second: SecondPersonPresenter, tools: MonthTools
    ) -> None:
        super().__init__(MonthState())
        self._desk = desk
        self._work = work
        self._second = second
        self.tools = tools

    def open(self) -> None:
        """The month of today."""
        self._look(self._desk().today().replace(day=1))

    def turn(self, by: int) -> None:
        """The month before, or after; none that has not begun."""
        first = self.state.first
        if first is None or self.state.busy:
            return
        other = (first - timedelta(days=1) if by < 0 else first + timedelta(days=31)).replace(day=1)
        if other <= self._desk().today():
            self._look(other)

    def print(self) -> None:
        """調定額内訳書."""
        seen, tools, desk = self.state.seen, self.tools.slips, self._desk()
        if seen is not None:
            self._do(lambda: print_assessment(desk, seen, tools.renderer, tools.printer), MonthDeed.PRINTED)

    def write(self) -> None:
        """Both tables, after a second person agreed: one of them is about persons."""
        seen, tools, desk = self.state.seen, self.tools, self._desk()
        if seen is None or self.state.busy:
            return

        def agreed(second: Pseudonym) -> None:
            self._do(lambda: write_month(desk, seen, tools.tables, tools.folder, second), MonthDeed.WRITTEN)

        self._second.ask(Vouched.EXPORT, agreed)

    def give_up(self) -> None:
        """Back to the report."""
        self._become(MonthState())

    def _look(self, first: date) -> None:
        desk = self._desk()
        self._become(MonthState(first, busy=True))
        self._work.run(
            Lane.LOOKUP,
            lambda: look_at_month(desk, first.year, first.month),
            lambda seen: self._if_still(first, MonthState(first, seen)),
            lambda error: self._if_still(first, MonthState(first, trouble=error)),
        )

    def _if_still(self, first: date, state: MonthState) -> None:
        if self.state.first == first:
            self._become(state)

    def _do(self, deed: Callable[[], object], done: MonthDeed) -> None:
        first, seen = self.state.first, self.state.seen
        if first is None or self.state.busy:
            return
        self._change(busy=True, done=None, trouble=None)
        self._work.run(
            Lane.DESK,
            deed,
            lambda _none: self._if_still(first, MonthState(first, seen, done=done)),
            lambda error: self._if_still(first, MonthState(first, seen, trouble=error)),
        )
