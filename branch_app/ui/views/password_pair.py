"""A new password and the same once more, with what is wrong with them under the field that it concerns."""

import tkinter as tk

from branch_app.domain.rules.passwords import SHORTEST_PASSWORD
from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.presenters.new_password import NewPassword, PasswordFault
from branch_app.ui.widgets.secret import SecretEntry
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording


class PasswordPair(Area):
    """Two fields side by side; ``first`` and ``again`` go into a form one by one."""

    def __init__(self, parent: tk.Misc, look: Look) -> None:
        super().__init__(parent, look)
        self._words = Wording(look)
        self._fault: PasswordFault | None = None
        self.columnconfigure((0, 1), weight=1, uniform="password")
        self.first = SecretEntry(self, look, lambda _: self.tell(None), " ")
        self.again = SecretEntry(self, look, lambda _: self.tell(None), " ")
        self.first.grid(row=0, column=0, sticky="new", padx=(0, look.gap(Space.S)))
        self.again.grid(row=0, column=1, sticky="new")
        look.follow(self, self.restyle)

    @property
    def typed(self) -> NewPassword:
        """Both times."""
        return NewPassword(self.first.value, self.again.value)

    def tell(self, fault: PasswordFault | None) -> None:
        """What is wrong, and type there again."""
        if fault is self._fault:
            return
        self._fault = fault
        self._complain()
        if fault is PasswordFault.SHORT:
            self.first.focus_set()
        elif fault is PasswordFault.DIFFERS:
            self.again.clear()
            self.again.focus_set()

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        say = self._words.say
        self.first.show(say("signin_change_new", n=SHORTEST_PASSWORD))
        self.again.show(say("signin_change_again"))
        self._complain()

    def _complain(self) -> None:
        say = self._words.say
        short, differs = self._fault is PasswordFault.SHORT, self._fault is PasswordFault.DIFFERS
        self.first.complain(say("signin_password_short", n=SHORTEST_PASSWORD) if short else "")
        self.again.complain(say("signin_change_differs") if differs else "")
