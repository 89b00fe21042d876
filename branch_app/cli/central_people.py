"""``central invite``, ``dismiss``, ``second-person``, ``recovery-code``: what head office does for people."""

import argparse
from datetime import date, timedelta

from branch_app.cli.central_place import command, open_central
from branch_app.cli.kinds import Commands
from branch_app.cli.meant import day, one_of, positive
from branch_app.domain.records.enrolment import Role
from branch_app.domain.values.vouching import Vouched
from sync.central.people import Newcomer, dismiss, invite
from sync.central.trust.escrow import recovery_code
from sync.central.trust.vouching import vouch


def fill_people(central: Commands) -> None:
    """Register the commands."""
    newcomer = command(
        central, "invite", "put a person on a roster and print the code of their first sign-in, once"
    )
    newcomer.add_argument("--office", required=True)
    newcomer.add_argument("--operator", required=True, help="staff number")
    newcomer.add_argument("--name", required=True)
    newcomer.add_argument("--role", **one_of(Role), action="append", required=True)
    newcomer.add_argument("--since", type=day, default=date.min, help="first day, if it is to come")
    newcomer.add_argument("--until", type=day, required=True, help="last day on the roster")
    newcomer.add_argument("--days", type=positive, default=7, help="how long the code is good")
    newcomer.set_defaults(run=_invite)
    leaver = command(central, "dismiss", "take a person off a roster")
    leaver.add_argument("--office", required=True)
    leaver.add_argument("--operator", required=True)
    leaver.set_defaults(run=_dismiss)
    second = command(central, "second-person", "a supervisor's yes for a one-clerk office: prints eight digits")
    second.add_argument("--device", required=True)
    second.add_argument("--supervisor", required=True)
    second.add_argument("--action", **one_of(Vouched), required=True)
    second.add_argument("--challenge", required=True, help="the eight digits on the device's screen")
    second.set_defaults(run=_second_person)
    recovery = command(central, "recovery-code", "print a device's recovery code, to be read out")
    recovery.add_argument("--device", required=True)
    recovery.set_defaults(run=_recovery_code)


def _invite(chosen: argparse.Namespace) -> int:
    newcomer = Newcomer(chosen.operator, chosen.name, tuple(chosen.role), chosen.until, chosen.since)
    print(invite(open_central(chosen), chosen.office, newcomer, timedelta(days=chosen.days)))
    return 0


def _dismiss(chosen: argparse.Namespace) -> int:
    dismiss(open_central(chosen), chosen.office, chosen.operator)
    return 0


def _second_person(chosen: argparse.Namespace) -> int:
    print(vouch(open_central(chosen), chosen.device, chosen.supervisor, chosen.action, chosen.challenge))
    return 0


def _recovery_code(chosen: argparse.Namespace) -> int:
    print(recovery_code(open_central(chosen), chosen.device))
    return 0
