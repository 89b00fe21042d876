"""Fields to type in. What leaves a field is clean, whatever Tk holds."""

import tkinter as tk
import unicodedata
from collections.abc import Callable
from enum import Enum

from branch_app.domain.values.text import MOST_TYPED, clean_input
from branch_app.ui import editing
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Target, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.control import hot_keys_first
from branch_app.ui.widgets.ctk_parts import Field
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.plates import Plates, focused_layers, layers
from branch_app.ui.widgets.surface import Area, ground_of

_NARROWEST = 120
_DOT = "●"


class TextEntry(Area):
    """Caption, field, and a line for what is wrong.

    Args:
        parent: where it stands.
        look: what it follows.
        on_change: hears the clean text after every change by hand, not after ``put``.
        caption: what the field asks for; stands above it.
        placeholder: an example, shown while the field is empty.
        style: type of what is typed.
    """

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        on_change: Callable[[str], None],
        caption: str = "",
        placeholder: str = "",
        style: Type = Type.BODY,
    ) -> None:
        super().__init__(parent, look)
        self._on_change = on_change
        self.columnconfigure(0, weight=1)
        self._caption = Label(self, look, caption, Type.STRONG)
        self._text = tk.StringVar(self)
        self._known = ""
        self._box = _Box(self, look, self._text, style)
        self.field = self._box.entry
        self._placeholder = tk.Label(self.field, text=placeholder, font=look.font(style), anchor="w", borderwidth=0)
        self._trouble = Label(self, look, "", Type.HINT, Role.BAD_TEXT)
        self._caption.grid(row=0, column=0, sticky="w", pady=(0, look.gap(Space.XS)))
        self._box.grid(row=1, column=0, sticky="ew")
        if not caption:
            self._caption.grid_remove()
        self._listen()
        look.follow(self, self.restyle)
        self._show_placeholder()

    @property
    def value(self) -> str:
        """What was typed: no lone surrogates, no control characters."""
        return clean_input(self._text.get())

    def put(self, text: str) -> None:
        """Show this instead; nobody hears of it."""
        self._known = text
        if text != self._text.get():
            self._text.set(text)
            self.field.icursor("end")

    def clear(self) -> None:
        """Nothing typed."""
        self.put("")

    def show(self, caption: str, placeholder: str = "") -> None:
        """Other words around it."""
        self._caption.show(caption)
        self._placeholder.configure(text=placeholder)

    def complain(self, trouble: str) -> None:
        """Say under the field what is wrong; "" takes it back."""
        self._trouble.show(f"⚠ {trouble}" if trouble else "")
        if trouble:
            self._trouble.grid(row=2, column=0, sticky="w", pady=(self.look.gap(Space.XS), 0))
        else:
            self._trouble.grid_remove()
        self._box.mark(wrong=trouble != "")

    def mark(self, *, wrong: bool) -> None:
        """A red edge, where whoever calls says elsewhere what is wrong."""
        self._box.mark(wrong=wrong)

    def focus_set(self) -> None:
        """Type here."""
        self.field.focus_set()

    focus = focus_set

    def enable(self) -> None:
        """Take text again."""
        self.field.configure(state="normal")

    def disable(self) -> None:
        """Show, but take nothing."""
        self.field.configure(state="readonly")

    def admit(self, text: str) -> str:
        """What of a text may stand in the field; for narrower fields."""
        return text

    def room(self) -> int:
        """Width in px that it asks for; a layout may give more."""
        return self.look.px(_NARROWEST)

    def restyle(self) -> None:
        """Follow the look."""
        self.paint_ground()
        colour = self.look.colour
        self._placeholder.configure(background=colour(Role.FIELD), foreground=colour(Role.PLACEHOLDER))
        self._box.ask_for(self.room() + 2 * self.look.gap(Space.M), self.look.target(Target.CONTROL))

    def _listen(self) -> None:
        hot_keys_first(self.field)
        self._text.trace_add("write", lambda *_: self._changed())
        self._placeholder.bind("<Button-1>", lambda _: self.focus_set())
        self._box.sheet.bind("<Button-1>", lambda _: self.focus_set(), add="+")
        self.field.bind("<BackSpace>", lambda _: self._erase(editing.before))
        self.field.bind("<Delete>", lambda _: self._erase(editing.after))
        self.field.bind("<Left>", lambda _: self._step(editing.before))
        self.field.bind("<Right>", lambda _: self._step(editing.after))

    def _changed(self) -> None:
        self._show_placeholder()
        typed = self._text.get()
        admitted = self.admit(typed) if len(typed) <= MOST_TYPED else self._known
        if admitted != typed:
            self._text.set(admitted)
        value = self.value
        if value != self._known:
            self._known = value
            self._on_change(value)

    def _show_placeholder(self) -> None:
        if self._text.get():
            self._placeholder.place_forget()
        else:
            self._placeholder.place(x=2, rely=0.5, anchor="w")

    def _erase(self, towards: Callable[[str, int], int]) -> str:
        text, at = self._text.get(), self.field.index("insert")
        if self.field.selection_present():
            marked = self.field.index("sel.first"), self.field.index("sel.last")
        else:
            other = towards(text, at)
            marked = min(at, other), max(at, other)
        self.field.delete(*editing.widened(text, *marked))
        return "break"

    def _step(self, towards: Callable[[str, int], int]) -> str | None:
        at = self.field.index("insert")
        place = towards(self._text.get(), at)
        if abs(place - at) == 1:
            return None
        self.field.selection_clear()
        self.field.icursor(place)
        self.tk.call("tk::EntrySeeInsert", self.field)
        return "break"


class _Box(Field):
    """customtkinter's entry; its frame shows focus and fault."""

    def __init__(self, parent: tk.Misc, look: Look, text: tk.StringVar, style: Type) -> None:
        super().__init__(parent, text, look.font(style), look.gap(Space.M), look.gap(Space.S))
        self.look = look
        self._around = ground_of(parent)
        self._wrong = False
        self._plates = Plates(self.sheet, look)
        for sequence in ("<FocusIn>", "<FocusOut>"):
            self.entry.bind(sequence, lambda _: self.after_idle(self.draw), add="+")
        self.begin()
        look.follow(self, self.restyle)

    def mark(self, *, wrong: bool) -> None:
        self._wrong = wrong
        self.draw()

    def restyle(self) -> None:
        colour = self.look.colour
        self.configure(
            bg_color=colour(self._around),
            fg_color=colour(Role.FIELD),
            border_color=colour(Role.BORDER),
            text_color=colour(Role.TEXT),
        )
        self.entry.configure(
            background=colour(Role.FIELD),
            readonlybackground=colour(Role.FIELD),
            foreground=colour(Role.TEXT),
            insertbackground=colour(Role.TEXT),
            selectbackground=colour(Role.MARKED),
            selectforeground=colour(Role.ON_MARKED),
        )

    def draw(self) -> None:
        if self.focus_get() is self.entry:
            shown = focused_layers(self.look, Role.FIELD)
        else:
            shown = layers(self.look, Role.BAD_TEXT if self._wrong else Role.BORDER, Role.FIELD)
        self._plates.paint(shown, self._around)
        self.arrange()

    def arrange(self) -> None:
        self._plates.place(*self.extent())


class Digits(Enum):
    """What the digits are."""

    MONEY = "money"
    """Yen, right aligned."""
    COUNT = "count"
    PIN = "pin"
    """Shown as dots, and never copied out: Tk copies the dots."""


class DigitEntry(TextEntry):
    """Takes digits only, full-width ones too; at most ``most`` of them."""

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        on_change: Callable[[str], None],
        digits: Digits,
        most: int,
        caption: str = "",
    ) -> None:
        self._digits = digits
        self._most = most
        super().__init__(parent, look, on_change, caption, style=Type.FIGURE)
        if digits is Digits.PIN:
            self.field.configure(show=_DOT, justify="center")
        else:
            self.field.configure(justify="right")

    def admit(self, text: str) -> str:
        """Digits as ASCII, the first ``most`` of them."""
        folded = unicodedata.normalize("NFKC", clean_input(text))
        return "".join(character for character in folded if character in "0123456789")[: self._most]

    def room(self) -> int:
        """For all its digits and the cursor."""
        widest = _DOT if self._digits is Digits.PIN else "0"
        return self.look.font(Type.FIGURE).measure(widest * self._most) + self.look.gap(Space.S)
