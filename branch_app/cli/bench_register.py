"""``bench register``: the replica of a whole city, at three sizes."""

import argparse
import json
import tempfile
from pathlib import Path

from branch_app.bench.register.figures import growth, over, register_figures
from branch_app.cli.kinds import Commands

_SIZES = (14_310, 143_100, 1_431_000)


def fill_register(bench: Commands) -> None:
    """Arguments of the command."""
    parser = bench.add_parser("register", help="the register replica; status 1 when a limit does not hold")
    parser.add_argument("--json", type=Path, help="write them here too")
    parser.add_argument("--residents", type=int, nargs="+", default=_SIZES, help="sizes of the made-up city")
    parser.add_argument("--folder", type=Path, help="where some 10 GB may lie meanwhile")
    parser.set_defaults(run=_bench_register)


def _bench_register(chosen: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="madoguchi-register-", dir=chosen.folder) as workspace:
        sizes = [register_figures(Path(workspace) / str(residents), residents) for residents in chosen.residents]
    limits = over(sizes)
    figures = {"sizes": [size.as_json() for size in sizes], "growth": growth(sizes), "over": limits}
    text = json.dumps(figures, indent=1)
    print(text)
    if chosen.json:
        chosen.json.parent.mkdir(parents=True, exist_ok=True)
        chosen.json.write_text(text + "\n", encoding="utf-8")
    return 1 if limits else 0
