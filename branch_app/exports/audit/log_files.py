"""The log as it lies in an export: entry bundles and hash tiles, held against each other and against a root.

Which of two disagreeing files was changed is decided by the root that the checkpoint claims.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

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
from branch_app.exports.audit.finding import Finding, Reason, first_difference
from branch_app.exports.audit.folder import Folder
from branch_app.exports.audit.rows import Rows

_BUNDLE = re.compile(r"tile/entries/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
_UNREADABLE = b""
"""Stands for the hash of what could not be read, and equals none."""


@dataclass(slots=True)
class LogFiles:
    """Leaf hashes with the bundle and byte where each entry lies, and the tables folded from them.

    ``tree`` is over all entries, where all of them could be read.
    """

    leaves: list[bytes] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)
    rows: Rows = field(default_factory=Rows)
    not_understood: Finding | None = None
    tree: TileTree | None = None


def size_by_names(names: Iterable[str]) -> int:
    """Number of entries as the names of the bundles tell it, for when no checkpoint can be believed."""
    bundles = (_BUNDLE.fullmatch(name) for name in names)
    return max((_end(bundle[1], bundle[2]) for bundle in bundles if bundle), default=0)


def read_log(folder: Folder, size: int) -> LogFiles:
    """Read bundles until ``size`` entries are there or a bundle cannot be had."""
    log = LogFiles()
    for span in spans(size):
        data = folder.read(bundle_path(span), MAX_BUNDLE_BYTES)
        if data is None:
            break
        _take_bundle(log, span, data)
    if len(log.leaves) == size and _UNREADABLE not in log.leaves:
        log.tree = tile_tree(log.leaves)
    return log


def check_log(folder: Folder, log: LogFiles, claimed_root: bytes | None) -> TileTree | None:
    """Blame bundles and tiles that are not as the others; the tree over the entries where they are sound.

    The tiles are wrong when the entries give the claimed root, the entries when the tiles do.
    """
    if log.tree and log.tree.root == claimed_root:
        _check_tiles(folder, log.tree)
        return log.tree
    stored = _stored_leaves(folder, len(log.leaves))
    _check_entries(folder, log, stored)
    if log.tree is None:
        return None
    from_tiles = tile_tree(stored)
    _check_tiles(folder, from_tiles if from_tiles.root == claimed_root else log.tree)
    return log.tree if from_tiles.root == log.tree.root else None


def _take_bundle(log: LogFiles, span: Span, data: bytes) -> None:
    name = bundle_path(span)
    try:
        for offset, entry in read_bundle(data, span.width):
            _take_entry(log, name, offset, entry)
    except TreeMismatch as error:
        unread = span.stop - len(log.leaves)
        if not unread:
            log.leaves[-1] = _UNREADABLE
        log.leaves += [_UNREADABLE] * unread
        log.places += [(name, int(error.facts["offset"]))] * unread


def _take_entry(log: LogFiles, name: str, offset: int, data: bytes) -> None:
    index = len(log.leaves)
    log.leaves.append(leaf_hash(data))
    log.places.append((name, offset))
    if log.not_understood:
        return
    try:
        log.rows.add(_entry_at(index, data))
    except EntryNotUnderstood:
        log.not_understood = Finding(name, Reason.NOT_UNDERSTOOD, offset, index)


def _entry_at(index: int, data: bytes) -> Entry:
    entry = Entry.from_bytes(data)
    if entry.seq != index:
        raise EntryNotUnderstood(reason="seq")
    return entry


def _stored_leaves(folder: Folder, size: int) -> list[bytes]:
    """Leaf hashes as the tiles of level 0 have them."""
    leaves: list[bytes] = []
    for span in spans(size):
        row = folder.read(tile_path(0, span), span.width * HASH_BYTES) or b""
        leaves += [row[at : at + HASH_BYTES] for at in range(0, span.width * HASH_BYTES, HASH_BYTES)]
    return leaves


def _check_entries(folder: Folder, log: LogFiles, expected: Sequence[bytes]) -> None:
    for index, (leaf, wanted, (name, offset)) in enumerate(zip(log.leaves, expected, log.places, strict=True)):
        if wanted not in (leaf, _UNREADABLE):
            folder.blame(name, Reason.OTHER_ENTRY, offset, index)


def _check_tiles(folder: Folder, tree: TileTree) -> None:
    for name, expected in tree.tiles():
        data = folder.read(name, len(expected))
        offset = None if data is None else first_difference(data, expected)
        if offset is not None:
            folder.blame(name, Reason.OTHER_BYTES, offset)


def _end(index: str, width: str | None) -> int:
    return int(index.replace("x", "").replace("/", "")) * TILE_WIDTH + int(width or TILE_WIDTH)
