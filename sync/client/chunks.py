"""Chunks that already came, kept as they came: sealed, so that no resident's data lies open on the disk."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol


class ChunkStore(Protocol):
    """What an interrupted download leaves for the next try."""

    def get(self, digest: str) -> bytes | None:
        """The sealed chunk, if it came before; it may be damaged."""

    def put(self, digest: str, sealed: bytes) -> None:
        """Keep a sealed chunk."""


class FolderChunks:
    """One file a chunk, named by the digest of what is sealed in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, digest: str) -> bytes | None:
        """The sealed chunk, if it came before."""
        path = self._path(digest)
        return path.read_bytes() if path.exists() else None

    def put(self, digest: str, sealed: bytes) -> None:
        """Keep a sealed chunk, whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = self._folder / secrets.token_hex(8)
        with draft.open("xb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path(digest))

    def keep_only(self, digests: Iterable[str]) -> None:
        """Remove what no wanted generation needs."""
        wanted = {self._path(digest) for digest in digests}
        if self._folder.exists():
            for path in set(self._folder.iterdir()) - wanted:
                path.unlink()

    def _path(self, digest: str) -> Path:
        return self._folder / f"{digest}.chunk"
