"""最近の申請: today's forms, newest first, to be taken up, receipted, voided or asked for once more."""

from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.errors import MadoguchiError
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.desk import Desk
from branch_app.usecases.work_in_hand import WorkInHand, look, look_at_all

MOST = 50


@dataclass(frozen=True, slots=True)
class Recent:
    """``shown`` while the list is on the screen; ``at`` is the chosen row."""

    shown: bool = False
    only_open: bool = False
    forms: tuple[WorkInHand, ...] = ()
    at: int = 0
    trouble: MadoguchiError | None = None

    @property
    def form(self) -> WorkInHand | None:
        """The chosen one."""
        return self.forms[self.at] if self.at < len(self.forms) else None

    @property
    def in_doubt(self) -> int:
        """Open forms of whose paper nobody knows whether it came out: it may lie there for anyone to take."""
        return sum(form.next.step is Step.ANSWER for form in self.forms) if self.only_open else 0


class RecentPresenter(Presenter[Recent]):
    """One device's forms of the day."""

    def __init__(self, desk: Callable[[], Desk], work: Work) -> None:
        super().__init__(Recent())
        self._desk = desk
        self._work = work

    def show_today(self) -> None:
        """Every form of the day."""
        self._show(_of_today, only_open=False)

    def show_open(self) -> None:
        """What still asks for something: at the start, and to be recalled."""
        self._show(_open_ones, only_open=True)

    def remind(self) -> None:
        """At the start: the same list, if there is anything on it."""
        desk = self._desk()

        def looked(forms: tuple[WorkInHand, ...]) -> None:
            if forms:
                self._become(Recent(shown=True, only_open=True, forms=forms))

        def failed(error: MadoguchiError) -> None:
            self._become(Recent(shown=True, only_open=True, trouble=error))

        self._work.run(Lane.DESK, lambda: _open_ones(desk), looked, failed)

    def move(self, by: int) -> None:
        """Another row."""
        self._change(at=max(0, min(self.state.at + by, len(self.state.forms) - 1)))

    def leave(self) -> None:
        """Esc: away with the list, unless a paper's end is unknown; that is answered first."""
        if not self.state.in_doubt:
            self.hide()

    def hide(self) -> None:
        """Away with the list, because a form of it was taken up."""
        self._become(Recent())

    def _show(self, looks: Callable[[Desk], tuple[WorkInHand, ...]], *, only_open: bool) -> None:
        desk = self._desk()

        def shown(forms: tuple[WorkInHand, ...]) -> None:
            self._become(Recent(shown=True, only_open=only_open, forms=forms))

        def failed(error: MadoguchiError) -> None:
            self._become(Recent(shown=True, only_open=only_open, trouble=error))

        self._work.run(Lane.DESK, lambda: looks(desk), shown, failed)


def _open_ones(desk: Desk) -> tuple[WorkInHand, ...]:
    """Papers that may lie somewhere first, then in the order accepted."""
    return tuple(sorted(look_at_all(desk), key=lambda form: form.next.step is not Step.ANSWER))


def _of_today(desk: Desk) -> tuple[WorkInHand, ...]:
    newest = list(desk.journal.refresh().issuance.applications)[: -MOST - 1 : -1]
    return tuple(look(desk, application) for application in newest)
