"""Verify an audit export with nothing but its folder.

::

    report = verify_export(Path("export"))
    for line in report.lines():
        print(line)

Every file is derived anew from the entries, the entries are held against the root, and the root against the
signatures of log and witness, so that any changed byte is found and named.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from branch_app.domain.log.checkpoint import Checkpoint
from branch_app.domain.log.tiles import TileTree, log_paths
from branch_app.domain.log.verifier_key import VerifierKey
from branch_app.exports.audit.claim import Claim, check_claim, read_claim
from branch_app.exports.audit.finding import Reason, first_difference
from branch_app.exports.audit.folder import Folder
from branch_app.exports.audit.layout import FIXED, LISTED, MANIFEST
from branch_app.exports.audit.log_files import check_log, read_log, read_rows, size_by_names
from branch_app.exports.audit.manifest import changed_files, manifest_text
from branch_app.exports.audit.report import KeySource, Report, UsedKey
from branch_app.exports.audit.rows import Rows
from branch_app.exports.audit.signed_file import SignedFile
from branch_app.exports.audit.tables import table_files

_MAX_TABLE_BYTES = 1 << 28


@dataclass(frozen=True, slots=True)
class VerifiedLog:
    """The claim, the size it or the files tell, how many entries have a bundle, and the tree if they are sound."""

    claim: Claim
    size: int
    found: int
    tree: TileTree | None


def verify_export(root: Path, brought: Collection[VerifierKey] = ()) -> Report:
    """Look at every file of an export; ``brought`` are keys that the auditor received another way.

    Raises:
        FileForeign: ``root`` is no folder that could be an export. Everything else is a finding in the report.
    """
    folder = Folder(root)
    log = verify_log(folder, brought)
    rows = read_rows(folder, log.size) if log.tree else None
    if rows:
        _check_tables(folder, rows)
    _check_manifest(folder, log.claim)
    _check_names(folder, log)
    return _report(folder, log, brought, rows or Rows())


def verify_log(folder: Folder, brought: Collection[VerifierKey] = ()) -> VerifiedLog:
    """Signatures, entries and tiles, without the tables; the faults are noted in ``folder``."""
    claim = read_claim(folder, brought)
    size = claim.checkpoint.size if claim.believed and claim.checkpoint else size_by_names(folder.names)
    log = read_log(folder, size)
    tree = check_log(folder, log, claim.root)
    check_claim(folder, claim, Checkpoint(claim.origin, size, tree.root) if tree else None)
    return VerifiedLog(claim, size, len(log.leaves), tree)


def _check_tables(folder: Folder, rows: Rows) -> None:
    """The tables, made again from the log."""
    for name, expected in table_files(rows).items():
        data = folder.read(name, _MAX_TABLE_BYTES)
        offset = None if data is None else first_difference(data, expected)
        if offset is not None:
            folder.blame(name, Reason.OTHER_BYTES, offset)


def _check_manifest(folder: Folder, claim: Claim) -> None:
    """The manifest against its signature, and the files it lists against their hashes."""
    manifest = SignedFile.read(folder, MANIFEST, (claim.keys.log,) if claim.keys else ())
    files = {name: folder.read(name, _MAX_TABLE_BYTES) for name in LISTED}
    present = {name: data for name, data in files.items() if data is not None}
    if manifest is None or claim.keys is None:
        return
    if manifest.note is None or manifest.bad_at is not None:
        manifest.blame(folder, manifest_text(claim.origin, present))
        return
    changed = changed_files(manifest.note.text, claim.origin, present)
    if changed is None:
        folder.blame(MANIFEST, Reason.MALFORMED, 0)
        return
    for name in changed:
        folder.blame(name, Reason.OTHER_BYTES)


def _check_names(folder: Folder, log: VerifiedLog) -> None:
    """Files nobody asked for; behind a missing bundle nobody knows what belongs to the log."""
    expected = {*FIXED, *log_paths(log.found)}
    if log.found < log.size:
        expected |= {name for name in folder.names if name.startswith("tile/")}
    for name in sorted(folder.names - expected):
        folder.blame(name, Reason.UNEXPECTED)


def _report(folder: Folder, log: VerifiedLog, brought: Collection[VerifierKey], rows: Rows) -> Report:
    keys = (log.claim.keys.log, log.claim.keys.witness) if log.claim.keys else ()
    return Report(
        keys=tuple(UsedKey(key, KeySource.AUDITOR if key in brought else KeySource.FOLDER) for key in keys),
        origin=log.claim.origin,
        size=log.found,
        root=log.tree.root if log.tree else b"",
        witnessed_at=log.claim.witnessed_at,
        copies=sum(1 for _ in rows.issues),
        charged_yen=sum(row.charged_yen for row in rows.fees),
        refunded_yen=sum(row.refunded_yen for row in rows.fees),
        findings=tuple(folder.faults.values()),
    )
