"""A log that was altered, restored or cloned is noticed, and the place is named."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from branch_app.domain.errors import FileDamaged, FileForeign, LogError, StoreError, TreeMismatch
from db.connection import Durability, open_file
from db.high_water import HighWaterMark
from db.ledger import SqlLedger
from db.migrations.ledger import LEDGER
from tests.fakes.store import ORIGIN, Desk, grow

SIDE_FILES = ("", "-wal", "-shm")


def snapshot(desk: Desk, to: Path) -> None:
    """A backup of the database with its side files."""
    to.mkdir()
    for side in SIDE_FILES:
        source = desk.place().path.with_name(desk.place().path.name + side)
        if source.exists():
            shutil.copy(source, to / source.name)


def restore(desk: Desk, backup: Path) -> None:
    """Put the backup where the log lies."""
    for side in SIDE_FILES:
        target = desk.place().path.with_name(desk.place().path.name + side)
        target.unlink(missing_ok=True)
        if (backup / target.name).exists():
            shutil.copy(backup / target.name, target)


def grown(desk: Desk, count: int) -> SqlLedger:
    """A log of that many entries."""
    ledger = desk.new_ledger()
    grow(ledger, count)
    return ledger


def forge(desk: Desk, *statements: str) -> None:
    """Alter the file with its own key, the triggers taken off: the worst insider."""
    file = open_file(desk.place().path, desk.place().key, LEDGER, Durability.EVERY_COMMIT)
    with file.immediate() as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
    file.close()


@pytest.mark.parametrize(
    ("statements", "position"),
    [
        (("UPDATE entry SET data = CAST(replace(CAST(data AS TEXT), 'card', 'pass') AS BLOB) WHERE seq = 4",), 4),
        (("UPDATE entry SET leaf = zeroblob(32) WHERE seq = 6",), 6),
        (
            (
                "PRAGMA defer_foreign_keys = 1",
                "DELETE FROM opening WHERE seq = 3",
                "DELETE FROM entry WHERE seq = 3",
            ),
            3,
        ),
        (("DELETE FROM opening WHERE seq = 9", "DELETE FROM entry WHERE seq = 9"), 9),
        (("UPDATE log SET frontier = zeroblob(length(frontier))",), 10),
    ],
)
def test_an_alteration_is_named_by_position(desk: Desk, statements: tuple[str, ...], position: int) -> None:
    """The check names the first entry that is not what was written."""
    ledger = grown(desk, 10)
    forge(desk, *statements)
    with pytest.raises(TreeMismatch) as caught:
        ledger.verify()
    ledger.close()
    assert position == caught.value.facts["position"]


def test_a_moved_opening_does_not_open(desk: Desk) -> None:
    """One citizen's snapshot never stands in for another's, even with the triggers off."""
    ledger = grown(desk, 2)
    forge(desk, "UPDATE opening SET sealed = (SELECT sealed FROM opening WHERE id = 4) WHERE id = 2")
    with pytest.raises(FileDamaged) as caught:
        ledger.openings(0, 2)
    ledger.close()
    assert 0 == caught.value.facts["position"]


def test_an_older_copy_of_the_log(desk: Desk, tmp_path: Path) -> None:
    """A backup put back would give the same numbers to other papers: it is refused."""
    ledger = grown(desk, 5)
    ledger.close()
    snapshot(desk, tmp_path / "backup")
    again = SqlLedger.open(desk.place())
    grow(again, 3)
    again.close()
    restore(desk, tmp_path / "backup")
    with pytest.raises(FileForeign) as caught:
        SqlLedger.open(desk.place())
    assert (5, 8) == (caught.value.facts["size"], caught.value.facts["mark"])


@pytest.mark.parametrize("more", [3, 6])
def test_a_clone_that_went_its_own_way(desk: Desk, tmp_path: Path, more: int) -> None:
    """As long as the mark or longer, but another log: refused all the same."""
    grown(desk, 5).close()
    snapshot(desk, tmp_path / "backup")
    elsewhere = replace(desk.place(), mark=tmp_path / "elsewhere.mark")
    shutil.copy(desk.place().mark, elsewhere.mark)
    ours = SqlLedger.open(desk.place())
    grow(ours, 3)
    ours.close()
    restore(desk, tmp_path / "backup")
    clone = SqlLedger.open(elsewhere)
    grow(clone, more)
    clone.close()
    with pytest.raises(FileForeign):
        SqlLedger.open(desk.place())


def test_a_mark_that_lags(desk: Desk) -> None:
    """A crash between commit and mark is no offence: the log opens, and the mark rises again."""
    ledger = grown(desk, 5)
    behind = desk.place().mark.read_bytes()
    grow(ledger, 3)
    ledger.close()
    desk.place().mark.write_bytes(behind)
    again = SqlLedger.open(desk.place())
    grow(again, 1)
    again.close()
    assert 9 == HighWaterMark(desk.place().mark, ORIGIN, desk.place().key).read().size


def test_a_record_of_the_mark_cut_short(desk: Desk) -> None:
    """One of two records is always whole."""
    ledger = grown(desk, 5)
    ledger.close()
    whole = desk.place().mark.read_bytes()
    for start in (0, 4096):
        desk.place().mark.write_bytes(whole[:start] + b"\xff" * 20 + whole[start + 20 :])
        assert HighWaterMark(desk.place().mark, ORIGIN, desk.place().key).read().size in {4, 5}


def test_no_mark(desk: Desk) -> None:
    """A log where no log was ever written is a clone."""
    grown(desk, 2).close()
    desk.place().mark.unlink()
    with pytest.raises(FileForeign):
        SqlLedger.open(desk.place())


def test_damaged_mark(desk: Desk) -> None:
    """A mark without one whole record is damage, not a licence."""
    grown(desk, 2).close()
    desk.place().mark.write_bytes(b"\0" * 8192)
    with pytest.raises(FileDamaged):
        SqlLedger.open(desk.place())


def test_a_flip_in_any_page_is_found(desk: Desk) -> None:
    """One altered bit anywhere in the file, index pages included, is damage or a mismatch, never silence."""
    grown(desk, 40).close()
    path = desk.place().path
    whole = path.read_bytes()
    for page in range(len(whole) // 4096):
        at = page * 4096 + (page * 1237) % 4096
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises((StoreError, LogError)):
            SqlLedger.open(desk.place()).verify()
