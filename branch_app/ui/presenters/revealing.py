"""開示: the number on a paper, which field, why; then a second person, and what stands behind it until Esc."""

from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.reasons import RevealReason
from branch_app.domain.values.veiled import VeiledField
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.presenters.second_person import SecondPersonPresenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.desk import Desk
from branch_app.usecases.prepare import whole_number
from branch_app.usecases.reveal import Revealed, reveal

FIELDS = tuple(VeiledField)
REASONS = tuple(RevealReason)
"""Both in the order of their keys."""


@dataclass(frozen=True, slots=True)
class Revealing:
    """``shown`` while it is asked; neither field nor reason is chosen for anybody."""

    shown: bool = False
    field: VeiledField | None = None
    reason: RevealReason | None = None
    busy: bool = False
    revealed: Revealed | None = None
    trouble: MadoguchiError | None = None

    @property
    def whole(self) -> bool:
        """Whether it can be asked for, once a number is typed."""
        return self.field is not None and self.reason is not None and not self.busy


class RevealingPresenter(Presenter[Revealing]):
    """Over the manager's report."""

    def __init__(self, desk: Callable[[], Desk], work: Work, second: SecondPersonPresenter) -> None:
        super().__init__(Revealing())
        self._desk = desk
        self._work = work
        self._second = second

    def open(self) -> None:
        """Nothing is chosen, and nothing of the last one is there."""
        self._become(Revealing(shown=True))

    def aim(self, place: int) -> None:
        """The field at that place, from 0; what was shown goes."""
        if place < len(FIELDS) and not self.state.busy:
            self._change(field=FIELDS[place], revealed=None, trouble=None)

    def choose(self, place: int) -> None:
        """The reason at that place, from 0."""
        if place < len(REASONS) and not self.state.busy:
            self._change(reason=REASONS[place], revealed=None, trouble=None)

    def ask(self, typed: str) -> None:
        """Enter: the number on the paper (of this device's own its last digits are enough), and somebody else."""
        state, number = self.state, typed.strip()
        field, reason = state.field, state.reason
        if not state.whole or field is None or reason is None or not number:
            return
        self._change(revealed=None, trouble=None)
        desk = self._desk()

        def agreed(second: Pseudonym) -> None:
            self._change(busy=True)
            self._work.run(
                Lane.DESK,
                lambda: reveal(desk, whole_number(desk, number), field, reason, second),
                lambda revealed: self._came(revealed, None),
                lambda error: self._came(None, error),
            )

        self._second.ask(Vouched.REVEAL, agreed)

    def give_up(self) -> None:
        """Away with it."""
        self._become(Revealing())

    def _came(self, revealed: Revealed | None, trouble: MadoguchiError | None) -> None:
        """Whoever has left meanwhile is shown nothing."""
        if self.state.shown:
            self._change(busy=False, revealed=revealed, trouble=trouble)
