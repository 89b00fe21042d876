"""``export``: what an auditor takes away from a device, by two persons. ``audit verify`` checks it anywhere."""

import argparse
import getpass
from contextlib import closing
from pathlib import Path

from branch_app.cli.second_person import add_second, second_of
from branch_app.composition.audit_export import export_audit
from branch_app.composition.door import FrontDoor
from branch_app.domain.values.vouching import Vouched
from branch_app.machine import SystemClock, SystemRandom
from branch_app.settings import DeviceFolders, load_settings


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--home", type=Path, required=True, help="the device's home, with settings.toml")
    parser.add_argument("--operator", required=True, help="whose password is asked for")
    parser.add_argument("--to", type=Path, required=True, help="a folder that is not there yet")
    add_second(parser)
    parser.set_defaults(run=_export)


def _export(chosen: argparse.Namespace) -> int:
    folders = DeviceFolders.below(chosen.home, load_settings(chosen.home).mirror)
    door = FrontDoor(folders, SystemClock(), SystemRandom())
    with closing(door.sign_in(chosen.operator, getpass.getpass())) as device:
        second = second_of(chosen, device.second_persons, Vouched.EXPORT)
        head = export_audit(device, chosen.to, second)
    print(f"書き出しました / written: {head.size} entries, root {head.root.hex()}, {chosen.to}")
    return 0
