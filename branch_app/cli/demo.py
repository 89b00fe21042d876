"""``demo``: one day at 菅行政サービスコーナー without a display and a question, or its counter as a window."""

import argparse
from pathlib import Path

from branch_app.cli.meant import one_of
from branch_app.demo.play import play
from branch_app.demo.window import play_in_window
from branch_app.demo.world import World


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--world", **one_of(World), default=World.TODAY)
    parser.add_argument("--out", type=Path, default=Path("out/demo"))
    parser.add_argument("--window", action="store_true", help="open the counter's window in training mode")
    parser.set_defaults(run=_demo)


def _demo(chosen: argparse.Namespace) -> int:
    if chosen.window:
        return play_in_window(chosen.world, chosen.out)
    play(chosen.world, chosen.out)
    return 0
