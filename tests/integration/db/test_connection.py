"""Encrypted databases: opened whole or refused with the reason, and never overwritten."""

import logging
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from branch_app.domain.errors import FileDamaged, FileForeign, FileTooNew, OutOfOrder, StoreBusy, StoreError
from db.connection import Durability, StoreFile, create_file, open_file, raw_key
from db.migrations.schema import Schema, mark
from db.sealing import SecretKey

KEY = SecretKey(b"k" * 32)
FIRST = ("CREATE TABLE word (text TEXT PRIMARY KEY) STRICT", "INSERT INTO word VALUES ('first')")
SCHEMA = Schema(mark("MGxx"), (FIRST,))
NEWER = Schema(SCHEMA.application_id, (FIRST, ("INSERT INTO word VALUES ('second')",)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed file with one row."""
    path = tmp_path / "some.db"
    create_file(path, KEY, SCHEMA, Durability.EVERY_COMMIT).close()
    return path


def opened(path: Path, key: SecretKey = KEY, schema: Schema = SCHEMA) -> StoreFile:
    """That file."""
    return open_file(path, key, schema, Durability.EVERY_COMMIT)


def words(file: StoreFile) -> list[str]:
    """What stands in the file."""
    with file.connected() as connection:
        found = [text for (text,) in connection.execute("SELECT text FROM word ORDER BY text")]
    file.close()
    return found


def refused(path: Path, error: type[StoreError], key: SecretKey = KEY, schema: Schema = SCHEMA) -> None:
    """Opening raises that error and leaves every byte as it was."""
    before = path.read_bytes()
    with pytest.raises(error):
        opened(path, key, schema)
    assert before == path.read_bytes()


def test_opens(path: Path) -> None:
    """What was written is there."""
    assert ["first"] == words(opened(path))


def test_nothing_readable_in_the_file(path: Path) -> None:
    """The header is no SQLite header and no word stands in the clear."""
    assert b"SQLite format" not in path.read_bytes()
    assert b"first" not in path.read_bytes()


def test_key_of_another_file(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Another key makes the file foreign, without a word on stderr."""
    refused(path, FileForeign, key=SecretKey(b"x" * 32))
    assert "" == capfd.readouterr().err


def test_plain_sqlite_file(tmp_path: Path) -> None:
    """Somebody's plain database is not ours."""
    path = tmp_path / "plain.db"
    connection = sqlcipher.connect(str(path))
    connection.execute("CREATE TABLE word (text)")
    connection.close()
    refused(path, FileForeign)


def test_another_kind_of_file(path: Path) -> None:
    """A register under the ledger's name is told apart by its mark."""
    refused(path, FileForeign, schema=Schema(mark("MGyy"), (FIRST,)))


def test_missing_file(tmp_path: Path) -> None:
    """A file that should be there and is not is never made anew."""
    with pytest.raises(FileDamaged):
        opened(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("size", [0, 1, 16, 4095, 4096, 6000])
def test_truncated(path: Path, size: int) -> None:
    """A shorter file is damaged, wherever it was cut."""
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(FileDamaged):
        words(opened(path))


def test_every_sampled_flip_of_the_first_page_is_found(path: Path) -> None:
    """Salt, header, body and HMAC: one altered bit is damage, not another key."""
    whole = path.read_bytes()
    for at in (*range(32), *range(32, 4096, 97), 4095):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        refused(path, FileDamaged)


def test_creating_over_an_existing_file(path: Path) -> None:
    """Set-up never overwrites."""
    before = path.read_bytes()
    with pytest.raises(FileForeign):
        create_file(path, KEY, SCHEMA, Durability.EVERY_COMMIT)
    assert before == path.read_bytes()


def test_newer_schema_is_left_alone(path: Path) -> None:
    """An older build refuses before it touches anything."""
    assert ["first", "second"] == words(opened(path, schema=NEWER))
    refused(path, FileTooNew)


def test_older_schema_is_brought_up(path: Path) -> None:
    """Only the steps that are missing run."""
    assert ["first", "second"] == words(opened(path, schema=NEWER))
    assert ["first", "second"] == words(opened(path, schema=NEWER))


def test_a_step_that_fails_leaves_the_version_before_it(path: Path) -> None:
    """A file is at one version or the next and never between."""
    broken = Schema(
        SCHEMA.application_id, (FIRST, ("INSERT INTO word VALUES ('half')", "INSERT INTO none VALUES (1)"))
    )
    with pytest.raises(StoreError):
        opened(path, schema=broken)
    assert ["first"] == words(opened(path))


def test_an_error_inside_a_transaction_undoes_it(path: Path) -> None:
    """All of a transaction or nothing."""
    file = opened(path)
    with pytest.raises(OutOfOrder), file.immediate() as connection:
        connection.executemany("INSERT INTO word VALUES (?)", [("new",), ("first",)])
    assert ["first"] == words(file)


def test_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another writer that does not let go is said to be busy."""
    monkeypatch.setattr("db.connection._BUSY_MS", 50)
    first, second = opened(path), opened(path)
    with first.immediate(), pytest.raises(StoreBusy), second.immediate():
        pass
    first.close()
    second.close()


def test_full_sync_on_every_connection(path: Path) -> None:
    """WAL, synchronous=FULL (2) and memory for temporary tables (2)."""
    file = opened(path)
    with file.connected() as connection:
        pragmas = ("journal_mode", "synchronous", "temp_store", "recursive_triggers", "foreign_keys")
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    file.close()
    assert ["wal", 2, 2, 1, 1] == found


def test_no_key_in_logs_or_reprs(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever is logged at DEBUG while a file is used, and whatever shows of it in a debugger."""
    caplog.set_level(logging.DEBUG)
    file = opened(path)
    with file.connected() as connection:
        connection.execute("SELECT 1")
        shown = caplog.text + repr(file) + repr(connection) + repr(vars(file))
    file.close()
    assert KEY.reveal().hex() not in shown
    assert raw_key(KEY) not in shown
