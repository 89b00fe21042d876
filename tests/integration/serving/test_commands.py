"""The commands of head office's command line that a night and a morning need."""

import io
import json
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from branch_app.cli.commands import run
from branch_app.domain.records.register_rows import line_of
from sync.central.trust import authority, roots
from sync.wire.lines import to_line
from tests.fakes.register_records import HOME

Central = Callable[..., str]


@pytest.fixture
def central(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Central:
    """``main.py central …`` on a head office of a folder; what it printed."""
    monkeypatch.delenv("MADOGUCHI_CENTRAL_DB", raising=False)

    def command(name: str, *words: str | Path) -> str:
        place = ("--folder", str(tmp_path / "central"))
        assert 0 == run(["central", name, *place, *map(str, words)])
        return capsys.readouterr().out

    return command


def test_rows_are_loaded_and_a_backup_is_restored(
    central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same head office stands again: the second load says nothing new."""
    row = to_line(line_of(HOME)) + b"\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(row)))
    loaded = json.loads(central("load", "--table", "household"))
    assert {"table": "household", "change_seq": 1} == loaded
    (tmp_path / "tape").mkdir()
    central("backup-key", "--out", tmp_path / "safe.key")
    files = ("--database", tmp_path / "tape" / "database", "--keys", tmp_path / "keys")
    central("backup", *files)
    (tmp_path / "central").rename(tmp_path / "burnt")
    assert "" == central("restore", *files, "--key", tmp_path / "safe.key")
    (tmp_path / "rows").write_bytes(row)
    assert loaded == json.loads(central("load", "--table", "household", "--file", tmp_path / "rows"))


def test_a_database_put_back_by_other_means_is_told(central: Central, tmp_path: Path) -> None:
    """Every epoch that is given afterwards lies above the minute; said again later, above that one."""
    above = int(central("put-back"))
    assert above > 400_000
    with sqlite3.connect(tmp_path / "central" / "central.db") as database:
        assert [(above,)] == database.execute("SELECT value FROM sequence WHERE name = 'epoch'").fetchall()
    assert above <= int(central("put-back"))


def test_what_ends_soon_is_made_anew_and_named(
    central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For whoever reloads the proxy: nothing is printed where nothing changed."""
    folder = tmp_path / "central"
    assert [f"{folder}/ca.pem", f"{folder}/server.pem"] == central("renew").split()
    assert "" == central("renew")
    monkeypatch.setattr(roots, "FOLLOWED", roots.LASTS)
    assert [f"{folder}/ca-2.pem"] == central("renew").split()
    monkeypatch.setattr(roots, "FOLLOWED", timedelta(0))
    monkeypatch.setattr(authority, "_RENEW_DAYS", 91)
    assert [f"{folder}/server.pem"] == central("renew").split()


def test_a_line_that_says_nothing_is_named_by_its_number(
    central: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not by what it says, which is somebody's; and nothing was put down."""
    (tmp_path / "rows").write_bytes(to_line(line_of(HOME)) + b'\n["secret"]\n')
    folder = str(tmp_path / "central")
    words = ["central", "load", "--folder", folder, "--table", "household", "--file", str(tmp_path / "rows")]
    assert 1 == run(words)
    assert "secret" not in "".join(capsys.readouterr())
    assert "" == central("report")


def test_the_proxy_is_configured_for_the_names_it_has(central: Central, tmp_path: Path) -> None:
    """And the certificate says them."""
    words = ("--listen", "0.0.0.0:8443", "--run", tmp_path, "--worker", tmp_path / "1.sock")
    central("proxy", *words, "--name", "central.example", "--out", tmp_path / "nginx.conf")
    assert f"server unix:{tmp_path}/1.sock" in (tmp_path / "nginx.conf").read_text()
    assert "central.example" in (tmp_path / "central" / "hosts").read_text()
