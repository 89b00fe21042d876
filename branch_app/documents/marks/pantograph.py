"""The ground of 牽制文字 for one printer."""

from functools import lru_cache
from pathlib import Path

from branch_app.documents.bitmap import Bitmap, parse_pbm
from branch_app.documents.box import A4_HEIGHT, A4_WIDTH, Box
from branch_app.documents.ground import Cuts, Tiles
from branch_app.documents.marks.dots import DOTS_PER_INCH, Dots, Screens
from branch_app.documents.marks.tile import Shapes, draw_tiles
from branch_app.documents.resource import checked, table
from branch_app.domain.errors import ResourceDamaged

AREA = Box(0, 0, A4_WIDTH, A4_HEIGHT).inset(8, 8)
"""Where the ground lies on every page: what no printer can reach stays white."""

_DOT = 25.4 / DOTS_PER_INCH


def pantograph(resources: Path, screens: Screens) -> Tiles:
    """The tiles, drawn once a process and kept.

    Raises:
        ResourceDamaged: a shape is missing or altered.
    """
    return _drawn(Shapes(shape(resources, "copied"), shape(resources, "waves")), screens)


def shape(resources: Path, name: str) -> Bitmap:
    """One picture that ``marks/marks.toml`` vouches for: copied, waves or certified.

    Raises:
        ResourceDamaged: missing or altered.
    """
    folder = resources / "marks"
    try:
        entry = table(folder / "marks.toml")[name]
        return parse_pbm(checked(folder / entry["file"], str(entry["sha256"])), DOTS_PER_INCH)
    except (KeyError, ValueError) as error:
        raise ResourceDamaged(resource="marks.toml") from error


@lru_cache(maxsize=4)
def _drawn(shapes: Shapes, screens: Screens) -> Tiles:
    loud, calm = draw_tiles(shapes, screens)
    return Tiles(
        loud=loud,
        calm=calm,
        across=_cuts(screens.word, screens.word.pitch // 2),
        down=_cuts(screens.word, screens.word.pitch),
    )


def _cuts(dots: Dots, step: int) -> Cuts:
    """In the middle between two squares; odd pitches may cut into one where half a pitch is no whole dot."""
    return Cuts((dots.size + step) / 2 * _DOT, step * _DOT)
