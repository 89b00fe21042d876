"""C2SP tlog-tiles: a log as a set of static files.

A tile holds up to 256 hashes of one level, an entry bundle up to 256 entries. Each hash above level 0 stands for a
full tile below. https://c2sp.org/tlog-tiles
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from branch_app.domain.errors import EntryNotUnderstood, TreeMismatch
from branch_app.domain.log.entry import MAX_ENTRY_BYTES
from branch_app.domain.log.merkle import root_of

TILE_WIDTH = 256
_LENGTH_BYTES = 2
MAX_BUNDLE_BYTES = TILE_WIDTH * (_LENGTH_BYTES + MAX_ENTRY_BYTES)


@dataclass(frozen=True, slots=True)
class Span:
    """The ``index``-th piece of a row, 1 to 256 wide; only the last one is partial."""

    index: int
    width: int

    @property
    def start(self) -> int:
        """Place in the row of its first element."""
        return self.index * TILE_WIDTH

    @property
    def stop(self) -> int:
        """Place behind its last element."""
        return self.start + self.width


def spans(count: int) -> Iterator[Span]:
    """How a row of so many elements is cut."""
    full, rest = divmod(count, TILE_WIDTH)
    for index in range(full):
        yield Span(index, TILE_WIDTH)
    if rest:
        yield Span(full, rest)


def bundle_path(span: Span) -> str:
    """Path of an entry bundle."""
    return _path("entries", span)


def tile_path(level: int, span: Span) -> str:
    """Path of a hash tile; level 0 holds leaf hashes."""
    return _path(str(level), span)


def log_paths(size: int) -> Iterator[str]:
    """Paths of every bundle and tile of a log of that size."""
    yield from (bundle_path(span) for span in spans(size))
    level, row = 0, size
    while row:
        yield from (tile_path(level, span) for span in spans(row))
        level, row = level + 1, row // TILE_WIDTH


@dataclass(frozen=True, slots=True)
class TileTree:
    """Every hash that tiles hold, by level, and the root over all."""

    levels: tuple[Sequence[bytes], ...]
    root: bytes

    def tiles(self) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of every hash tile."""
        for level, row in enumerate(self.levels):
            for span in spans(len(row)):
                yield tile_path(level, span), b"".join(row[span.start : span.stop])


def tile_tree(leaves: Sequence[bytes]) -> TileTree:
    """All tiles over leaf hashes and the root, at one node hash a leaf."""
    levels: list[Sequence[bytes]] = []
    row, complete = leaves, len(leaves)
    while complete:
        levels.append(row[:complete])
        row = [root_of(row[at : at + TILE_WIDTH]) for at in range(0, len(row), TILE_WIDTH)]
        complete //= TILE_WIDTH
    return TileTree(tuple(levels), root_of(row))


def write_bundle(entries: Sequence[bytes]) -> bytes:
    """Entries, each behind its length in two bytes, big endian.

    Raises:
        EntryNotUnderstood: an entry of more than 65,535 bytes.
    """
    if any(len(entry) > MAX_ENTRY_BYTES for entry in entries):
        raise EntryNotUnderstood(reason="too large")
    return b"".join(len(entry).to_bytes(_LENGTH_BYTES, "big") + entry for entry in entries)


def read_bundle(data: bytes, width: int) -> Iterator[tuple[int, bytes]]:
    """Offset and bytes of each of ``width`` entries.

    Raises:
        TreeMismatch: truncated or too long; ``position`` is the entry within the bundle, ``offset`` the byte.
    """
    at, length = 0, len(data)
    for position in range(width):
        start = at + _LENGTH_BYTES
        end = start + (data[at] << 8 | data[at + 1]) if start <= length else start
        if end > length:
            raise TreeMismatch(position=position, offset=at)
        yield at, data[start:end]
        at = end
    if at != length:
        raise TreeMismatch(position=width, offset=at)


def _path(folder: str, span: Span) -> str:
    index, groups = span.index, [f"{span.index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.append(f"x{index % 1000:03}")
    partial = "" if span.width == TILE_WIDTH else f".p/{span.width}"
    return f"tile/{folder}/{'/'.join(reversed(groups))}{partial}"
