"""``calibrate``: the sheet comes out of the certificate printer, or into a file."""

from pathlib import Path

import pytest

from branch_app.cli.commands import run
from branch_app.documents.readback import read_back


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A training device with a calibrated printer."""
    lines = 'central = "https://central.example"\nprinter = "spool"\nprinter_name = "tray-1"\n'
    (tmp_path / "settings.toml").write_text(lines, "utf-8")
    (tmp_path / "spool").mkdir()
    return tmp_path


def test_the_sheet_lies_in_the_tray(home: Path) -> None:
    """One page that names its printer."""
    assert 0 == run(["calibrate", "--home", str(home)])
    (sheet,) = (home / "spool").iterdir()
    (page,) = read_back(sheet.read_bytes())
    assert any("tray-1" in run for run in page.runs)


def test_the_sheet_is_a_file_where_asked(home: Path) -> None:
    """Then nothing is printed."""
    assert 0 == run(["calibrate", "--home", str(home), "--out", str(home / "sheet.pdf")])
    assert [] == list((home / "spool").iterdir())
    assert (home / "sheet.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_a_device_without_settings_prints_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says so and leaves with status 1."""
    assert 1 == run(["calibrate", "--home", str(tmp_path)])
    assert "settings.toml" in capsys.readouterr().err
