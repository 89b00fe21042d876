"""``counter``: the window of one device; a second one on the same device is refused."""

import argparse
from pathlib import Path

from branch_app.composition.alone import alone
from branch_app.composition.branch import HomeBranch
from branch_app.settings import DeviceFolders
from branch_app.ui.app import run_window


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--home", type=Path, required=True, help="the device's home, with settings.toml")
    parser.set_defaults(run=_counter)


def _counter(chosen: argparse.Namespace) -> int:
    branch = HomeBranch(chosen.home)
    with alone(DeviceFolders.below(chosen.home)):
        return run_window(branch)
