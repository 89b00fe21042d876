"""A person's name: in the screen's font where that can draw it, else drawn as the certificate draws it."""

import tkinter as tk

from PIL import ImageTk

from branch_app.domain.errors import GlyphMissing
from branch_app.domain.values.text import code_points
from branch_app.ports import NameImages, Raster
from branch_app.ui.look import Look
from branch_app.ui.measures import Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.picture import inked

_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_EM_OF_LINE = 1.2


class NameLabel(Label):
    """Shows one name in one style; what no font here can draw is named by its code points."""

    def __init__(
        self, parent: tk.Misc, look: Look, names: NameImages, style: Type = Type.HEADING, role: Role = Role.TEXT
    ) -> None:
        self._names = names
        self._style = style
        self._whose = ""
        self._photo: ImageTk.PhotoImage | None = None
        self._drawn: tuple[str, int, Raster] | None = None
        super().__init__(parent, look, "", style, role)

    @property
    def name(self) -> str:
        """Whose it is; "" for nobody's."""
        return self._whose

    def restyle(self) -> None:
        """Follow the look, the picture's ink too."""
        super().restyle()
        self._render()

    def show(self, text: str, role: Role | None = None) -> None:
        """Another name; the same one again costs nothing."""
        if text != self._whose or role not in {None, self.role}:
            self._whose = text
            self.role = role or self.role
            self.restyle()

    def _render(self) -> None:
        if not self._whose or not self._names.needs_image(self._whose):
            self._spell(self._whose)
            return
        height = self.look.px(self._style.value.height)
        try:
            raster = self._raster(height)
        except GlyphMissing:
            self._spell(code_points(self._whose))
            return
        ink, ground = self.look.colour(self.role), self.look.colour(self.ground)
        picture = inked(raster, round(_EM_OF_LINE * height), ink, ground)
        self._photo = ImageTk.PhotoImage(picture, master=self)
        self.depict(str(self._photo))
        self.spell("")

    def _raster(self, height: int) -> Raster:
        """Drawn once, whatever ink it gets."""
        if self._drawn is None or self._drawn[:2] != (self._whose, height):
            self._drawn = (self._whose, height, self._names.draw(self._whose, height, _BLACK, _WHITE))
        return self._drawn[2]

    def _spell(self, text: str) -> None:
        self.depict("")
        self._photo = self._drawn = None
        self.spell(text)
