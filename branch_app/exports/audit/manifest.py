"""The manifest: hash and length of every file that is not the log, in a note signed by the log's key.

The first line keeps it apart from a checkpoint, which begins with the origin and a number.
"""

import hashlib
from collections.abc import Mapping

from branch_app.exports.audit.layout import LISTED

_HEADER = "madoguchi/audit-export/v2"


def manifest_text(origin: str, files: Mapping[str, bytes]) -> str:
    """Note text: header, origin, then ``sha256 length name`` a file, by name."""
    lines = [_HEADER, f"origin {origin}", *(_line(name, files[name]) for name in sorted(files))]
    return "\n".join(lines) + "\n"


def changed_files(text: str, origin: str, files: Mapping[str, bytes]) -> list[str] | None:
    """Files that are not as a believed manifest says; None when it is no manifest of these files and this log."""
    lines = text.split("\n")
    if lines[:2] != [_HEADER, f"origin {origin}"] or lines[-1]:
        return None
    listed = {line.rpartition(" ")[2]: line for line in lines[2:-1]}
    if listed.keys() != set(LISTED):
        return None
    return [name for name, data in files.items() if listed[name] != _line(name, data)]


def _line(name: str, data: bytes) -> str:
    return f"{hashlib.sha256(data).hexdigest()} {len(data)} {name}"
