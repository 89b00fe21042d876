"""What the manager's pages share."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from branch_app.ports import NameImages
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.presenters.auditing import AuditingPresenter
from branch_app.ui.presenters.cases import CasesPresenter
from branch_app.ui.presenters.cash_move import CashMovePresenter
from branch_app.ui.presenters.manager import ManagerPresenter, ManagerState
from branch_app.ui.presenters.month import MonthPresenter
from branch_app.ui.presenters.revealing import RevealingPresenter
from branch_app.ui.presenters.second_person import SecondPersonPresenter
from branch_app.ui.presenters.status import StatusPresenter
from branch_app.ui.presenters.stops import StopsPresenter
from branch_app.ui.presenters.supplement import SupplementPresenter
from branch_app.ui.theme import Role
from branch_app.ui.widgets.entry import TextEntry
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording


@dataclass(frozen=True, slots=True)
class ManagerParts:
    """Presenters, how names are drawn, and the two ways out: to the list of what stands open, to the counter."""

    manager: ManagerPresenter
    status: StatusPresenter
    second: SecondPersonPresenter
    stops: StopsPresenter
    cases: CasesPresenter
    moves: CashMovePresenter
    supplement: SupplementPresenter
    month: MonthPresenter
    revealing: RevealingPresenter
    auditing: AuditingPresenter
    names: NameImages
    open_papers: Callable[[], None]
    leave: Callable[[], None]


class FieldChain:
    """Fields filled in one after another: Enter and ↓ go on, ↑ goes back, Enter in the last one acts.

    Args:
        fields: in their order.
        act: what Enter in the last one does.
        passed: hears the place of a field that Enter left.
    """

    def __init__(
        self,
        fields: Sequence[TextEntry],
        act: Callable[[], None],
        passed: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._fields = tuple(fields)
        self._act = act
        self._passed = passed

    def press(self, key: Key, focus: tk.Misc | None) -> bool:
        """Whether the key meant something in the field that has the focus."""
        at = next((at for at, field in enumerate(self._fields) if field.field is focus), None)
        if at is None or key not in {Key.RETURN, Key.DOWN, Key.UP}:
            return False
        if key is Key.RETURN:
            self._passed(at)
        if key is Key.RETURN and at == len(self._fields) - 1:
            self._act()
        else:
            self.enter(max(0, at - 1) if key is Key.UP else min(at + 1, len(self._fields) - 1))
        return True

    def enter(self, at: int = 0) -> None:
        """Type in that field; what stands in it is marked, so that typing replaces it."""
        field = self._fields[at]
        field.focus_set()
        field.field.selection_range(0, "end")


class ManagerPage(Area):
    """One section: built once, told every state."""

    def __init__(self, parent: tk.Misc, look: Look, parts: ManagerParts) -> None:
        super().__init__(parent, look)
        self._manager = parts.manager
        self._words = Wording(look)

    def restyle(self) -> None:
        """Follow the look, its language too; subclasses call this after they are built."""
        self.paint_ground()
        self.tell(self._manager.state)

    def come_up(self) -> None:
        """The page is turned to."""

    def focus_first(self) -> None:
        """Where the keys go when the page comes up."""

    def tell(self, state: ManagerState) -> None:
        """Show it."""

    def said(self) -> tuple[str, Role] | None:
        """What is to be said of what was done here; None where the manager's state says it."""
        return None

    def press(self, _key: Key) -> bool:
        """Whether the key meant something on this page."""
        return False

    def _day(self, business_date: str) -> str:
        return self._words.date(date.fromisoformat(business_date)) if business_date else ""


def number_in(field: TextEntry) -> int | None:
    """What stands in a field of digits; None for nothing."""
    return int(field.value) if field.value else None
