"""A folder that a command is told."""

import argparse
from pathlib import Path

import pytest

from branch_app.cli.folder import folder


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    """With everything above it; one that is there stays."""
    made = folder(str(tmp_path / "a" / "b"))
    assert made.is_dir()
    assert made == folder(str(made))


def test_what_no_folder_can_be_is_told_as_an_argument(tmp_path: Path) -> None:
    """Not as an accident of the program."""
    (tmp_path / "file").touch()
    with pytest.raises(argparse.ArgumentTypeError, match="Not a directory"):
        folder(str(tmp_path / "file" / "below"))
