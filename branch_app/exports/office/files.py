"""Signed closes on a stick: written whole or not at all, read with a limit."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from branch_app.domain.errors import BadInput
from branch_app.domain.log.verifier_key import VerifierKey

MAX_BYTES = 200_000
"""An entry, a path of hashes and a note: more is no close."""


def save_close(folder: Path, name: str, data: bytes) -> Path:
    """Write, fsync, then give it its name.

    Raises:
        BadInput: the folder cannot be written.
    """
    target = folder / name
    part = folder / f".{name}.part"
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise BadInput(at="target") from error
    return target


def load_closes(paths: Sequence[Path]) -> list[bytes]:
    """The files' bytes.

    Raises:
        BadInput: one cannot be read, or is too large to be a close.
    """
    found = []
    for path in paths:
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise BadInput(at="close") from error
        if len(data) > MAX_BYTES:
            raise BadInput(at="close")
        found.append(data)
    return found


def load_keys(path: Path) -> tuple[VerifierKey, ...]:
    """The office's list: one log's key a line, as each device shows its own.

    Raises:
        BadInput: it cannot be read, is empty, or names a log twice.
        NoteNotTrusted: a line that is no key.
    """
    try:
        lines = path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(at="keys") from error
    keys = tuple(VerifierKey.parse(line) for line in lines)
    if not keys or len({key.name for key in keys}) != len(keys):
        raise BadInput(at="keys")
    return keys
