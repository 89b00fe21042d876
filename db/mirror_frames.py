"""Frames of the mirror: what one append wrote, sealed, one behind another in files of bounded length.

A frame is whole or worth nothing: its length comes first, and it opens only under the mirror's key and at its own
place in its own log. What follows the last whole frame was cut short by a crash and is written anew.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.openings import Row
from db.sealing import NotSealedHere, SecretKey, context

_LENGTH_BYTES = 4
_MOST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Frame:
    """Entries from seq ``first`` on with their openings; ``root`` is the log's after them, or empty."""

    first: int
    root: bytes
    entries: tuple[bytes, ...]
    openings: tuple[Row, ...]

    @property
    def end(self) -> int:
        """The seq after its last entry."""
        return self.first + len(self.entries)


@dataclass(frozen=True, slots=True)
class FrameSeal:
    """Seals and opens the frames of one log."""

    origin: str
    key: SecretKey

    def sealed(self, frame: Frame) -> bytes:
        """With its length in front."""
        parts = [frame.root, len(frame.entries).to_bytes(_LENGTH_BYTES), *frame.entries]
        for row in frame.openings:
            parts.extend(_opening_parts(row))
        body = self.key.seal(_packed(parts), self._bound_to(frame.first))
        return len(body).to_bytes(_LENGTH_BYTES) + body

    def frames(self, data: bytes, first: int) -> Iterator[tuple[Frame, int]]:
        """The whole frames of one file, each with the place where it ends."""
        at = 0
        while at + _LENGTH_BYTES <= len(data):
            length = int.from_bytes(data[at : at + _LENGTH_BYTES])
            at += _LENGTH_BYTES
            frame = self._opened(data[at : at + length], first) if length <= _MOST else None
            if frame is None:
                return
            at += length
            yield frame, at
            first = frame.end

    def _opened(self, body: bytes, first: int) -> Frame | None:
        try:
            root, count, *rest = _unpacked(self.key.unseal(body, self._bound_to(first)))
        except NotSealedHere:
            return None
        entries = int.from_bytes(count)
        fields = rest[entries:]
        rows = tuple(_opening(fields[at : at + 6]) for at in range(0, len(fields), 6))
        return Frame(first, root, tuple(rest[:entries]), rows)

    def _bound_to(self, first: int) -> bytes:
        return context("mirror frame", self.origin, first)


def write_frame(handle: int, at: int, data: bytes) -> None:
    """Put it there and wait until it is durable; raises OSError."""
    os.lseek(handle, at, os.SEEK_SET)
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
    os.fsync(handle)


def segment_path(folder: Path, first: int) -> Path:
    """The file whose first entry has that seq."""
    return folder / f"{first:012d}.frames"


def segments(folder: Path) -> Sequence[tuple[int, Path]]:
    """Files of frames with their first seq, in order."""
    return sorted((int(path.stem), path) for path in folder.glob("*.frames") if path.stem.isdecimal())


def _packed(parts: Sequence[bytes]) -> bytes:
    return b"".join(len(part).to_bytes(_LENGTH_BYTES) + part for part in parts)


def _unpacked(data: bytes) -> list[bytes]:
    parts, at = [], 0
    while at < len(data):
        end = at + _LENGTH_BYTES + int.from_bytes(data[at : at + _LENGTH_BYTES])
        parts.append(data[at + _LENGTH_BYTES : end])
        at = end
    return parts


def _opening_parts(row: Row) -> tuple[bytes, ...]:
    seq, commitment, name, retention, period, sealed = row
    return seq.to_bytes(8), commitment, name.encode(), retention.encode(), period.encode(), sealed


def _opening(parts: Sequence[bytes]) -> Row:
    seq, commitment, name, retention, period, sealed = parts
    return int.from_bytes(seq), commitment, name.decode(), retention.decode(), period.decode(), sealed
