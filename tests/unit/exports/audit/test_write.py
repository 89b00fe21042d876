"""Writing an export: all of it or nothing, and only what log and witness signed."""

import errno
from pathlib import Path

import pytest

from branch_app.domain.errors import BadInput, DiskFull, EntryNotUnderstood, NoteNotTrusted, TreeMismatch
from branch_app.domain.log.note import Note
from branch_app.ed25519 import signer
from branch_app.exports.audit.verify import verify_export
from branch_app.exports.audit.write import write_export
from tests.fakes.sample_log import DAY, KEYS, LOG_PRIVATE, SampleLog, sample_log

LOG = sample_log()
RECEIPT = LOG.receipt.to_bytes()


def _write(target: Path, log: SampleLog = LOG, receipt: bytes = RECEIPT) -> None:
    write_export(target, log.leaves, receipt, KEYS, signer(LOG_PRIVATE))


def test_the_folder_holds_the_log_in_tiles_and_what_explains_it(export: Path) -> None:
    """Names by C2SP tlog-tiles, and six files beside them."""
    names = {path.relative_to(export).as_posix() for path in export.rglob("*") if path.is_file()}
    size = len(DAY)
    log = {f"tile/0/000.p/{size}", f"tile/entries/000.p/{size}", "checkpoint"}
    tables = {"issues.csv", "fees.csv", "drawer.csv", "acts.csv", "columns.csv"}
    assert log | tables | {"keys.txt", "manifest.txt"} == names


def test_the_same_log_gives_the_same_bytes(export: Path, tmp_path: Path) -> None:
    """Nothing in an export depends on when or where it was written."""
    _write(tmp_path / "again")
    for path in export.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "again" / path.relative_to(export)).read_bytes()


def test_entries_behind_the_receipt_stay_out(tmp_path: Path) -> None:
    """What no witness has seen is not exported."""
    _write(tmp_path / "export", sample_log(30))
    report = verify_export(tmp_path / "export")
    assert (len(DAY), True) == (report.size, report.intact)


def _without_witness() -> bytes:
    note = LOG.receipt
    return Note(note.text, note.signatures[:1]).to_bytes()


@pytest.mark.parametrize("receipt", [b"", RECEIPT[:-1], _without_witness(), RECEIPT.replace(b"\n20\n", b"\n19\n")])
def test_a_receipt_that_cannot_be_believed_is_refused(tmp_path: Path, receipt: bytes) -> None:
    """None, cut, unwitnessed, altered; and nothing is left behind."""
    with pytest.raises(NoteNotTrusted):
        _write(tmp_path / "export", receipt=receipt)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("entries", [LOG.entries[:-1], [*LOG.entries[:-1], LOG.entries[0]]])
def test_entries_that_are_not_those_of_the_receipt_are_refused(tmp_path: Path, entries: list[bytes]) -> None:
    """One too few, or another one; and nothing is left behind."""
    with pytest.raises(TreeMismatch):
        _write(tmp_path / "export", SampleLog(entries))
    assert [] == list(tmp_path.iterdir())


def test_an_entry_this_build_does_not_know_is_refused(tmp_path: Path) -> None:
    """Tables made without it would lie."""
    log = SampleLog([*LOG.entries, b'{"kind":"from.tomorrow","v":2}'])
    with pytest.raises(EntryNotUnderstood):
        _write(tmp_path / "export", log, log.receipt.to_bytes())
    assert [] == list(tmp_path.iterdir())


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Neither a folder nor a file nor a dangling link."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"kept")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("folder", "file", "link"):
        with pytest.raises(BadInput):
            _write(tmp_path / name)
    assert b"kept" == (tmp_path / "file").read_bytes()
    assert {"folder", "file", "link"} == {path.name for path in tmp_path.iterdir()}


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """The folder to hold the export must be there."""
    with pytest.raises(BadInput):
        _write(tmp_path / "absent" / "export")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    """The half-written folder goes."""

    def fills_the_disk(_message: bytes) -> bytes:
        raise OSError(errno.ENOSPC, "no space")

    with pytest.raises(DiskFull):
        write_export(tmp_path / "export", LOG.leaves, RECEIPT, KEYS, fills_the_disk)
    assert [] == list(tmp_path.iterdir())
