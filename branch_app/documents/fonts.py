"""The fonts of papers and screen: found, checked against their digests, parsed and registered once a process."""

from enum import Enum
from functools import cache
from pathlib import Path

from branch_app.documents.font import IdentityFont
from branch_app.documents.resource import mapped, table
from branch_app.documents.typeface import Typeface
from branch_app.domain.errors import ResourceDamaged


class Font(Enum):
    """Sections of ``fonts/fonts.toml``."""

    MINCHO = "mincho"
    """IPAmj Mincho: certificates, and names with variants on the screen."""
    GOTHIC = "gothic"
    """BIZ UDGothic: receipts, and money on the screen."""
    SCREEN = "screen"
    """BIZ UDPGothic: everything else on the screen."""


@cache
def font(resources: Path, which: Font) -> IdentityFont:
    """A font as ``fonts/fonts.toml`` describes it; beside that table first, then where the system keeps it.

    Raises:
        ResourceDamaged: the table or the font is missing or altered.
    """
    entry = _entry(resources, which)
    made = IdentityFont(Typeface(entry["name"], mapped(font_file(resources, which), entry["sha256"])))
    made.register()
    return made


def mincho(resources: Path) -> IdentityFont:
    """See ``font``."""
    return font(resources, Font.MINCHO)


def font_file(resources: Path, which: Font) -> Path:
    """Where the font lies; whether it is unaltered is ``font``'s to say."""
    entry = _entry(resources, which)
    own = resources / "fonts" / entry["file"]
    return own if own.exists() else Path(entry["system"])


def mincho_file(resources: Path) -> Path:
    """See ``font_file``."""
    return font_file(resources, Font.MINCHO)


def _entry(resources: Path, which: Font) -> dict[str, str]:
    try:
        entry = table(resources / "fonts" / "fonts.toml")[which.value]
        return {key: str(entry[key]) for key in ("name", "file", "system", "sha256")}
    except KeyError as error:
        raise ResourceDamaged(resource="fonts.toml") from error
