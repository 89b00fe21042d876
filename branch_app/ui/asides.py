"""What anybody may open over the window, at the door too: keys, display, and a check-up without a person."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.presenters.doctor import DoctorPresenter
from branch_app.ui.views.doctor import DoctorView
from branch_app.ui.views.help import HelpDialog, HelpEntry
from branch_app.ui.views.settings import SettingsDialog
from branch_app.ui.widgets.dialog import Dialog
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.work import Work
from branch_app.usecases.doctor import Report


@dataclass(frozen=True, slots=True)
class AsideGround:
    """Where they lie: dialogs over ``window``, the check-up over ``stack``; ``work`` may take its time."""

    window: tk.Misc
    stack: Area
    look: Look
    router: KeyRouter
    work: Work


class Asides:
    """One for a window; nothing is built before it is asked for.

    Args:
        ground: where they lie.
        examine: looks at the device as far as it opens without a person.
        listed: whether some certificates stand in a list; not while nobody came in.
        admit: the newcomer's dialog, for whoever is at work.
        back: the check-up was left; the door has the keys again.
    """

    def __init__(
        self,
        ground: AsideGround,
        examine: Callable[[], Report],
        listed: Callable[[], bool],
        admit: Callable[[], None],
        back: Callable[[], None],
    ) -> None:
        self._ground = ground
        self.doctor = DoctorPresenter(examine, ground.work)
        self._listed = listed
        self._admit = admit
        self._back = back
        self._dialogs: list[Dialog] = []
        self._check_up: DoctorView | None = None
        self.examining = False

    def settings(self) -> None:
        """Text size, colours, language."""
        ground = self._ground
        self._open(SettingsDialog(ground.window, ground.look, ground.router))

    def help_at_work(self) -> None:
        """All keys, and the ways to the display and to a newcomer's first password."""
        self._help(HelpEntry(Key.F3, "help_admit", self._admit))

    def help_at_door(self) -> None:
        """All keys, and the ways to the display and to the check-up."""
        self._help(HelpEntry(Key.F4, "help_doctor", self.check_up))

    def check_up(self) -> None:
        """The doctor without anybody's key; not over a dialog, whose keys it would take."""
        if self.examining or self._ground.window.tk.call("grab", "current", str(self._ground.window)):
            return
        self.examining = True
        view = self._check_up = self._check_up or self._built()
        view.place(relwidth=1, relheight=1)
        view.lift()
        view.enter()

    def leave(self) -> None:
        """Nothing that was opened for one person lies before the next."""
        for dialog in self._dialogs:
            if dialog.winfo_exists():
                dialog.close()
        self._dialogs.clear()
        self._put_away()

    def _help(self, further: HelpEntry) -> None:
        ground, entries = self._ground, (HelpEntry(Key.F2, "help_settings", self.settings), further)
        self._open(HelpDialog(ground.window, ground.look, ground.router, entries, listed=self._listed()))

    def _open(self, dialog: SettingsDialog | HelpDialog) -> None:
        self._dialogs = [*(each for each in self._dialogs if each.winfo_exists()), dialog]
        dialog.start()

    def _built(self) -> DoctorView:
        ground = self._ground
        return DoctorView(ground.stack, ground.look, self.doctor, ground.router, self._leave_check_up)

    def _leave_check_up(self) -> None:
        if self._put_away():
            self._back()

    def _put_away(self) -> bool:
        was, self.examining = self.examining, False
        if was and self._check_up is not None:
            self._check_up.leave()
            self._check_up.place_forget()
        return was
