"""Count the keys of every task and write ``docs/key-count.md``: ``python -m build.write_key_count`` in the root.

A task that needs more than the page says is refused, with exit status 1. Who means it takes the row out of the page
by hand first, and says why in the commit.
"""

import sys
import tempfile
from pathlib import Path

from tests.keycount.bench import make_city
from tests.keycount.klm import Count
from tests.keycount.measure import searches, tasks
from tests.keycount.page import counts_in, grown, page

PAGE = Path(__file__).parents[1] / "docs" / "key-count.md"


def main() -> int:
    """The exit status."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        made = home / "city"
        make_city(made)
        text = page(tasks(made, home / "tasks"), searches(made, home / "search"))
    refused = write(PAGE, text)
    for code, (before, now) in refused.items():
        print(f"{code}: {before} has become {now}")
    return 1 if refused else 0


def write(target: Path, text: str) -> dict[str, tuple[Count, Count]]:
    """Write it, unless some task has grown: those, with the figures before and now."""
    before = counts_in(target.read_text(encoding="utf-8")) if target.exists() else {}
    refused = grown(before, counts_in(text))
    if not refused:
        target.write_text(text, encoding="utf-8")
    return refused


if __name__ == "__main__":
    sys.exit(main())
