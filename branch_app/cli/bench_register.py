"""``bench register``: the replica of a whole city, at three sizes."""

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from branch_app.bench.register.figures import RegisterFigures, growth, over, register_figures
from branch_app.cli.folder import folder
from branch_app.cli.kinds import Commands

_SIZES = (14_310, 143_100, 1_431_000)


def fill_register(bench: Commands) -> None:
    """Arguments of the command."""
    parser = bench.add_parser("register", help="the register replica; status 1 when a limit does not hold")
    parser.add_argument("--json", type=Path, help="write them here too, after each size")
    parser.add_argument("--residents", type=int, nargs="+", default=_SIZES, help="sizes of the made-up city")
    parser.add_argument("--folder", type=folder, help="where some 10 GB may lie meanwhile")
    parser.set_defaults(run=_bench_register)


def _bench_register(chosen: argparse.Namespace) -> int:
    sizes: list[RegisterFigures] = []
    with tempfile.TemporaryDirectory(prefix="madoguchi-register-", dir=chosen.folder) as workspace:
        for residents in chosen.residents:
            sizes.append(register_figures(Path(workspace) / str(residents), residents))
            text = _told(sizes)
            if chosen.json:  # after each size: the largest takes long, and may not come to its end
                chosen.json.parent.mkdir(parents=True, exist_ok=True)
                chosen.json.write_text(text + "\n", encoding="utf-8")
    print(text)
    return 1 if over(sizes) else 0


def _told(sizes: Sequence[RegisterFigures]) -> str:
    figures = {"sizes": [size.as_json() for size in sizes], "growth": growth(sizes), "over": over(sizes)}
    return json.dumps(figures, indent=1)
