"""The fonts of papers and screen: found, checked against their digests, parsed and registered once a process."""

from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from branch_app.documents.faces import Faces
from branch_app.documents.font import IdentityFont
from branch_app.documents.resource import mapped, table
from branch_app.documents.typeface import Typeface
from branch_app.domain.errors import ResourceDamaged


class Font(Enum):
    """Sections of ``fonts/fonts.toml``."""

    MINCHO = "mincho"
    """IPAmj Mincho, then the two of Hanazono Mincho: certificates, and names with variants on the screen."""
    GOTHIC = "gothic"
    """BIZ UDGothic: receipts, and money on the screen."""
    SCREEN = "screen"
    """BIZ UDPGothic: everything else on the screen."""


@cache
def font(resources: Path, which: Font) -> IdentityFont:
    """A font as ``fonts/fonts.toml`` describes it, with those behind it.

    Raises:
        ResourceDamaged: the table or one of the fonts is missing or altered.
    """
    first, *others = (
        _typeface(resources, section) for section in (which.value, *_entry(resources, which.value).then)
    )
    made = IdentityFont(Faces(first, *others))
    made.register()
    return made


def mincho(resources: Path) -> IdentityFont:
    """See ``font``."""
    return font(resources, Font.MINCHO)


def font_file(resources: Path, which: Font) -> Path:
    """Where the font lies; whether it is unaltered is ``font``'s to say."""
    return _file(resources, _entry(resources, which.value))


def mincho_file(resources: Path) -> Path:
    """See ``font_file``."""
    return font_file(resources, Font.MINCHO)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One section: name in a PDF, file beside the table, where the system keeps it, digest, sections behind it."""

    name: str
    file: str
    system: str
    sha256: str
    then: tuple[str, ...]


def _typeface(resources: Path, section: str) -> Typeface:
    entry = _entry(resources, section)
    return Typeface(entry.name, mapped(_file(resources, entry), entry.sha256))


def _file(resources: Path, entry: _Entry) -> Path:
    """Beside the table first, then where the system keeps it."""
    own = resources / "fonts" / entry.file
    return own if own.exists() else Path(entry.system)


def _entry(resources: Path, section: str) -> _Entry:
    try:
        entry = table(resources / "fonts" / "fonts.toml")[section]
        name, file, system, sha256 = (str(entry[key]) for key in ("name", "file", "system", "sha256"))
        return _Entry(name, file, system, sha256, tuple(map(str, entry.get("then", ()))))
    except (KeyError, AttributeError, TypeError) as error:
        raise ResourceDamaged(resource="fonts.toml") from error
