"""The top of the window: where we are, whose form it is, who works here, what time it is."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass

from branch_app.ports import Clock
from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording


@dataclass(frozen=True, slots=True)
class TopActs:
    """What its buttons do; ``help`` and ``doctor`` stand there at the door, ``lock`` at work."""

    settings: Callable[[], None]
    lock: Callable[[], None]
    help: Callable[[], None]
    doctor: Callable[[], None]


class TopBar(Area):
    """Blue; the clock is the one that papers are dated by."""

    def __init__(self, parent: tk.Misc, look: Look, clock: Clock, acts: TopActs) -> None:
        super().__init__(parent, look, Role.HEADER)
        self._words = Wording(look)
        self._clock = clock
        self._office = ""
        self._operator = ""
        self._promised = False
        gap = look.gap(Space.M)
        self._title = Label(self, look, "", Type.TITLE, Role.ON_HEADER)
        self._place = Label(self, look, "", Type.BODY, Role.ON_HEADER)
        self._time = Label(self, look, "", Type.FIGURE, Role.ON_HEADER)
        self._who = Label(self, look, "", Type.BODY, Role.ON_HEADER)
        self._settings = ActionButton(self, look, "A+", acts.settings)
        self._lock = ActionButton(self, look, " ", acts.lock, Key.LOCK)
        self._help = ActionButton(self, look, " ", acts.help, Key.HELP)
        self._doctor = ActionButton(self, look, " ", acts.doctor, Key.DOCTOR)
        self._title.pack(side="left", padx=gap)
        self._place.pack(side="left")
        self._time.pack(side="right", padx=gap)
        self._who.pack(side="right")
        self._arrange()
        look.follow(self, self.restyle)

    def tell(self, office: str, operator: str) -> None:
        """Where, and who."""
        self._office, self._operator = office, operator
        self._arrange()
        self.restyle()

    def promise(self, *, lock: bool) -> None:
        """The wish to lock is heard, and waits for what is under way."""
        self._promised = lock
        self._show_lock()

    def _show_lock(self) -> None:
        self._lock.show(self._words.say("lock_promised" if self._promised else "help_lock"))

    def _arrange(self) -> None:
        """At the door: how to find out what is wrong; at work: how to leave."""
        at_door, at_work = (self._help, self._doctor), (self._lock,)
        for button in at_work if not self._operator else at_door:
            button.pack_forget()
        gap = {"padx": (self.look.gap(Space.M), 0), "pady": self.look.gap(Space.XS)}
        for button in (*(at_work if self._operator else at_door), self._settings):
            button.pack(side="right", before=self._who, **gap)

    def tick(self) -> None:
        """Once a second."""
        now = self._clock.now()
        self._time.show(f"{self._words.moment(now)}")

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        self._title.show(self._words.say("counter_title"))
        self._place.show(self._office)
        self._who.show(self._words.say("status_operator", name=self._operator) if self._operator else "")
        self._show_lock()
        self._help.show(self._words.say("help_help"))
        self._doctor.show(self._words.say("help_doctor"))
        self.tick()
