"""``bench sync``: devices and head office on a PostgreSQL of the bench's own."""

import argparse
import json
import tempfile
from pathlib import Path

from branch_app.bench.sync.figures import sync_figures
from branch_app.cli.kinds import Commands


def fill_sync(bench: Commands) -> None:
    """Arguments of the command."""
    parser = bench.add_parser("sync", help="the line to head office; status 1 when a limit does not hold")
    parser.add_argument(
        "--json", type=Path, nargs="?", const=Path("out/bench-sync.json"), help="write them here too"
    )
    parser.add_argument("--devices", type=int, default=28, help="that were offline at the same time")
    parser.add_argument("--issues", type=int, default=1_500, help="of each of them meanwhile, some thirty days")
    parser.add_argument("--behind", type=int, default=10_000, help="entries that one device is behind")
    parser.add_argument(
        "--cities", type=int, default=10, help="so many city days compared as one, beside one alone"
    )
    parser.set_defaults(run=_bench_sync)


def _bench_sync(chosen: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="madoguchi-sync-") as workspace:
        figures = sync_figures(Path(workspace), chosen.devices, chosen.issues, chosen.behind, chosen.cities)
    text = json.dumps(figures.as_json(), indent=1)
    print(text)
    if chosen.json:
        chosen.json.parent.mkdir(parents=True, exist_ok=True)
        chosen.json.write_text(text + "\n", encoding="utf-8")
    return 1 if figures.over() else 0
