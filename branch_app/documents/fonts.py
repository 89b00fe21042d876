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
    folder = resources / "fonts"
    try:
        entry = table(folder / "fonts.toml")["mincho"]
        own, system = folder / entry["file"], Path(entry["system"])
        name, sha256 = str(entry["name"]), str(entry["sha256"])
    except KeyError as error:
        raise ResourceDamaged(resource="fonts.toml") from error
    font = IdentityFont(Typeface(name, mapped(own if own.exists() else system, sha256)))
    font.register()
    return font
