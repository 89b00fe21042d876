"""Write an audit export: the witnessed part of one log as C2SP tiles, with keys, tables and manifest."""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from branch_app import ed25519
from branch_app.domain.errors import BadInput, DiskFull, TreeMismatch
from branch_app.domain.log.checkpoint import Checkpoint, check_checkpoint
from branch_app.domain.log.cosignature import check_cosignature
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.merkle import leaf_hash
from branch_app.domain.log.note import Note, Sign, sign_note
from branch_app.domain.log.tiles import bundle_path, spans, tile_tree, write_bundle
from branch_app.exports.audit.keys import AuditKeys
from branch_app.exports.audit.layout import CHECKPOINT, KEYS, MANIFEST
from branch_app.exports.audit.manifest import manifest_text
from branch_app.exports.audit.rows import Rows
from branch_app.exports.audit.tables import table_files

Leaves = Callable[[int, int], Sequence[bytes]]
"""Entry bytes of ``start`` to ``stop − 1``, as ``Ledger.leaves`` gives them."""


def write_export(target: Path, leaves: Leaves, receipt: bytes, keys: AuditKeys, sign: Sign) -> None:
    """Export what the receipt covers, a checkpoint that log and witness signed, and not one entry more.

    ``sign`` is Ed25519 by the log's key. The folder appears under its name only when it is whole.

    Raises:
        NoteNotTrusted: log or witness did not sign the receipt.
        TreeMismatch: the entries are not those of the receipt.
        EntryNotUnderstood: an entry this build does not know; tables without it would lie.
        BadInput: the target is there already, or cannot be written.
        DiskFull: nothing was left behind.
    """
    note = Note.parse(receipt)
    checkpoint = check_checkpoint(note, keys.log, ed25519.verify)
    check_cosignature(note, keys.witness, ed25519.verify)
    with _appearing(target) as stage:
        rows = _write_log(stage, leaves, checkpoint)
        listed = {KEYS: keys.to_bytes(), **table_files(rows)}
        manifest = sign_note(manifest_text(checkpoint.origin, listed), keys.log, sign)
        for name, data in {**listed, MANIFEST: manifest.to_bytes(), CHECKPOINT: note.to_bytes()}.items():
            _write(stage / name, data)


def _write_log(stage: Path, leaves: Leaves, checkpoint: Checkpoint) -> Rows:
    rows, hashes = Rows(), list[bytes]()
    for span in spans(checkpoint.size):
        entries = leaves(span.start, span.stop)
        if len(entries) != span.width:
            raise TreeMismatch(position=span.start + len(entries))
        for entry in entries:
            hashes.append(leaf_hash(entry))
            rows.add(Entry.from_bytes(entry))
        _write(stage / bundle_path(span), write_bundle(entries))
    tree = tile_tree(hashes)
    if tree.root != checkpoint.root:
        raise TreeMismatch(position=checkpoint.size)
    for name, data in tree.tiles():
        _write(stage / name, data)
    return rows


def refuse_taken(target: Path) -> None:
    """Raise BadInput where something has that name already: no export is added to, or put over another."""
    if os.path.lexists(target):
        raise BadInput(at="target")


@contextmanager
def _appearing(target: Path) -> Iterator[Path]:
    """A folder to fill beside the target that takes its name at the end, or goes without a trace."""
    refuse_taken(target)
    try:
        stage = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    except OSError as error:
        raise _refusal(error) from error
    try:
        yield stage
        stage.rename(target)
    except OSError as error:
        raise _refusal(error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _refusal(error: OSError) -> BadInput | DiskFull:
    return DiskFull() if error.errno in (errno.ENOSPC, errno.EDQUOT) else BadInput(at="target")
