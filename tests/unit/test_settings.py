"""settings.toml of a device: read strictly, and wrong ones name the line."""

from pathlib import Path

import pytest

from branch_app.documents.marks.dots import Dots, Screens
from branch_app.domain.errors import SettingsWrong
from branch_app.settings import DeviceSettings, PrinterPlace, load_settings

LEAST = 'central = "https://central.example:8443"\nprinter = "ipp://printer.example/ipp/print"\n'


def read(folder: Path, text: str) -> DeviceSettings:
    """Settings of that text."""
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    return load_settings(folder)


def test_two_lines_are_enough(tmp_path: Path) -> None:
    """The rest has its usual value: security paper, no receipt printer, the first reader."""
    expected = DeviceSettings(
        central="https://central.example:8443",
        printer=PrinterPlace("ipp://printer.example/ipp/print"),
        printer_name="printer",
        stock="security",
        receipts=None,
        reader="",
        dots=None,
    )
    assert expected == read(tmp_path, LEAST)
    assert not expected.training


def test_every_line_is_read(tmp_path: Path) -> None:
    """A folder is a printer for training, where every paper says 見本."""
    lines = {
        "central": "https://central.example",
        "printer": "spool",
        "printer_name": "tray-1",
        "stock": "plain",
        "receipts": "ipp://[2001:db8::9]:8631/ipp/print",
        "reader": "ACS ACR1252 00 00",
        "dots": "2/8 5/18",
    }
    settings = read(tmp_path, "".join(f'{name} = "{value}"\n' for name, value in lines.items()))
    assert ("tray-1", "plain", "ACS ACR1252 00 00") == (settings.printer_name, settings.stock, settings.reader)
    assert settings.training
    assert Screens(Dots(2, 8), Dots(5, 18)) == settings.dots
    assert settings.receipts is not None
    assert settings.receipts.is_network


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (None, "settings.toml"),
        ("central = ", "settings.toml"),
        ("\xff", "settings.toml"),
        ('printer = "spool"', "central"),
        ('central = "https://central.example"', "printer"),
        (LEAST.replace("https", "http"), "central"),
        (LEAST.replace("central.example", ""), "central"),
        (LEAST.replace(":8443", ":84430"), "central"),
        (LEAST.replace("central.example", "["), "central"),
        (LEAST.replace("ipp:", "ftp:"), "printer"),
        (LEAST.replace("ipp://printer.example/ipp/print", ""), "printer"),
        (LEAST + 'receipts = "http://printer.example"', "receipts"),
        (LEAST + 'stock = " "', "stock"),
        (LEAST + 'printer_name = ""', "printer_name"),
        (LEAST + "reader = 1", "reader"),
        (LEAST + 'dots = "5/16 2/7"', "dots"),
        (LEAST + 'dots = ""', "dots"),
        (LEAST + 'raeder = "ACS"', "raeder"),
    ],
)
def test_what_cannot_be_meant_names_its_line(tmp_path: Path, text: str | None, at: str) -> None:
    """A missing file, a missing line, a typing mistake in name or value: never a guess."""
    if text is not None:
        (tmp_path / "settings.toml").write_text(text, encoding="latin-1")
    with pytest.raises(SettingsWrong) as refused:
        load_settings(tmp_path)
    assert {"at": at} == refused.value.facts
