"""How the window looks now: palette, text size, language; whatever is on the screen follows a change, live.

::

    look = Look(root, display=1.25)
    look.follow(widget, widget.restyle)          every control of ``widgets`` does this itself
    look.change(size=look.size.larger())         nothing is built anew
"""

import tkinter as tk
from collections.abc import Callable
from functools import cached_property

from branch_app.strings import Language
from branch_app.ui.measures import Space, Target, TextSize, Type
from branch_app.ui.theme import LIGHT, Palette, Role
from branch_app.ui.widgets.corners import Corners
from branch_app.ui.widgets.ctk_parts import LiveFont


class Look:
    """One for a window.

    Texts in Tk use named fonts, so a change of size reaches every label and line of a canvas by itself; colours and
    measures reach controls through ``follow``. Views follow, too, and render their texts when the language changes.

    Args:
        root: the window.
        display: scale of the display, 1.0 at 96 dots an inch.
    """

    def __init__(
        self,
        root: tk.Misc,
        palette: Palette = LIGHT,
        size: TextSize = TextSize.STANDARD,
        language: Language = Language.JA,
        display: float = 1.0,
    ) -> None:
        self.palette = palette
        self.size = size
        self.language = language
        self.display = display
        self._root = root
        self._followers: dict[str, Callable[[], None]] = {}
        root.bind("<Destroy>", self._forget, add="+")  # hears of every widget in the window

    @cached_property
    def corners(self) -> Corners:
        """Pictures of round corners, shared by all controls."""
        return Corners(self._root)

    @cached_property
    def _fonts(self) -> dict[Type, LiveFont]:
        return {
            style: LiveFont(
                self._root, style.value.face.value, -self.px(style.value.height), style.value.weight.value
            )
            for style in Type
        }

    def change(
        self,
        palette: Palette | None = None,
        size: TextSize | None = None,
        language: Language | None = None,
    ) -> None:
        """Another palette, text size or language; what is left out stays."""
        self.palette = palette or self.palette
        self.language = language or self.language
        if size is not None and size is not self.size:
            self.size = size
            for style, font in self._fonts.items():
                font.configure(size=-self.px(style.value.height))
        for restyle in tuple(self._followers.values()):
            restyle()

    def follow(self, widget: tk.Misc, restyle: Callable[[], None]) -> None:
        """Call ``restyle`` now and after every change, until the widget is destroyed; a second call replaces it."""
        self._followers[str(widget)] = restyle
        restyle()

    def _forget(self, event: "tk.Event[tk.Misc]") -> None:
        self._followers.pop(str(event.widget), None)

    def colour(self, role: Role) -> str:
        """``#rrggbb`` of a role."""
        return self.palette[role]

    def font(self, style: Type) -> LiveFont:
        """The named font of a style, the same object for ever."""
        return self._fonts[style]

    def px(self, pixels: float) -> int:
        """A measure that grows with display and text size: targets, columns."""
        return round(pixels * self.display * self.size.factor)

    def target(self, target: Target) -> int:
        """Height of something to hit."""
        return self.px(target)

    def gap(self, space: Space) -> int:
        """A distance: grows with the display only."""
        return round(space * self.display)

    def line(self, pixels: float) -> int:
        """Thickness of an edge, one pixel at least."""
        return max(1, round(pixels * self.display))
