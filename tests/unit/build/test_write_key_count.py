"""The key count only ever falls by itself."""

from pathlib import Path

from build.write_key_count import PAGE, write
from tests.keycount.page import counts_in

_ROW = "| `name` | 氏名 | by name | {} | 0 | 0 | 5 | 3 | {} |\n"


def _page(keys: int) -> str:
    return _ROW.format(keys, 7.95 + keys / 5)


def test_a_shorter_flow_is_written(tmp_path: Path) -> None:
    """And so is the first page."""
    target = tmp_path / "page.md"
    for keys in (14, 13):
        assert {} == write(target, _page(keys))
        assert _page(keys) == target.read_text(encoding="utf-8")


def test_a_longer_flow_is_refused(tmp_path: Path) -> None:
    """The page stays as it is, and the task is named."""
    target = tmp_path / "page.md"
    write(target, _page(14))
    assert ["name"] == list(write(target, _page(15)))
    assert _page(14) == target.read_text(encoding="utf-8")


def test_the_page_of_the_tree_is_read_to_the_last_row() -> None:
    """Otherwise nothing would be refused."""
    text = PAGE.read_text(encoding="utf-8")
    assert text.count("\n| `") == len(counts_in(text))
