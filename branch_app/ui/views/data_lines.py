"""How old the data behind the door are, whether new ones are coming, and until when the old ones serve."""

import tkinter as tk
from datetime import datetime
from typing import Any

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.sign_in import SignIn, SignInPresenter
from branch_app.ui.theme import Role
from branch_app.ui.views.signed import signed
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.widgets.label import Paragraph
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.wording import Wording
from branch_app.usecases.level import Level

_SIGNS = {
    Level.GOOD: ("✓", Role.GOOD_TEXT),
    Level.UNKNOWN: ("…", Role.MUTED),
    Level.NOTICE: ("▲", Role.NOTICE_TEXT),
    Level.BAD: ("✕", Role.BAD_TEXT),
}


class DataLines(Panel):
    """A card with a few lines, and F5 to ask head office once more."""

    def __init__(self, parent: tk.Misc, look: Look, presenter: SignInPresenter[Any]) -> None:
        super().__init__(parent, look, " ")
        self._presenter = presenter
        self._words = Wording(look)
        self._restrictions = Paragraph(self.body, look, "", Type.BODY)
        self._roster = Paragraph(self.body, look, "", Type.BODY, Role.MUTED)
        self._line = Paragraph(self.body, look, "", Type.BODY)
        self._again = ActionButton(self.body, look, " ", presenter.renew, Key.F5)
        for lines in (self._restrictions, self._roster, self._line):
            lines.pack(fill="x")
        self._again.pack(anchor="w", pady=(look.gap(Space.S), 0))
        look.follow(self.body, self._restyle_body)
        presenter.listen(self._show)

    def _restyle_body(self) -> None:
        self.body.paint_ground()
        self.show(self._words.say("signin_data"))
        self._again.show(self._words.say("general_retry"))
        self._show(self._presenter.state)

    def _show(self, state: SignIn) -> None:
        sign, role = _SIGNS[Level.UNKNOWN if state.freshening and state.data is Level.BAD else state.data]
        self._restrictions.show(signed(sign, self._age("restrictions", state.ages.restrictions)), role)
        self._roster.show(self._age("roster", state.ages.roster))
        line, line_role = self._line_of(state)
        self._line.show(line, line_role)
        if state.freshening or state.closed:
            self._again.disable()
        else:
            self._again.enable()

    def _age(self, register: str, at: datetime | None) -> str:
        words = self._words
        name = words.word(register)
        if at is None:
            return words.say("signin_data_never", register=name)
        return words.say("signin_renewed", register=name, at=self._moment(at))

    def _line_of(self, state: SignIn) -> tuple[str, Role]:
        words = self._words
        if state.freshening:
            both = "・".join(words.word(name) for name in ("restrictions", "roster"))
            return signed("…", words.say("signin_renewing", what=both)), Role.MUTED
        if state.line_fault is None:
            return "\n", Role.MUTED  # as high as while head office is asked, so that nothing jumps
        happened = words.message(state.line_fault).happened
        until = state.ages.usable_until
        if state.data is Level.BAD or until is None:
            return signed("✕", f"{happened} {words.say('signin_offline_stale')}"), Role.BAD_TEXT
        usable = words.say("signin_offline_fresh", until=self._moment(until))
        return signed("▲", f"{happened} {usable}"), Role.NOTICE_TEXT

    def _moment(self, at: datetime) -> str:
        """On the clock on the wall, in one piece."""
        here = self._words.moment(at.astimezone(self._presenter.now().tzinfo))
        return here.replace(" ", "\N{NO-BREAK SPACE}")
