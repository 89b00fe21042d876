"""Pictures: pages of papers, and names that a screen font cannot draw."""

import tkinter as tk
from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageOps, ImageTk

from branch_app.ports import Raster
from branch_app.ui.look import Look
from branch_app.ui.theme import Role
from branch_app.ui.widgets.surface import Area


def image_of(raster: Raster) -> Image.Image:
    """The raster for Pillow."""
    return Image.frombytes("RGB", (raster.width, raster.height), raster.rgb)


def inked(raster: Raster, height: int, ink: str, ground: str) -> Image.Image:
    """A black-on-white raster at this height in another ink on another ground (``#rrggbb``).

    Nothing shines through: where something does, Tk asks the screen for what lies below, each time it draws.
    """
    width = max(1, round(raster.width * height / raster.height))
    grey = image_of(raster).convert("L").resize((width, height), Image.Resampling.LANCZOS)
    grey.putpalette(_ramp(ink, ground))
    return grey.convert("RGB")


@lru_cache(maxsize=64)
def _ramp(ink: str, ground: str) -> bytes:
    """The palette of 256 colours from one to the other: made once, not with each name (0.8 ms)."""
    greys = Image.frombytes("L", (256, 1), bytes(range(256)))
    return ImageOps.colorize(greys, ink, ground).tobytes()


class Picture(Area):
    """One page, as large as its room allows; asks for a page of the right width when its room changes.

    Args:
        parent: where it stands.
        look: what it follows.
        on_width: hears the width in px that a page should have, so that it can be drawn sharp.
    """

    def __init__(self, parent: tk.Misc, look: Look, on_width: Callable[[int], None] = lambda _: None) -> None:
        super().__init__(parent, look)
        self._on_width = on_width
        self._raster: Raster | None = None
        self._room = (0, 0)
        self._photo: ImageTk.PhotoImage | None = None
        self._place = tk.Label(self, borderwidth=0, highlightthickness=0)
        self._place.place(relx=0.5, rely=0.0, anchor="n")
        self.bind("<Configure>", lambda event: self._resized(event.width, event.height), add="+")
        look.follow(self, self.restyle)

    def show(self, raster: Raster | None) -> None:
        """Another page; None for an empty place."""
        self._raster = raster
        self._render()

    def restyle(self) -> None:
        """Follow the look; paper stays white."""
        self.paint_ground()
        self._place.configure(background=self.look.colour(self.ground))

    @property
    def shown(self) -> tuple[int, int]:
        """Of the page as shown, in px; (0, 0) for none."""
        return (self._photo.width(), self._photo.height()) if self._photo else (0, 0)

    def _resized(self, width: int, height: int) -> None:
        if (width, height) != self._room:
            self._room = (width, height)
            self._on_width(width)
            self._render()

    def _render(self) -> None:
        if self._raster is None or min(self._room) <= 1:
            self._photo = None
            self._place.configure(image="")
            return
        page = ImageOps.expand(image_of(self._raster), 1, self.look.colour(Role.BORDER))
        self._photo = ImageTk.PhotoImage(_fitted(page, self._room), master=self)
        self._place.configure(image=str(self._photo))


def _fitted(page: Image.Image, room: tuple[int, int]) -> Image.Image:
    factor = min(room[0] / page.width, room[1] / page.height)
    size = (max(1, round(page.width * factor)), max(1, round(page.height * factor)))
    return page if size == page.size else page.resize(size, Image.Resampling.LANCZOS)
