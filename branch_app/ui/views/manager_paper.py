"""用紙を入れる: numbers of the sheets that came in, and the one that is read off the top."""

import tkinter as tk

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.manager import Deed, ManagerPresenter, ManagerState
from branch_app.ui.views.manager_parts import FieldChain, number_in
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.entry import DigitEntry, Digits
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

NUMBER_DIGITS = 8
"""Of a sheet's number: six are printed, and a long year may need more."""
_COUNT_DIGITS = 5
_NAME_TEXTS = ("manager_paper_first", "manager_paper_count", "manager_paper_top_short")


class LoadPaper(Area):
    """First number, how many, top number.

    The first number is proposed, because it must follow on what lies there. The top one never is: it is worth
    something only when somebody looked at the paper.
    """

    def __init__(self, parent: tk.Misc, look: Look, manager: ManagerPresenter) -> None:
        super().__init__(parent, look)
        self._manager = manager
        self._words = Wording(look)
        self._proposed = ""
        self._told: ManagerState | None = None
        self._names = [Label(self, look, "", Type.STRONG) for _ in range(3)]
        self.first = DigitEntry(self, look, self._typed, Digits.COUNT, NUMBER_DIGITS)
        self._count = DigitEntry(self, look, self._typed, Digits.COUNT, _COUNT_DIGITS)
        self._top = DigitEntry(self, look, self._typed, Digits.COUNT, NUMBER_DIGITS)
        self._record = ActionButton(self, look, "", self._go, kind=ButtonKind.PRIMARY)
        self._fields = (self.first, self._count, self._top)
        self._chain = FieldChain(self._fields, self._go)
        gap = look.gap(Space.S)
        self.columnconfigure(1, weight=1)
        for row, (name, field) in enumerate(zip(self._names, self._fields, strict=True)):
            name.grid(row=row, column=0, sticky="w", padx=(0, gap))
            field.grid(row=row, column=1, sticky="ew", pady=(0, gap))
        self._record.grid(row=len(self._fields), column=0, columnspan=2, sticky="ew")
        look.follow(self, self.restyle)

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        for name, key in zip(self._names, _NAME_TEXTS, strict=True):
            name.show(self._words.say(key))
        self._record.show(self._words.say("manager_paper_record"))

    def tell(self, state: ManagerState) -> None:
        """Propose the number that follows on; empty the fields once they are recorded."""
        recorded = state.done is Deed.LOADED and (self._told is None or self._told.done is not Deed.LOADED)
        if recorded or state.report is None:
            for field in self._fields:
                field.clear()
        self._told = state
        stock = state.report.stock if state.report else None
        follows = str(stock.next_number + stock.rest) if stock and stock.rest else ""
        if self.first.value in {"", self._proposed}:
            self.first.put(follows)
        self._proposed = follows
        self._typed("")

    def focus_first(self) -> None:
        """The first field that still wants something."""
        self._chain.enter(1 if self.first.value else 0)

    def press(self, key: Key) -> bool:
        """Enter leads through the fields."""
        return self._chain.press(key, self.focus_get())

    def _typed(self, _value: str) -> None:
        complete = all(field.value for field in self._fields)
        if complete and not self._manager.state.busy:
            self._record.enable()
        else:
            self._record.disable()

    def _go(self) -> None:
        first, count, top = (number_in(field) for field in self._fields)
        if first is not None and count is not None and top is not None:
            self._manager.receive_paper(first, count, top)
