"""``epoch begin``: a new log for a device that head office ended; ``epoch rest``: what older logs have goes in."""

import argparse
import getpass
from pathlib import Path

from branch_app.composition.alone import alone
from branch_app.composition.epochs import HandedIn, begin_epoch, hand_in_rest
from branch_app.composition.patient import Patient
from branch_app.machine import SystemClock, SystemRandom
from branch_app.settings import DeviceFolders
from db.vault import Credentials


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the commands."""
    epoch = parser.add_subparsers(required=True, metavar="what")
    begin = epoch.add_parser("begin", help="a new log under new keys, by a one-time code of head office's")
    begin.set_defaults(run=_begin)
    rest = epoch.add_parser("rest", help="hand in logs that are written no more, to be witnessed or kept aside")
    rest.set_defaults(run=_rest)
    for command in (begin, rest):
        command.add_argument("--home", type=Path, required=True, help="the device's home, with settings.toml")
        command.add_argument("--operator", required=True, help="whose password is asked for")


def _begin(chosen: argparse.Namespace) -> int:
    with alone(DeviceFolders.below(chosen.home)), _unlocked(chosen) as patient:
        code = input("登録番号 / enrolment code: ")
        enrolment = begin_epoch(patient, code, SystemRandom())
    print(f"新しい記録 / new log: {enrolment.origin}")
    return 0


def _rest(chosen: argparse.Namespace) -> int:
    with _unlocked(chosen) as patient:
        sent = list(hand_in_rest(patient, SystemRandom(), _unheard))
    for each in sent:
        print(each.origin, each.size, _said(each), sep="\t")
    return int(any(each.fault is not None for each in sent))


def _said(each: HandedIn) -> str:
    if each.fault is not None:
        return each.fault.code
    return "witnessed" if each.witnessed else "kept aside"


def _unlocked(chosen: argparse.Namespace) -> Patient:
    credentials = Credentials(chosen.operator, getpass.getpass())
    return Patient(chosen.home, SystemClock(), SystemRandom(), lambda vault: vault.sign_in(credentials))


def _unheard(_what: str, _done: int, _of: int) -> None:
    """Nobody watches."""
