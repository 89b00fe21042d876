"""What a machine says of a place that somebody named is said in three parts, as every error."""

import errno
import io
import re
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from branch_app.cli.commands import run
from branch_app.cli.told import told, unusable
from branch_app.domain.errors import DiskFull

TRACE = re.compile("Traceback|Error")


def said(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    """On the error stream, by a command that failed."""
    assert 1 == run([str(word) for word in words])
    told = capsys.readouterr().err
    assert (6, None) == (len(told.splitlines()), TRACE.search(told))
    return told


@pytest.mark.parametrize("command", ["export", "paper-trust"])
def test_a_folder_that_is_not_there_is_named(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a table or the trust of papers was to be written."""
    monkeypatch.delenv("MADOGUCHI_CENTRAL_DB", raising=False)
    what = ("cases", "export") if command == "export" else (command,)
    out = tmp_path / "none" / "out"
    words = said(capsys, "central", *what, "--folder", tmp_path / "central", "--out", out)
    assert f"({out}) cannot be used: there is no such place" in words


def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a folder where a file is meant."""
    monkeypatch.delenv("MADOGUCHI_CENTRAL_DB", raising=False)
    load = ("central", "load", "--folder", tmp_path / "central", "--table", "household", "--file")
    assert "there is no such place" in said(capsys, *load, tmp_path / "none")
    assert "it is a folder and no file" in said(capsys, *load, tmp_path)


def test_a_stick_that_is_not_plugged_in_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before any password is asked; no folder of its name comes to lie on the disk."""
    stick = tmp_path / "stick"
    words = said(capsys, "stick", "write", "--to", stick / "out", "--home", tmp_path, "--operator", "o-1")
    assert f"({stick}) cannot be used: there is no such place" in words
    assert not stick.exists()


def test_an_address_that_somebody_uses_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two head offices on one port."""
    monkeypatch.delenv("MADOGUCHI_CENTRAL_DB", raising=False)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        words = said(capsys, "central", "serve", "--folder", tmp_path / "central", "--port", str(port))
    assert str(port) in words
    assert "another program uses it" in words


def test_a_full_disk_is_a_full_disk() -> None:
    """Whatever was to be written."""
    assert isinstance(unusable(OSError(errno.ENOSPC, "No space left on device", "/media/usb")), DiskFull)
    assert "/media/usb" in told(unusable(OSError(errno.EIO, "Input/output error", "/media/usb")))


def test_a_name_is_told_as_it_is() -> None:
    """Words of ours in it are not translated."""
    words = told(unusable(FileNotFoundError(errno.ENOENT, "", "/media/jam paper/known")))
    assert 2 == words.count("/media/jam\N{NO-BREAK SPACE}paper/known")


def test_a_database_that_fails_in_the_middle_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was opened, and then a table was not there any more."""
    monkeypatch.delenv("MADOGUCHI_CENTRAL_DB", raising=False)
    place = ("--folder", str(tmp_path))
    assert 0 == run(["central", "report", *place])
    with closing(sqlite3.connect(tmp_path / "central.db")) as database:
        database.execute("DROP TABLE alarm")
    assert "Head office's database" in said(capsys, "central", "alarms", *place)


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_backup_asks_its_database_first(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is begun where it does not answer: no file of a backup, no keys in a folder."""
    monkeypatch.delenv("MADOGUCHI_CENTRAL_DB", raising=False)
    folder, safe = tmp_path / "central", tmp_path / "safe.key"
    assert 0 == run(["central", "backup-key", "--folder", str(folder), "--out", str(safe)])
    (tmp_path / "tape").mkdir()
    files = ("--database", str(tmp_path / "tape" / "database"), "--keys", str(tmp_path / "keys"))
    assert 0 == run(["central", "backup", "--folder", str(folder), "--keys", files[3]])
    monkeypatch.setenv("MADOGUCHI_CENTRAL_DB", "postgresql://nobody@127.0.0.1:1/none")
    where = tmp_path / "new" if command == "restore" else folder
    key = ("--key", safe) if command == "restore" else ()
    assert "Head office's database" in said(capsys, "central", command, "--folder", where, *files, *key)
    assert ([], False) == (list((tmp_path / "tape").iterdir()), (tmp_path / "new").exists())


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql://nobody@127.0.0.1:1/none", "Head office's database cannot be reached or opened."),
        ("postgresql://127.0.0.1:none/none", "makes no sense (database)"),
        ("postgresql:///none?colour=red", "makes no sense (database)"),
        ("mysql://127.0.0.1/none", "makes no sense (database)"),
    ],
)
def test_a_database_that_is_not_there_is_said(
    address: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address that is none, and one where nobody answers."""
    monkeypatch.setenv("MADOGUCHI_CENTRAL_DB", address)
    assert says in said(capsys, "central", "report", "--folder", tmp_path / "central")


def test_a_question_that_nobody_answers_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The standard input ended before the code was typed."""
    (tmp_path / "settings.toml").write_text('central = "https://127.0.0.1:1"\nprinter = "spool"\n')
    monkeypatch.setattr("sys.stdin", io.StringIO())
    words = said(capsys, "enrol", "--home", tmp_path, "--device", "suge-01", "--operator", "clerk-1")
    assert "(there is no answer)" in words


def test_bytes_that_are_no_text_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An argument as a terminal of another encoding gives it."""
    monkeypatch.delenv("MADOGUCHI_CENTRAL_DB", raising=False)
    words = said(capsys, "central", "cases", "show", "\udcff", "--folder", tmp_path / "central")
    assert "(it cannot be read as text)" in words


def test_who_interrupts_a_question_reads_nothing_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C at the first question; a shell is told as ever."""
    (tmp_path / "settings.toml").write_text('central = "https://127.0.0.1:1"\nprinter = "spool"\n')

    def interrupted(_prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)
    assert 130 == run(["enrol", "--home", str(tmp_path), "--device", "suge-01", "--operator", "clerk-1"])
    assert ("", "") == tuple(capsys.readouterr())
