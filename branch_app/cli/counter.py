"""``counter``: the window of one device."""

import argparse
from pathlib import Path

from branch_app.composition.branch import HomeBranch
from branch_app.ui.app import run_window


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--home", type=Path, required=True, help="the device's home, with settings.toml")
    parser.set_defaults(run=_counter)


def _counter(chosen: argparse.Namespace) -> int:
    return run_window(HomeBranch(chosen.home))
