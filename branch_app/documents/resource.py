"""Files the papers are made of, read only when they are what was shipped."""

import hashlib
import mmap
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from branch_app.domain.errors import ResourceDamaged

TABLES = (
    "fonts/fonts.toml",
    "marks/marks.toml",
    "seal/seals.toml",
    "seals/dictionaries.toml",
    "seals/profiles.toml",
    "tables/paper.toml",
)
"""What papers go by. They vouch for every other file; ``digests.toml`` vouches for them."""
_DIGESTS = "digests.toml"


def table(path: Path) -> Mapping[str, Any]:
    """One of ``TABLES``, read anew each time; the same text is parsed once.

    Raises:
        ResourceDamaged: missing, altered, or not TOML; for its digest too, by the name of the file of digests.
    """
    try:
        text = path.read_text(encoding="utf-8")
        if _digest(text) != _digests(path.parent.parent)[f"{path.parent.name}/{path.name}"]:
            raise ResourceDamaged(resource=path.name)
        return _parsed(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ResourceDamaged(resource=path.name) from error


def digests_of(resources: Path) -> str:
    """What ``digests.toml`` of those resources must say."""
    lines = (f'"{name}" = "{_digest((resources / name).read_text(encoding="utf-8"))}"' for name in TABLES)
    return "\n".join(lines) + "\n"


def _digests(resources: Path) -> Mapping[str, Any]:
    try:
        found = _parsed((resources / _DIGESTS).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ResourceDamaged(resource=_DIGESTS) from error
    if set(found) != set(TABLES):
        raise ResourceDamaged(resource=_DIGESTS)
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=64)
def _parsed(text: str) -> Mapping[str, Any]:
    return tomllib.loads(text)


def checked(path: Path, sha256: str) -> bytes:
    """The bytes of a small file.

    Raises:
        ResourceDamaged: missing, or the digest (hex) is another one.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ResourceDamaged(resource=path.name) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ResourceDamaged(resource=path.name)
    return data


def mapped(path: Path, sha256: str) -> mmap.mmap:
    """A large file, mapped and not copied: 46 MB of font cost one hash a process (about 70 ms) and no heap.

    It is hashed by reading, so that of the mapping only the pages that are looked at ever lie in memory.

    Raises:
        ResourceDamaged: missing, empty, or the digest (hex) is another one.
    """
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise ResourceDamaged(resource=path.name) from error
    if digest != sha256:
        raise ResourceDamaged(resource=path.name)
    return data
