"""Print files: one a job, the very bytes or nothing."""

from pathlib import Path

import pytest

from branch_app.domain.errors import BadInput, FileDamaged, KeyMissing, OutOfOrder
from branch_app.domain.values.identifiers import JobId
from db.printfiles import EncryptedPrintFiles
from db.sealing import SecretKey

FIRST = JobId("019a0000-0000-7000-8000-000000000001")
SECOND = JobId("019a0000-0000-7000-8000-000000000002")
PDF = b"%PDF-1.7 " + "𠮷野 さくら".encode()


@pytest.fixture
def files(tmp_path: Path) -> EncryptedPrintFiles:
    """An empty folder of them."""
    return EncryptedPrintFiles(tmp_path / "printfiles", "C06-1", SecretKey(b"k" * 32))


def sealed(tmp_path: Path, job: JobId) -> Path:
    """Where a job's file lies."""
    return tmp_path / "printfiles" / f"{job}.sealed"


def test_the_very_bytes(files: EncryptedPrintFiles) -> None:
    """What was put is what comes back, as often as it is asked for."""
    files.put(FIRST, PDF)
    assert PDF == files.get(FIRST) == files.get(FIRST)


def test_a_second_file_for_the_same_job_is_refused(files: EncryptedPrintFiles) -> None:
    """The Kawasaki accident of 2023: a later file never overwrites an earlier one."""
    files.put(FIRST, PDF)
    with pytest.raises(OutOfOrder):
        files.put(FIRST, b"a stranger's")
    assert PDF == files.get(FIRST)


def test_exchanged_files_are_found(files: EncryptedPrintFiles, tmp_path: Path) -> None:
    """Another job's file under this job's name does not open."""
    files.put(FIRST, PDF)
    files.put(SECOND, b"a stranger's")
    sealed(tmp_path, FIRST).write_bytes(sealed(tmp_path, SECOND).read_bytes())
    with pytest.raises(FileDamaged):
        files.get(FIRST)


def test_the_file_of_another_device(files: EncryptedPrintFiles, tmp_path: Path) -> None:
    """The same key on another device opens nothing."""
    files.put(FIRST, PDF)
    with pytest.raises(FileDamaged):
        EncryptedPrintFiles(tmp_path / "printfiles", "C06-2", SecretKey(b"k" * 32)).get(FIRST)


def test_every_flipped_byte_is_found(files: EncryptedPrintFiles, tmp_path: Path) -> None:
    """All of them, one after another."""
    files.put(FIRST, PDF)
    path = sealed(tmp_path, FIRST)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(FileDamaged):
            files.get(FIRST)


def test_every_cut_is_found(files: EncryptedPrintFiles, tmp_path: Path) -> None:
    """A shorter file is damaged, an empty one too."""
    files.put(FIRST, PDF)
    whole = sealed(tmp_path, FIRST).read_bytes()
    for size in range(len(whole)):
        sealed(tmp_path, FIRST).write_bytes(whole[:size])
        with pytest.raises(FileDamaged):
            files.get(FIRST)


def test_wiped(files: EncryptedPrintFiles) -> None:
    """After delivery it is gone, and wiping twice is no error."""
    files.put(FIRST, PDF)
    files.put(SECOND, PDF)
    files.wipe(FIRST)
    files.wipe(FIRST)
    with pytest.raises(KeyMissing):
        files.get(FIRST)
    assert (SECOND,) == files.kept()


@pytest.mark.parametrize("name", ["", "../vault", "019a0000-0000-7000-8000-00000000000G", "/etc/passwd"])
def test_a_job_id_is_no_path(files: EncryptedPrintFiles, name: str) -> None:
    """Only UUIDs name files."""
    with pytest.raises(BadInput):
        files.put(JobId(name), PDF)


def test_nothing_readable(files: EncryptedPrintFiles, tmp_path: Path) -> None:
    """Neither the name nor the mark of a PDF is on the disk, and nobody else may read the file."""
    files.put(FIRST, PDF)
    data = sealed(tmp_path, FIRST).read_bytes()
    assert b"PDF" not in data
    assert "𠮷野".encode() not in data
    assert 0o600 == sealed(tmp_path, FIRST).stat().st_mode & 0o777
    assert [sealed(tmp_path, FIRST)] == list((tmp_path / "printfiles").iterdir())
