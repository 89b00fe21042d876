"""The fonts of the papers: found, checked against their digests, parsed and registered once a process."""

from functools import cache
from pathlib import Path

from branch_app.documents.font import IdentityFont
from branch_app.documents.resource import mapped, table
from branch_app.documents.typeface import Typeface
from branch_app.domain.errors import ResourceDamaged


@cache
def mincho(resources: Path) -> IdentityFont:
    """IPAmj Mincho as ``fonts/fonts.toml`` describes it; beside that table first, then where the system keeps it.

    Raises:
        ResourceDamaged: the table or the font is missing or altered.
    """
    entry = _entry(resources)
    font = IdentityFont(Typeface(entry["name"], mapped(mincho_file(resources), entry["sha256"])))
    font.register()
    return font


def mincho_file(resources: Path) -> Path:
    """Where the font lies; whether it is unaltered is ``mincho``'s to say."""
    entry = _entry(resources)
    own = resources / "fonts" / entry["file"]
    return own if own.exists() else Path(entry["system"])


def _entry(resources: Path) -> dict[str, str]:
    try:
        entry = table(resources / "fonts" / "fonts.toml")["mincho"]
        return {key: str(entry[key]) for key in ("name", "file", "system", "sha256")}
    except KeyError as error:
        raise ResourceDamaged(resource="fonts.toml") from error
