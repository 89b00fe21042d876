"""``bench window``: how quick the counter's window is, on an X server of its own."""

import argparse
import json
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from branch_app.bench.window.display import OwnDisplay, missing
from branch_app.bench.window.figures import Sizes, window_figures
from branch_app.cli.kinds import Commands

_SIZES = Sizes()


def fill_window(bench: Commands) -> None:
    """Arguments of the command."""
    parser = bench.add_parser("window", help="the counter's window; status 1 when a limit does not hold")
    parser.add_argument("--json", type=Path, help="write them here too")
    parser.add_argument(
        "--display", action="store_true", help="on the display that is there, not on one of its own"
    )
    parser.add_argument("--starts", type=int, default=_SIZES.starts, help="starts of the program")
    parser.add_argument("--keys", type=int, default=_SIZES.keys, help="keys typed into the search box")
    parser.add_argument("--rounds", type=int, default=_SIZES.rounds, help="walks through all screens")
    parser.add_argument("--entries", type=int, default=_SIZES.entries, help="entries that another process writes")
    parser.add_argument("--few", type=int, default=_SIZES.few, help="issues before memory is first looked at")
    parser.add_argument("--many", type=int, default=_SIZES.many, help="issues before it is looked at again")
    parser.set_defaults(run=_bench_window)


def _bench_window(chosen: argparse.Namespace) -> int:
    lacking = missing()
    if lacking:
        print(f"needs {', '.join(lacking)}", file=sys.stderr)
        return 2
    sizes = Sizes(chosen.starts, chosen.keys, chosen.rounds, chosen.entries, chosen.few, chosen.many)
    with ExitStack() as stack:
        workspace = stack.enter_context(tempfile.TemporaryDirectory(prefix="madoguchi-window-"))
        if not chosen.display:
            stack.enter_context(OwnDisplay())
        figures = window_figures(Path(workspace), sizes)
    text = json.dumps(figures.as_json(), indent=1)
    print(text)
    if chosen.json:
        chosen.json.parent.mkdir(parents=True, exist_ok=True)
        chosen.json.write_text(text + "\n", encoding="utf-8")
    return 1 if figures.over() else 0
