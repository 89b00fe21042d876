"""``look.toml``: kept whole or as it was, read whatever lies there."""

from pathlib import Path

import pytest

from branch_app.composition.look_file import LookFile

KEPT = 'palette = "dark"\n'


def test_what_is_kept_is_read_by_the_next_start(tmp_path: Path) -> None:
    """Written anew each time; nothing unfinished stays beside it."""
    LookFile(tmp_path).keep("before")
    LookFile(tmp_path).keep(KEPT)
    assert KEPT == LookFile(tmp_path).read()
    assert ["look.toml"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b""])
def test_bytes_that_are_no_text_are_nothing(tmp_path: Path, raw: bytes) -> None:
    """No start is refused for them."""
    (tmp_path / "look.toml").write_bytes(raw)
    assert "" == LookFile(tmp_path).read()


def test_no_file_and_a_folder_in_its_place_are_nothing(tmp_path: Path) -> None:
    """Nor for these."""
    assert "" == LookFile(tmp_path).read()
    (tmp_path / "look.toml").mkdir()
    assert "" == LookFile(tmp_path).read()
