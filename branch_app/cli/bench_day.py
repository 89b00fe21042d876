"""``bench day``: a counter's day on a log of a million entries."""

import argparse
import json
import tempfile
from pathlib import Path

from branch_app.bench.day.figures import day_figures
from branch_app.cli.folder import folder
from branch_app.cli.kinds import Commands


def fill_day(bench: Commands) -> None:
    """Arguments of the command."""
    parser = bench.add_parser("day", help="a counter's day; status 1 when a limit does not hold")
    parser.add_argument("--json", type=Path, help="write them here too")
    parser.add_argument("--entries", type=int, default=1_000_000, help="entries in the log before the day")
    parser.add_argument("--issues", type=int, default=200, help="whole issues to measure")
    parser.add_argument("--folder", type=folder, help="where some 5 GB may lie meanwhile")
    parser.set_defaults(run=_bench_day)


def _bench_day(chosen: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="madoguchi-day-", dir=chosen.folder) as workspace:
        figures = day_figures(Path(workspace), chosen.entries, chosen.issues)
    text = json.dumps(figures.as_json(), indent=1)
    print(text)
    if chosen.json:
        chosen.json.parent.mkdir(parents=True, exist_ok=True)
        chosen.json.write_text(text + "\n", encoding="utf-8")
    return 1 if figures.over() else 0
