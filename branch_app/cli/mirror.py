"""``mirror begin`` prepares a second medium; ``mirror rebuild`` makes a lost log from it, when a person says so."""

import argparse
import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from branch_app.composition.alone import alone
from branch_app.composition.patient import Patient
from branch_app.composition.second_medium import SecondMedium, second_medium
from branch_app.machine import SystemClock, SystemRandom
from branch_app.settings import DeviceFolders
from db.vault import Credentials

_YES = "yes"


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the commands."""
    mirror = parser.add_subparsers(required=True, metavar="what")
    begin = mirror.add_parser("begin", help="prepare the folder that settings.toml names, and copy the whole log")
    begin.set_defaults(run=_begin)
    rebuild = mirror.add_parser("rebuild", help="make a lost or damaged log from the medium, to its last entry")
    rebuild.set_defaults(run=_rebuild)
    for command in (begin, rebuild):
        command.add_argument("--home", type=Path, required=True, help="the device's home, with settings.toml")
        command.add_argument("--operator", required=True, help="whose password is asked for")


def _begin(chosen: argparse.Namespace) -> int:
    with _medium(chosen) as medium:
        head = medium.begin()
    print(f"写しました / copied: {head.size} entries, root {head.root.hex()}")
    return 0


def _rebuild(chosen: argparse.Namespace) -> int:
    with _medium(chosen) as medium:
        sound = medium.sound()
        if sound is not None:
            print(f"記録は壊れていません / the log is sound: {sound.size} entries, root {sound.root.hex()}")
            return 0
        found = medium.survey()
        print(f"写しの記録 / the copy: {found.head.size} entries, root {found.head.root.hex()}")
        print(f"最後の記録 / last entry: {found.last_wall}; センター確認済み / witnessed: {found.witnessed}")
        if input(f"この写しから作り直しますか / rebuild from it? ({_YES}) ").strip() != _YES:
            return 1
        aside = medium.take()
    print(f"作り直しました / rebuilt; 前のファイル / the old file: {aside.name if aside else '-'}")
    return 0


@contextmanager
def _medium(chosen: argparse.Namespace) -> Iterator[SecondMedium]:
    """Unlocked, and nobody else at this device meanwhile."""
    credentials = Credentials(chosen.operator, getpass.getpass())
    with (
        alone(DeviceFolders.below(chosen.home)),
        Patient(chosen.home, SystemClock(), SystemRandom(), lambda vault: vault.sign_in(credentials)) as patient,
    ):
        yield second_medium(patient)
