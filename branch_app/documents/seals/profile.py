"""Profiles of our seals (BSI TR-03171, version 0.9): which tags a certificate's seal has, and of what type.

The XML that is published for others is the very file that is read here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

from branch_app.documents.resource import checked, table
from branch_app.domain.errors import BadInput, ResourceDamaged
from branch_app.domain.vds.seal import Seal

FIRST_TAG = 10
"""Those below are of the standard itself."""

_NUMBER_BYTES = 16
_NUMBER_TAG = 0
_LIST = "profiles.toml"


class Kind(Enum):
    """Types that our entries have."""

    TEXT = "UTF8String"
    INTEGER = "INTEGER"
    BYTES = "OCTET_STRING"
    BOOLEAN = "BOOLEAN"


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a seal; ``length`` in bytes where it is fixed."""

    tag: int
    name: str
    kind: Kind
    optional: bool
    length: int | None

    def takes(self, value: bytes) -> bool:
        """Whether that value is of this type and length."""
        if self.length is not None and len(value) != self.length:
            return False
        match self.kind:
            case Kind.TEXT:
                return _is_text(value)
            case Kind.BOOLEAN:
                return value in {b"\x00", b"\xff"}
            case _:
                return bool(value)


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of certificate: ``code`` as in the resources, its number in the seal, its fields."""

    code: str
    number: bytes
    entries: tuple[Entry, ...]

    def fits(self, seal: Seal) -> bool:
        """Whether the seal has every field it must have, and no other."""
        given = {message.tag: message.value for message in seal.messages if message.tag >= FIRST_TAG}
        known = {entry.tag: entry for entry in self.entries}
        required = {entry.tag for entry in self.entries if not entry.optional}
        return required <= set(given) <= set(known) and all(known[tag].takes(given[tag]) for tag in given)


@dataclass(frozen=True, slots=True)
class Profiles:
    """All profiles of ours, by code."""

    by_code: Mapping[str, Profile]

    def of(self, seal: Seal) -> Profile | None:
        """The profile that a seal names; None when it is nobody's of ours."""
        number = seal.value(_NUMBER_TAG)
        return next((profile for profile in self.by_code.values() if profile.number == number), None)


def load_profiles(resources: Path) -> Profiles:
    """The profiles ``seals/profiles.toml`` vouches for.

    Raises:
        ResourceDamaged: a file is missing or altered.
    """
    return Profiles({code: load_profile(resources, code) for code in table(resources / "seals" / _LIST)})


def load_profile(resources: Path, code: str) -> Profile:
    """One of them.

    Raises:
        ResourceDamaged: as above; also for a certificate that has none.
    """
    folder = resources / "seals"
    try:
        entry = table(folder / _LIST)[code]
        return _read(code, checked(folder / entry["file"], entry["sha256"]))
    except (KeyError, TypeError, BadInput) as error:
        raise ResourceDamaged(resource=_LIST) from error


@lru_cache(maxsize=32)
def _read(code: str, xml: bytes) -> Profile:
    """A file is looked at anew for every paper, and what it says is parsed once."""
    return read_profile(code, xml)


def read_profile(code: str, xml: bytes) -> Profile:
    """One profile from its XML.

    Raises:
        BadInput: not a profile that we can use.
    """
    try:
        root = ET.fromstring(xml)  # noqa: S314 - a file of ours, believed by its digest
        number = bytes.fromhex(root.findtext("profileNumber", ""))
        entries = tuple(_entry(element) for element in root.iter("entry"))
    except (ET.ParseError, ValueError) as error:
        raise BadInput(at=code) from error
    if len(number) != _NUMBER_BYTES or not entries:
        raise BadInput(at=code)
    return Profile(code, number, entries)


def _entry(element: ET.Element) -> Entry:
    length = element.findtext("length")
    return Entry(
        tag=int(element.get("tag", "")),
        name=element.findtext("name", ""),
        kind=Kind(element.findtext("type", "")),
        optional=element.get("optional") == "true",
        length=None if length is None else int(length),
    )


def _is_text(value: bytes) -> bool:
    try:
        return bool(value.decode())
    except UnicodeDecodeError:
        return False
