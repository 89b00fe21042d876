"""customtkinter's window and controls, fit for a counter; what it keeps to itself is touched in this module only.

Kept: its classes, their options, states, commands, values and fields. Changed, because it was measured or seen:

- What a control shows is drawn on its one canvas by us (``draw``, ``arrange``), not by its engine: there a round
  frame is 20 letters of a font and takes six times as long.
- A control has the focus itself; customtkinter gives it to a label inside, or to none. A click moves no focus.
- Fonts are Tk's named fonts; a new size reaches every text without a call to its control.
- The timers that look for another appearance and another display every 30 and 100 ms never start.
- Icon, title bar and state of the window are not touched behind our back (Windows).
- On Linux it copies three fonts into the home of whoever starts it; here they go to a place that is gone at once,
  for none of them is used.
"""

import os
import tkinter as tk
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from tkinter.font import Font
from typing import ClassVar, Literal


@contextmanager
def _home_elsewhere() -> Iterator[None]:
    kept = {name: os.environ[name] for name in ("HOME",) if name in os.environ}
    with TemporaryDirectory() as elsewhere:
        os.environ["HOME"] = elsewhere
        try:
            yield
        finally:
            del os.environ["HOME"]
            os.environ.update(kept)


with _home_elsewhere():
    import customtkinter as ctk


class LiveFont(ctk.CTkFont):
    """A named font of Tk that customtkinter's controls take; its size changes everywhere by itself."""

    def __init__(self, root: tk.Misc, family: str, size: int, weight: Literal["normal", "bold"]) -> None:
        Font.__init__(self, root=root, family=family, size=size, weight=weight)

    def create_scaled_tuple(self, _scaling: float) -> str:
        """Its name, where customtkinter expects a font that it has scaled itself."""
        return self.name

    def add_size_configure_callback(self, callback: Callable[[], None]) -> None:
        """Nobody need be told."""

    def remove_size_configure_callback(self, callback: Callable[[], None]) -> None:
        """Nobody was told."""

    configure = Font.configure
    cget = Font.cget


class Root(ctk.CTk):
    """The window, hidden; scales nothing by itself."""

    _deactivate_windows_window_header_manipulation = True

    def __init__(self, name: str, ground: str) -> None:
        ctk.deactivate_automatic_dpi_awareness()
        ctk.set_appearance_mode("light")
        ctk.AppearanceModeTracker.update_loop_running = True
        ctk.ScalingTracker.update_loop_running = True
        super().__init__(fg_color=ground, className=name)
        self.withdraw()
        self.unbind_all("<Button-1>")  # would give the focus to whatever is clicked
        self.unbind("<Configure>")  # two more calls for every child that moves
        self.unbind("<FocusIn>")

    def _windows_set_titlebar_icon(self) -> None:
        """Not customtkinter's, 200 ms late."""


class _Brisk(tk.Frame):
    """customtkinter hands on what is left of each ``configure``, often nothing; Tk would list all options then."""

    def _getconfigure(self, *_call: str) -> dict[str, tuple[str, ...]]:
        return {}


class Ground(_Brisk, ctk.CTkFrame):
    """A frame of one colour: Tk paints it, its canvas is never mapped."""

    _valid_tk_frame_attributes: ClassVar[set[str]] = {"cursor", "background"}

    def __init__(self, parent: tk.Misc, colour: str) -> None:
        super().__init__(
            parent, width=0, height=0, corner_radius=0, border_width=0, bg_color=colour, fg_color=colour
        )
        self._canvas.place_forget()
        tk.Misc.unbind(self, "<Configure>")

    def fill_with(self, colour: str) -> None:
        """Another colour; children follow the look themselves."""
        self._fg_color = self._bg_color = colour
        tk.Frame.configure(self, background=colour)

    def edge_with(self, colour: str, width: int) -> None:
        """A line around it."""
        tk.Frame.configure(self, highlightthickness=width, highlightbackground=colour, highlightcolor=colour)

    bind = tk.Frame.bind
    """On the frame itself, as Tk does it."""

    def _draw(self, *, no_color_updates: bool = False) -> None:
        """Nothing is drawn."""


class Words(_Brisk, ctk.CTkLabel):
    """A text on the colour that lies around; Tk paints it, its canvas is never mapped."""

    def __init__(
        self, parent: tk.Misc, text: str, font: LiveFont, anchor: str, justify: Literal["left", "center", "right"]
    ) -> None:
        super().__init__(
            parent, height=0, corner_radius=0, border_width=0, text=text, font=font, anchor=anchor, justify=justify
        )
        self._canvas.grid_remove()
        tk.Misc.unbind(self, "<Configure>")

    def ink_with(self, ink: str, ground: str) -> None:
        """Other colours."""
        self._text_color, self._bg_color = ink, ground
        self._label.configure(foreground=ink, background=ground)
        tk.Frame.configure(self, background=ground)

    def spell(self, text: str) -> None:
        """Another text; ``configure`` would pass by all other options, and the same text is laid out anew by Tk."""
        if text != self._text:
            self._text = text
            self._label.configure(text=self.folded(text))

    def fold_at(self, width: int) -> None:
        """Break lines there, in px."""
        self._wraplength = width
        self._label.configure(wraplength=width, text=self.folded(self._text))

    def folded(self, text: str) -> str:
        """``text`` with the line breaks that Tk must not choose itself."""
        return text

    def narrow(self) -> None:
        """Ask for next to no width, so that whoever holds it decides."""
        self._label.configure(width=1)

    def depict(self, image: str) -> None:
        """Show Tk's picture of that name; "" for none."""
        self._label.configure(image=image)

    def cget(self, attribute_name: str) -> object:
        """Options of customtkinter's label, and of Tk's inside it."""
        if attribute_name in {"foreground", "background", "image"}:
            return self._label.cget(attribute_name)
        return super().cget(attribute_name)

    def winfo_reqwidth(self) -> int:
        """At once, not when Tk is idle."""
        return self._label.winfo_reqwidth()

    def winfo_reqheight(self) -> int:
        """At once, not when Tk is idle."""
        return self._label.winfo_reqheight()

    bind = tk.Frame.bind
    """On the frame itself, as Tk does it."""

    def _create_grid(self) -> None:
        self._label.grid(row=0, column=0, sticky="nsew")

    def _draw(self, *, no_color_updates: bool = False) -> None:
        """Nothing is drawn."""


class Drawn(_Brisk, ctk.CTkBaseClass):
    """Half of a control: what is on its canvas is drawn by ``draw`` and ``arrange`` of whoever inherits."""

    _valid_tk_frame_attributes: ClassVar[set[str]] = {"cursor", "takefocus"}
    _ready = False
    _extent = (0, 0)

    @property
    def sheet(self) -> tk.Canvas:
        """The canvas that fills it."""
        raise NotImplementedError

    def draw(self) -> None:
        """Colours, and where things are."""

    def arrange(self) -> None:
        """Where things are."""

    def extent(self) -> tuple[int, int]:
        """Width and height in px as laid out; (0, 0) before."""
        return self._extent

    def ask_for(self, width: int, height: int) -> None:
        """Room that it needs, in px."""
        tk.Frame.configure(self, width=width, height=height)

    bind = tk.Frame.bind
    """On the frame itself, which has the focus."""

    focus_set = focus = tk.Misc.focus_set
    focus_force = tk.Misc.focus_force

    def begin(self) -> None:
        """Draw from now on; before, there is nothing yet to draw with."""
        self._ready = True

    @contextmanager
    def drawn_once(self) -> Iterator[None]:
        """Several options are changed inside, each of which would draw everything."""
        ready, self._ready = self._ready, False
        yield
        self._ready = ready
        self._draw()

    def _spread(self) -> None:
        """Size is what ``ask_for`` says, at once; a grid would find out when Tk is idle."""
        self.grid_propagate(flag=False)
        self.sheet.grid_forget()
        self.sheet.place(relwidth=1, relheight=1)

    def _draw(self, *, no_color_updates: bool = False) -> None:
        """Whenever an option of customtkinter's changed, or the size."""
        if self._ready:
            (self.arrange if no_color_updates else self.draw)()

    def _update_dimensions_event(self, event: "tk.Event[tk.Misc]") -> None:
        if self._extent != (event.width, event.height):
            self._extent = (event.width, event.height)
            self._draw(no_color_updates=True)

    def _create_bindings(self, sequence: str | None = None) -> None:
        """None of customtkinter's: they press on a release outside, and colour what the mouse passes over."""


class Plate(Drawn, ctk.CTkFrame):
    """A frame with a canvas behind what lies in it."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, width=1, height=1)
        self._spread()

    @property
    def sheet(self) -> tk.Canvas:
        """Behind everything."""
        return self._canvas


class Press(Drawn, ctk.CTkButton):
    """A button: ``command`` and ``state`` are customtkinter's, what it looks like is not."""

    def __init__(self, parent: tk.Misc, text: str, font: LiveFont, command: Callable[[], None]) -> None:
        super().__init__(parent, width=1, height=1, text=text, font=font, hover=False, command=command)
        self._spread()

    @property
    def sheet(self) -> tk.Canvas:
        """Its text stands here, not in a label."""
        return self._canvas

    def dress(self, around: str, fill: str, edge: str, ink: str) -> None:
        """Other colours; ``configure`` would pass by all other options, and draw twice."""
        self._bg_color, self._fg_color, self._border_color, self._text_color = around, fill, edge, ink
        self._draw()

    def spell(self, text: str) -> None:
        """Another text, as ``dress``."""
        self._text = text
        self._draw()


class Tick(Drawn, ctk.CTkCheckBox):
    """An option: its state and its box are customtkinter's."""

    def __init__(self, parent: tk.Misc, text: str, font: LiveFont, command: Callable[[], None]) -> None:
        super().__init__(parent, width=1, height=1, text=text, font=font, hover=False, command=command)
        self._spread()

    @property
    def sheet(self) -> tk.Canvas:
        """Behind box and text."""
        return self._bg_canvas

    @property
    def box(self) -> tk.Canvas:
        """What is ticked."""
        return self._canvas

    @property
    def words(self) -> tk.Label:
        """What it means."""
        return self._text_label

    def lay_out(self, side: int, box: int, between: int) -> None:
        """Distance from the edges, side of the box, and from box to words, in px."""
        self._canvas.configure(width=box, height=box)
        self.columnconfigure(1, minsize=between)
        self._canvas.grid_configure(padx=(side, 0))
        self._text_label.grid_configure(padx=(0, side))


class Field(Drawn, ctk.CTkEntry):
    """A field to type in, ``side`` and ``edge`` px inside its frame."""

    def __init__(self, parent: tk.Misc, variable: tk.StringVar, font: LiveFont, side: int, edge: int) -> None:
        super().__init__(parent, width=1, height=1, textvariable=variable, font=font, insertwidth=2)
        self._spread()
        self._entry.place(x=side, y=edge, relwidth=1, width=-2 * side, relheight=1, height=-2 * edge)

    @property
    def sheet(self) -> tk.Canvas:
        """Around the field."""
        return self._canvas

    @property
    def entry(self) -> tk.Entry:
        """Tk's own field; it has the focus."""
        return self._entry

    def _create_grid(self) -> None:
        """It is placed instead: a grid would ask for less than the height of a target."""


class Bar(Drawn, ctk.CTkProgressBar):
    """How far something is."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, width=1, height=1)
        self._spread()
        self.set(0)

    @property
    def sheet(self) -> tk.Canvas:
        """All of it."""
        return self._canvas
