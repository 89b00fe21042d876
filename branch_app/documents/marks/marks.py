"""All marks of a paper, as one printer draws them."""

from dataclasses import dataclass
from pathlib import Path

from branch_app.documents.bitmap import Bitmap
from branch_app.documents.box import Box
from branch_app.documents.ground import Tiles
from branch_app.documents.marks.blossom import SIDE, draw_blossom
from branch_app.documents.marks.dots import Screens, parse_screens
from branch_app.documents.marks.latent import draw_latent
from branch_app.documents.marks.pantograph import AREA, pantograph, shape
from branch_app.documents.page import LEFT, WIDTH
from branch_app.documents.resource import table
from branch_app.documents.sheet import Sheet
from branch_app.domain.errors import ResourceDamaged

_TOP = 13.0
BLOSSOM = Box(LEFT, _TOP, SIDE, SIDE)
"""Upper left corner of every front page."""
LATENT = Box(LEFT + WIDTH - 20.32, _TOP, 20.32, 20.32)
"""Upper right corner of every front page: 480 dots a side."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a printer with these screens draws."""

    tiles: Tiles
    latent: Bitmap
    blossom: str

    def lay_ground(self, sheet: Sheet) -> None:
        """牽制文字 below all that follows on this page, front or back; not on security paper, which has its own."""
        sheet.ground(self.tiles, AREA)

    def draw_pictures(self, sheet: Sheet) -> None:
        """Both detection images, on a front page."""
        sheet.artwork(self.blossom, BLOSSOM)
        sheet.bitmap(self.latent, LATENT.x, LATENT.y)


def marks(resources: Path, screens: Screens | None = None) -> Marks:
    """The marks of a printer; without ``screens`` those of ``tables/paper.toml``.

    Raises:
        ResourceDamaged: a shape or the table is missing or altered.
    """
    letter = shape(resources, "certified")
    tiles = pantograph(resources, screens or usual_screens(resources))
    return Marks(tiles, draw_latent(letter), draw_blossom(letter))


def usual_screens(resources: Path) -> Screens:
    """The dots of a printer that nobody has calibrated.

    Raises:
        ResourceDamaged.
    """
    try:
        return parse_screens(str(table(resources / "tables" / "paper.toml")["dots"]["usual"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ResourceDamaged(resource="paper.toml") from error
