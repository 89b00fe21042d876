"""What the verifier says of folders that are not as they were written."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branch_app.domain.errors import FileForeign
from branch_app.domain.log.checkpoint import Checkpoint, sign_checkpoint
from branch_app.domain.log.cosignature import cosign
from branch_app.domain.log.note import Note, sign_note
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.ed25519 import public_key, signer
from branch_app.exports.audit.finding import Finding, Reason
from branch_app.exports.audit.keys import AuditKeys
from branch_app.exports.audit.report import KeySource
from branch_app.exports.audit.verify import verify_export
from branch_app.exports.audit.write import write_export
from tests.fakes.sample_log import (
    DAY,
    KEYS,
    LOG_PRIVATE,
    ORIGIN,
    WITNESS_PRIVATE,
    WITNESSED_AT,
    SampleLog,
    sample_log,
)

BUNDLE = f"tile/entries/000.p/{len(DAY)}"
TILE = f"tile/0/000.p/{len(DAY)}"
FORGER = bytes([9]) * 32


def _found(export: Path, reason: Reason) -> set[str]:
    return {finding.file for finding in verify_export(export).findings if finding.reason is reason}


def _write(target: Path, log: SampleLog) -> Path:
    write_export(target, log.leaves, log.receipt.to_bytes(), KEYS, signer(LOG_PRIVATE))
    return target


def test_an_export_as_written_is_intact(export: Path) -> None:
    """Size, time of the witness and the figures come from the log itself."""
    report = verify_export(export)
    assert () == report.findings
    assert (ORIGIN, len(DAY), WITNESSED_AT) == (report.origin, report.size, report.witnessed_at)
    assert (2, 300, 300) == (report.copies, report.charged_yen, report.refunded_yen)


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 513])
def test_logs_around_the_width_of_a_tile_are_intact(tmp_path: Path, size: int) -> None:
    """The empty log included."""
    assert verify_export(_write(tmp_path / "export", sample_log(size))).intact


@pytest.mark.parametrize("name", ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"])
def test_a_tile_of_any_level_is_named(tmp_path: Path, name: str) -> None:
    """The byte of the tile, and nothing else in the folder."""
    path = _write(tmp_path / "export", sample_log(300)) / name
    damaged = bytearray(path.read_bytes())
    damaged[17] ^= 1
    path.write_bytes(damaged)
    assert (Finding(name, Reason.OTHER_BYTES, 17),) == verify_export(tmp_path / "export").findings


def test_the_keys_come_from_the_folder_unless_brought(export: Path) -> None:
    """The report says so, in both languages."""
    report = verify_export(export)
    assert [KeySource.FOLDER] * 2 == [used.source for used in report.keys]
    text = "\n".join(report.lines())
    assert "書出しの中の鍵です" in text
    assert "taken from the folder itself" in text


def test_brought_keys_are_the_anchor(export: Path) -> None:
    """With the auditor's own copy of a key the report says which ones agree."""
    report = verify_export(export, [KEYS.witness])
    assert [KeySource.FOLDER, KeySource.AUDITOR] == [used.source for used in report.keys]
    assert report.intact


def test_a_forged_export_is_whole_in_itself_and_fails_the_brought_keys(tmp_path: Path) -> None:
    """Somebody who signs everything anew with own keys is found by the auditor's keys, and only by them."""
    forged = AuditKeys(
        VerifierKey(ORIGIN, KeyKind.NOTE, public_key(FORGER)),
        VerifierKey(KEYS.witness.name, KeyKind.COSIGNATURE, public_key(FORGER)),
    )
    log = sample_log()
    claimed = Checkpoint.parse(log.receipt.text)
    receipt = cosign(sign_checkpoint(claimed, forged.log, signer(FORGER)), forged.witness, 1, signer(FORGER))
    write_export(tmp_path / "export", log.leaves, receipt.to_bytes(), forged, signer(FORGER))
    assert verify_export(tmp_path / "export").intact
    (finding,) = verify_export(tmp_path / "export", [KEYS.log, KEYS.witness]).findings
    assert ("keys.txt", Reason.OTHER_KEY) == (finding.file, finding.reason)


@pytest.mark.parametrize("name", ["checkpoint", "keys.txt", "manifest.txt", "issues.csv", BUNDLE, TILE])
def test_a_missing_file_is_named(export: Path, name: str) -> None:
    """Whatever file is taken away."""
    (export / name).unlink()
    assert {name} == _found(export, Reason.MISSING)


@pytest.mark.parametrize("name", ["notes.txt", "tile/0/001", "tile/9/000", ".hidden", "tile/entries/000.p/1"])
def test_a_file_that_does_not_belong_is_named(export: Path, name: str) -> None:
    """Even one that looks like a piece of another log."""
    path = export / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    assert (Finding(name, Reason.UNEXPECTED),) == verify_export(export).findings


@pytest.mark.parametrize("name", ["checkpoint", "issues.csv", BUNDLE])
def test_a_link_is_not_followed(export: Path, tmp_path: Path, name: str) -> None:
    """Even one to the very same bytes: the folder stands for itself."""
    moved = tmp_path / "elsewhere"
    (export / name).rename(moved)
    (export / name).symlink_to(moved)
    assert {name} == _found(export, Reason.NOT_A_FILE)


def test_a_loop_and_a_pipe_do_not_hold_us_up(export: Path) -> None:
    """Links to folders above and named pipes are named, neither entered nor read."""
    (export / "tile" / "loop").symlink_to(export)
    os.mkfifo(export / "pipe")
    assert {"tile/loop", "pipe"} == _found(export, Reason.NOT_A_FILE)


def test_a_name_that_cannot_be_shown_is_escaped(export: Path) -> None:
    """File names are foreign text too."""
    (export / "a\nb\x1b[31m").write_bytes(b"")
    (Path(os.fsdecode(bytes(export) + b"/\xff"))).write_bytes(b"")
    assert {"a\\nb\\x1b[31m", "\\udcff"} == _found(export, Reason.UNEXPECTED)


def test_a_folder_deeper_than_any_log_is_not_descended(export: Path) -> None:
    """A thousand levels end at the sixteenth."""
    deep = export
    for _ in range(40):
        deep /= "d"
        deep.mkdir()
    (finding,) = verify_export(export).findings
    assert Reason.NOT_A_FILE is finding.reason


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    """Nothing there, or a file."""
    (tmp_path / "file").write_bytes(b"")
    for name in ("absent", "file", "nul\0"):
        with pytest.raises(FileForeign):
            verify_export(tmp_path / name)


def test_an_empty_folder_lacks_everything(tmp_path: Path) -> None:
    """Each file by name."""
    tables = {"issues.csv", "fees.csv", "drawer.csv", "acts.csv", "columns.csv"}
    wanted = {"checkpoint", "keys.txt", "manifest.txt", *tables}
    assert wanted == _found(tmp_path, Reason.MISSING)


def test_a_claimed_size_beyond_the_files_ends_at_the_first_missing_bundle(export: Path) -> None:
    """A signed count of 2⁶³ − 1 costs no time and no memory."""
    huge = Checkpoint(ORIGIN, 2**63 - 1, bytes(32))
    signed = sign_checkpoint(huge, KEYS.log, signer(LOG_PRIVATE))
    (export / "checkpoint").write_bytes(cosign(signed, KEYS.witness, 1, signer(WITNESS_PRIVATE)).to_bytes())
    assert {"tile/entries/000"} == _found(export, Reason.MISSING)


def test_a_bundle_name_of_a_huge_index_ends_at_the_first_missing_bundle(export: Path) -> None:
    """Where no checkpoint is believed the names tell the size, and they may lie."""
    (export / "checkpoint").unlink()
    path = export / "tile/entries/x999/x999/x999/x999/999"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")
    assert {"checkpoint", "tile/entries/000"} == _found(export, Reason.MISSING)


def test_a_huge_file_is_not_read_to_its_end(export: Path) -> None:
    """A checkpoint of a gigabyte, sparse as it may be."""
    with (export / "checkpoint").open("ab") as file:
        file.truncate(1 << 30)
    assert {"checkpoint"} == _found(export, Reason.TOO_LONG)


def test_an_entry_put_in_another_place_is_named(export: Path) -> None:
    """Two entries swapped: both bytes and hashes are known, the order is not theirs."""
    log = sample_log()
    entries = list(log.entries)
    entries[4], entries[5] = entries[5], entries[4]
    (export / BUNDLE).write_bytes(b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries))
    (finding,) = verify_export(export).findings
    assert (BUNDLE, Reason.OTHER_ENTRY, 4) == (finding.file, finding.reason, finding.entry)


def test_another_log_of_the_same_device_is_found(export: Path, tmp_path: Path) -> None:
    """Entries and tiles that agree with each other but not with the checkpoint."""
    other = SampleLog(sample_log().entries[:-1] + sample_log(len(DAY) + 1).entries[-1:])
    swapped = _write(tmp_path / "other", SampleLog(list(other.entries)))
    shutil.rmtree(export / "tile")
    shutil.copytree(swapped / "tile", export / "tile")
    assert {"checkpoint"} == _found(export, Reason.OTHER_ROOT)


def test_a_table_of_another_day_is_found_even_when_signed(export: Path, tmp_path: Path) -> None:
    """The log's own key cannot make a table say what the entries do not."""
    other = _write(tmp_path / "other", sample_log(7))
    for name in ("issues.csv", "manifest.txt"):
        shutil.copy(other / name, export / name)
    assert "issues.csv" in _found(export, Reason.OTHER_BYTES)


def test_a_manifest_of_other_files_is_malformed(export: Path) -> None:
    """Signed by the log, and yet no manifest of this folder."""
    note = sign_note("madoguchi/audit-export/v2\nsomething\n", KEYS.log, signer(LOG_PRIVATE))
    (export / "manifest.txt").write_bytes(note.to_bytes())
    assert {"manifest.txt"} == _found(export, Reason.MALFORMED)


def test_a_stranger_under_the_checkpoint_is_named(export: Path) -> None:
    """A line nobody can check would be a place where bytes change unseen."""
    data = (export / "checkpoint").read_bytes()
    (export / "checkpoint").write_bytes(data + "— stranger YWJjZGVmZw==\n".encode())
    assert (Finding("checkpoint", Reason.NOT_SIGNED, len(data)),) == verify_export(export).findings


@pytest.mark.parametrize("which", [0, 1])
def test_a_checkpoint_needs_both_signatures(export: Path, which: int) -> None:
    """The log's alone or the witness's alone is not enough."""
    note = Note.parse((export / "checkpoint").read_bytes())
    (export / "checkpoint").write_bytes(Note(note.text, (note.signatures[which],)).to_bytes())
    assert {"checkpoint"} == _found(export, Reason.NOT_SIGNED)


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _longer(data: bytes) -> bytes:
    return data + b"\n"


def _empty(_data: bytes) -> bytes:
    return b""


def _recoded(data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode("utf-16")


@pytest.mark.parametrize("damage", [_cut, _longer, _empty, _recoded])
@pytest.mark.parametrize(
    "name", ["checkpoint", "keys.txt", "manifest.txt", "issues.csv", "columns.csv", BUNDLE, TILE]
)
def test_coarse_damage_is_named_too(export: Path, name: str, damage: Callable[[bytes], bytes]) -> None:
    """Cut in half, one byte longer, empty, saved again by an editor in another encoding."""
    path = export / name
    path.write_bytes(damage(path.read_bytes()))
    assert {name} == {finding.file for finding in verify_export(export).findings}


def test_entries_and_hashes_that_are_both_gone_are_named(export: Path) -> None:
    """Nothing is left to hold the one against the other: that is no agreement."""
    for name in (BUNDLE, TILE):
        (export / name).write_bytes(b"")
    assert BUNDLE in {finding.file for finding in verify_export(export).findings}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["checkpoint", "keys.txt", "manifest.txt", "issues.csv", BUNDLE, TILE]),
        st.binary(max_size=300),
        min_size=1,
    )
)
def test_garbage_is_a_finding_never_a_crash(export: Path, garbage: dict[str, bytes]) -> None:
    """Any files full of any bytes."""
    kept = {name: (export / name).read_bytes() for name in garbage}
    for name, data in garbage.items():
        (export / name).write_bytes(data)
    findings = verify_export(export).findings
    for name, data in kept.items():
        (export / name).write_bytes(data)
    assert set(garbage) & {finding.file for finding in findings}


def test_the_report_names_file_entry_and_byte(export: Path) -> None:
    """In Japanese with English beside it."""
    path = export / BUNDLE
    damaged = bytearray(path.read_bytes())
    damaged[-1] ^= 1
    path.write_bytes(damaged)
    first, second, *_ = verify_export(export).lines()
    assert "異常が1件あります。 / 1 fault(s)." == first
    assert second.startswith(f"{BUNDLE}、記録 19 / entry 19、")
    assert second.endswith("記録が変えられています / the entry was changed")
