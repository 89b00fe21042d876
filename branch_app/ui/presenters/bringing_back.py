"""返却: a paper that was handed over is on the counter again; its number finds it, two persons void it then."""

from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.values.identifiers import ApplicationId
from branch_app.ui.presenters.counter import CounterPresenter
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.presenters.recent import RecentPresenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.bring_back import bring_back
from branch_app.usecases.desk import Desk
from branch_app.usecases.prepare import whole_number


@dataclass(frozen=True, slots=True)
class BringingBack:
    """``shown`` while a number is asked for; ``trouble`` why it is none that can come back."""

    shown: bool = False
    busy: bool = False
    trouble: MadoguchiError | None = None


class BringingBackPresenter(Presenter[BringingBack]):
    """Over the list of forms: what is looked for may be weeks old and stand on no list."""

    def __init__(
        self, desk: Callable[[], Desk], work: Work, counter: CounterPresenter, recent: RecentPresenter
    ) -> None:
        super().__init__(BringingBack())
        self._desk = desk
        self._work = work
        self._counter = counter
        self._recent = recent

    def open(self) -> None:
        """F8 on the list; not while something runs, because the form is taken up afterwards."""
        counter = self._counter
        if not counter.issue.state.busy and not counter.state.opening and not self._recent.state.in_doubt:
            self._become(BringingBack(shown=True))

    def write(self, typed: str) -> None:
        """The number on the paper; of this device's own its last digits are enough."""
        if self.state.busy or not typed.strip():
            return
        desk = self._desk()
        whole = whole_number(desk, typed)
        self._become(BringingBack(shown=True, busy=True))

        def job() -> ApplicationId:
            brought = bring_back(desk, whole)
            return desk.journal.state.issuance.job(brought).application

        self._work.run(
            Lane.DESK,
            job,
            self._came_back,
            lambda error: self._become(BringingBack(shown=self.state.shown, trouble=error)),
        )

    def give_up(self) -> None:
        """Nothing was brought back."""
        if not self.state.busy:
            self._become(BringingBack())

    def _came_back(self, application: ApplicationId) -> None:
        self._become(BringingBack())
        self._recent.hide()
        self._counter.resume(application)
