"""A quick look at the files: every page is read, and a damaged one is noticed."""

from pathlib import Path

import pytest

from branch_app.domain.errors import FileDamaged
from branch_app.domain.log.commitment import Retention
from db.device import DeviceFile
from db.ledger import SqlLedger
from db.retention import RetentionKeys
from tests.fakes.store import DEVICE, PERIOD, Desk, grow

PAGE = 4096


def _flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def test_a_sound_log_passes_and_a_damaged_page_does_not(tmp_path: Path) -> None:
    """One bit in the middle of the file."""
    desk = Desk(tmp_path)
    ledger = desk.new_ledger()
    grow(ledger, 100)
    ledger.quick_check()
    ledger.close()
    _flip(desk.place().path, 5 * PAGE + 200)
    ledger = SqlLedger.open(desk.place())
    with pytest.raises(FileDamaged):
        ledger.quick_check()
    ledger.close()


def test_a_sound_device_file_passes(tmp_path: Path) -> None:
    """As it was made."""
    desk = Desk(tmp_path)
    file = DeviceFile.create(desk.folder.data, desk.vault.machine_ring())
    file.quick_check()
    file.close()


def test_keys_of_openings_are_unwrapped_one_by_one(tmp_path: Path) -> None:
    """Living ones are counted, shredded ones are no fault, an altered or foreign one is."""
    desk = Desk(tmp_path)
    folder = tmp_path / "retention"
    keys = RetentionKeys(folder, DEVICE, desk.counter.make_key("retention"))
    assert 0 == keys.check()
    for retention in Retention:
        keys.pseudonym_key(retention, PERIOD)
    assert 3 == keys.check()
    keys.shred(Retention.REFUSAL, PERIOD)
    assert 2 == keys.check()
    (folder / "nobody's-FY2026.key").write_bytes(b"MGRK1")
    with pytest.raises(FileDamaged):
        keys.check()
    (folder / "nobody's-FY2026.key").unlink()
    _flip(next(folder.glob("issuance-*.key")), 40)
    with pytest.raises(FileDamaged):
        RetentionKeys(folder, DEVICE, desk.counter.make_key("retention")).check()
