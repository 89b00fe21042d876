"""The log as it lies in an export: entry bundles and hash tiles, held against each other and against a root.

Which of two disagreeing files was changed is decided by the root that the checkpoint claims.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from branch_app.domain.errors import EntryNotUnderstood, TreeMismatch
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.merkle import HASH_BYTES, leaf_hash
from branch_app.domain.log.tiles import (
    MAX_BUNDLE_BYTES,
    TILE_WIDTH,
    Span,
    TileTree,
    bundle_path,
    read_bundle,
    spans,
    tile_path,
    tile_tree,
)
from branch_app.exports.audit.finding import Reason, first_difference
from branch_app.exports.audit.folder import Folder
from branch_app.exports.audit.rows import Rows

_BUNDLE = re.compile(r"tile/entries/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
_UNREADABLE = b""
"""Stands for the hash of what could not be read, and equals none."""


@dataclass(frozen=True, slots=True)
class LogFiles:
    """Hash of every entry that has a bundle, and the tree over them where all are there and could be read."""

    leaves: Sequence[bytes]
    tree: TileTree | None


def size_by_names(names: Iterable[str]) -> int:
    """Number of entries as the names of the bundles tell it, for when no checkpoint can be believed."""
    bundles = (_BUNDLE.fullmatch(name) for name in names)
    return max((_end(bundle[1], bundle[2]) for bundle in bundles if bundle), default=0)


def read_log(folder: Folder, size: int) -> LogFiles:
    """Read bundles until ``size`` entries are there or a bundle cannot be had."""
    leaves: list[bytes] = []
    for span in spans(size):
        data = folder.read(bundle_path(span), MAX_BUNDLE_BYTES)
        if data is None:
            break
        leaves += _bundle_leaves(data, span.width)
    whole = len(leaves) == size and _UNREADABLE not in leaves
    return LogFiles(leaves, tile_tree(leaves) if whole else None)


def check_log(folder: Folder, log: LogFiles, claimed_root: bytes | None) -> TileTree | None:
    """Blame bundles and tiles that are not as the others; the tree over the entries where they are sound.

    The tiles are wrong when the entries give the claimed root, the entries when the tiles do.
    """
    if log.tree and log.tree.root == claimed_root:
        _check_tiles(folder, log.tree)
        return log.tree
    stored = _stored_leaves(folder, len(log.leaves))
    _check_entries(folder, log.leaves, stored)
    if log.tree is None:
        return None
    from_tiles = tile_tree(stored)
    _check_tiles(folder, from_tiles if from_tiles.root == claimed_root else log.tree)
    return log.tree if from_tiles.root == log.tree.root else None


def read_rows(folder: Folder, size: int) -> Rows | None:
    """The tables folded from a sound log; nothing, and the entry named, when one is not understood."""
    rows = Rows()
    for span in spans(size):
        data = folder.read(bundle_path(span), MAX_BUNDLE_BYTES) or b""
        for index, (offset, entry) in enumerate(read_bundle(data, span.width), span.start):
            try:
                rows.add(_entry_at(index, entry))
            except EntryNotUnderstood:
                folder.blame(bundle_path(span), Reason.NOT_UNDERSTOOD, offset, index)
                return None
    return rows


def _entry_at(index: int, data: bytes) -> Entry:
    entry = Entry.from_bytes(data)
    if entry.seq != index:
        raise EntryNotUnderstood(reason="seq")
    return entry


def _bundle_leaves(data: bytes, width: int) -> list[bytes]:
    """Leaf hashes of a bundle; from where it cannot be read on they are unreadable, and at least the last."""
    leaves: list[bytes] = []
    try:
        for _, entry in read_bundle(data, width):
            leaves.append(leaf_hash(entry))
    except TreeMismatch:
        leaves = leaves[: width - 1]
        leaves += [_UNREADABLE] * (width - len(leaves))
    return leaves


def _stored_leaves(folder: Folder, size: int) -> list[bytes]:
    """Leaf hashes as the tiles of level 0 have them."""
    leaves: list[bytes] = []
    for span in spans(size):
        row = folder.read(tile_path(0, span), span.width * HASH_BYTES) or b""
        leaves += [row[at : at + HASH_BYTES] for at in range(0, span.width * HASH_BYTES, HASH_BYTES)]
    return leaves


def _check_entries(folder: Folder, leaves: Sequence[bytes], expected: Sequence[bytes]) -> None:
    for span in spans(len(leaves)):
        for index in range(span.start, span.stop):
            if leaves[index] == _UNREADABLE or expected[index] not in (leaves[index], _UNREADABLE):
                folder.blame(bundle_path(span), Reason.OTHER_ENTRY, _offset(folder, span, index), index)
                break


def _offset(folder: Folder, span: Span, index: int) -> int:
    """Where an entry begins in its bundle, by the lengths of those before it, which are sound."""
    data = folder.read(bundle_path(span), MAX_BUNDLE_BYTES) or b""
    before = read_bundle(data, span.width)
    return sum(2 + len(next(before)[1]) for _ in range(span.start, index))


def _check_tiles(folder: Folder, tree: TileTree) -> None:
    for name, expected in tree.tiles():
        data = folder.read(name, len(expected))
        offset = None if data is None else first_difference(data, expected)
        if offset is not None:
            folder.blame(name, Reason.OTHER_BYTES, offset)


def _end(index: str, width: str | None) -> int:
    return int(index.replace("x", "").replace("/", "")) * TILE_WIDTH + int(width or TILE_WIDTH)
