"""``demo``: one day at 菅行政サービスコーナー, without a display and without a question."""

import argparse
from pathlib import Path

from branch_app.cli.kinds import Commands
from branch_app.demo.play import play
from branch_app.demo.world import World


def add_to(commands: Commands) -> None:
    """Register the command."""
    demo = commands.add_parser("demo", help="見本の一日 / a day at a branch office, on real parts")
    demo.add_argument("--world", type=World, choices=list(World), default=World.TODAY)
    demo.add_argument("--out", type=Path, default=Path("out/demo"))
    demo.set_defaults(run=_demo)


def _demo(chosen: argparse.Namespace) -> int:
    play(chosen.world, chosen.out)
    return 0
