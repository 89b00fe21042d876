"""Names that the screen's font cannot draw, as pictures for tables."""

from branch_app.domain.errors import GlyphMissing
from branch_app.ports import NameImages, Raster

_EM = 16
_KEPT = 500


class NamePictures:
    """Pictures of names for tables, black on white, made once."""

    def __init__(self, names: NameImages, em: int = _EM) -> None:
        self._names = names
        self._em = em
        self._made: dict[str, Raster | None] = {}

    def of(self, name: str) -> Raster | None:
        """None where the screen's font does it, and where no font can."""
        if not self._names.needs_image(name):
            return None
        if len(self._made) > _KEPT:
            self._made.clear()
        if name not in self._made:
            self._made[name] = self._draw(name)
        return self._made[name]

    def _draw(self, name: str) -> Raster | None:
        try:
            return self._names.draw(name, 2 * self._em, (0, 0, 0), (255, 255, 255))
        except GlyphMissing:
            return None
