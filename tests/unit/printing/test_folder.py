"""The folder printer's own rules; what it shares with a real one stands in the contract suite."""

from pathlib import Path

import pytest

from branch_app.domain.errors import PrinterAbsent, PrinterRefused
from branch_app.printing.folder import FolderPrinter
from tests.fakes.printing import ticket


def test_a_missing_folder_is_an_absent_printer(tmp_path: Path) -> None:
    """Nothing is created on the side: a typing mistake in the settings must show."""
    printer = FolderPrinter("folder", tmp_path / "nowhere")
    with pytest.raises(PrinterAbsent):
        printer.problems()
    with pytest.raises(PrinterAbsent):
        printer.submit(b"%PDF", ticket())
    assert not (tmp_path / "nowhere").exists()


def test_the_same_attempt_is_not_printed_twice(tmp_path: Path) -> None:
    """A name that is there is refused, and its file stays as it was."""
    printer = FolderPrinter("folder", tmp_path)
    printer.submit(b"first", ticket())
    with pytest.raises(PrinterRefused):
        printer.submit(b"second", ticket())
    assert [b"first"] == [each.read_bytes() for each in tmp_path.iterdir()]


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    """Two processes that chose the same name at the same moment: the later one is refused, nothing is left over."""
    target = tmp_path / f"000001-{ticket().name}.pdf"
    target.write_bytes(b"the other's")
    with pytest.raises(FileExistsError):
        FolderPrinter("folder", tmp_path)._write(target, b"ours")
    assert {target: b"the other's"} == {each: each.read_bytes() for each in tmp_path.iterdir()}


def test_files_of_another_origin_do_not_disturb(tmp_path: Path) -> None:
    """A folder people look into gathers other files."""
    (tmp_path / "notes.pdf").write_bytes(b"")
    (tmp_path / f"000007-x{ticket().name}.pdf").write_bytes(b"")
    printer = FolderPrinter("folder", tmp_path)
    assert printer.find(ticket()) is None
    assert 8 == printer.submit(b"%PDF", ticket())
