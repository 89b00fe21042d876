"""``enrol``: this computer becomes a device of head office's, by a one-time code, with a first password."""

import argparse
import getpass
from pathlib import Path

from branch_app.composition.alone import alone
from branch_app.composition.first_run import Invitation, enrol_device
from branch_app.domain.errors import BadInput
from branch_app.machine import SystemRandom
from branch_app.settings import DeviceFolders, load_settings
from db.slots import Argon2Cost
from db.vault import Credentials


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--home", type=Path, required=True, help="the device's home, with settings.toml")
    parser.add_argument("--device", required=True, help="its name, as head office offered the code for it")
    parser.add_argument("--operator", required=True, help="who is the first to have a password here")
    parser.set_defaults(run=_enrol)


def _enrol(chosen: argparse.Namespace) -> int:
    """Cut short, the same words with the same code and password go on where it stopped."""
    settings = load_settings(chosen.home)
    code = input("登録番号 / enrolment code: ")
    password = getpass.getpass("新しいパスワード / new password: ")
    if getpass.getpass("もう一度 / once more: ") != password:
        raise BadInput(at="password")
    first, invitation = Credentials(chosen.operator, password), Invitation(settings.central, code, chosen.device)
    with alone(DeviceFolders.below(chosen.home)):
        enrolled = enrol_device(DeviceFolders.below(chosen.home), invitation, first, SystemRandom(), Argon2Cost())
    print(f"登録しました / enrolled: {enrolled.origin}")
    return 0
