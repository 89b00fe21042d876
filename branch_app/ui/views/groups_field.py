"""Fields for a code that is read out: a misheard group is red at once, a right one lets the cursor go on."""

import tkinter as tk
from collections.abc import Callable
from functools import partial

from branch_app.domain.values.digit_groups import GROUP_DIGITS
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.code_groups import CodeGroups, Heard
from branch_app.ui.theme import Role
from branch_app.ui.views.signed import signed
from branch_app.ui.widgets.entry import DigitEntry, Digits
from branch_app.ui.widgets.label import Paragraph
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording

_ACROSS = 4


class GroupsField(Area):
    """As many fields as ``groups``, four beside one another.

    Args:
        parent: where it stands.
        look: what it follows.
        groups: empty ones, as many as the code has.
        on_group: hears a place, from 0, and its digits.
        on_whole: the last group that was missing is right: where the cursor goes next.
    """

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        groups: CodeGroups,
        on_group: Callable[[int, str], None],
        on_whole: Callable[[], None],
    ) -> None:
        super().__init__(parent, look)
        self._words = Wording(look)
        self._groups = groups
        self._on_group = on_group
        self._on_whole = on_whole
        self.entries = [self._entry(place) for place in range(len(groups.groups))]
        self._note = Paragraph(self, look, "", Type.STRONG, Role.BAD_TEXT)
        self._note.grid(row=len(self.entries), column=0, columnspan=_ACROSS, sticky="ew")
        look.follow(self, self.restyle)

    @property
    def value(self) -> str:
        """The code once it is whole; "" before."""
        return self._groups.code

    def focus_set(self) -> None:
        """The first group that is not right yet."""
        self.entries[self._groups.wanted or 0].focus_set()

    def clear(self) -> None:
        """Nothing typed."""
        for entry in self.entries:
            entry.clear()

    def tell(self, groups: CodeGroups) -> None:
        """How the groups stand now."""
        if groups == self._groups:
            return
        self._groups = groups
        for entry, digits in zip(self.entries, groups.groups, strict=True):
            if entry.value != digits:
                entry.put(digits)
        self._judge()

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        self._judge()

    def _entry(self, place: int) -> DigitEntry:
        entry = DigitEntry(self, self.look, partial(self._typed, place), Digits.COUNT, GROUP_DIGITS, " ")
        self.columnconfigure(place % _ACROSS, weight=1, uniform="group")
        gap = self.look.gap(Space.XS)
        entry.grid(row=place // _ACROSS, column=place % _ACROSS, sticky="new", padx=gap, pady=(0, gap))
        return entry

    def _typed(self, place: int, digits: str) -> None:
        before = self._groups.heard(place)
        self._on_group(place, digits)
        if self._groups.heard(place) is Heard.RIGHT and before is not Heard.RIGHT:
            self._go_on(place)

    def _go_on(self, place: int) -> None:
        """To the next group that is not right yet, round again if need be."""
        count = len(self.entries)
        order = [(place + step) % count for step in range(1, count)]
        wanted = next((at for at in order if self._groups.heard(at) is not Heard.RIGHT), None)
        if wanted is None:
            self._on_whole()
        else:
            self.entries[wanted].focus_set()

    def _judge(self) -> None:
        for place, entry in enumerate(self.entries):
            wrong = self._groups.heard(place) is Heard.WRONG
            caption = self._words.say("signin_recovery_group", n=place + 1)
            entry.show(signed("⚠", caption) if wrong else caption)
            entry.mark(wrong=wrong)
        first = next(iter(self._groups.wrong), None)
        self._note.show(
            "" if first is None else signed("⚠", self._words.say("signin_recovery_group_wrong", n=first + 1))
        )
