"""A person's name: in the screen's font where that can draw it, else drawn as the certificate draws it."""

import tkinter as tk

from PIL import ImageTk

from branch_app.domain.errors import GlyphMissing
from branch_app.domain.values.text import code_points
from branch_app.ports import NameImages
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
        """Another name."""
        self._whose = text
        super().show(text, role)
        self._render()

    def _render(self) -> None:
        if not self._whose or not self._names.needs_image(self._whose):
            self._spell(self._whose)
            return
        height = self.look.px(self._style.value.height)
        try:
            raster = self._names.draw(self._whose, height, _BLACK, _WHITE)
        except GlyphMissing:
            self._spell(code_points(self._whose))
            return
        picture = inked(raster, round(_EM_OF_LINE * height), self.look.colour(self.role))
        self._photo = ImageTk.PhotoImage(picture, master=self)
        self.depict(str(self._photo))
        self.spell("")

    def _spell(self, text: str) -> None:
        self.depict("")
        self._photo = None
        self.spell(text)
