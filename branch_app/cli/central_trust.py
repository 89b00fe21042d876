"""``central devices``, ``revoke``, ``alarms``: whom head office believes."""

import argparse

from branch_app.cli.central_place import command, open_central
from branch_app.cli.kinds import Commands
from branch_app.cli.meant import day, key, one_of
from branch_app.domain.errors import BadInput
from branch_app.domain.records.standing import WhyRevoked
from sync.central.trust.alarms import alarms, saw
from sync.central.trust.authority import Line
from sync.central.trust.revocation import known_logs, revoke
from sync.central.trust.staff import Grant, grant, withdraw
from sync.wire.staff_messages import Caller

_ROLES = [role for role in Caller if role is not Caller.DEVICE]


def fill_trust(central: Commands) -> None:
    """Register the commands."""
    devices = command(central, "devices", "every device and epoch: how it stands, and how much of it is witnessed")
    devices.set_defaults(run=_devices)
    ended = command(central, "revoke", "trust a device no more, from its next contact on and for good")
    ended.add_argument("--device", required=True)
    ended.add_argument("--reason", **one_of(WhyRevoked), required=True)
    ended.set_defaults(run=_revoke)
    given = command(central, "grant", "let a person's key speak with head office from another computer")
    given.add_argument("--name", required=True, help="whose desk, such as a staff number")
    given.add_argument("--role", **one_of(_ROLES), required=True)
    given.add_argument("--office", default="", help="of an office's own desk")
    given.add_argument("--key", type=key, required=True, help="as `desk key` printed it")
    given.add_argument("--until", type=day, required=True, help="last day")
    given.set_defaults(run=_grant)
    taken = command(central, "withdraw", "take back every key of a person")
    taken.add_argument("--name", required=True)
    taken.set_defaults(run=_withdraw)
    renewed = command(central, "renew", "make anew what ends soon of the line, and print what was made")
    renewed.set_defaults(run=_renew)
    raised = command(central, "alarms", "what somebody must look at: forks, logs of devices that were ended")
    raised.add_argument("--saw", metavar="DEVICE", help="somebody looked at all of that device's")
    raised.set_defaults(run=_alarms)


def _devices(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    with central.database.connection_context():
        for log in known_logs():
            print(log.office, f"{log.device}/{log.epoch}", log.standing.value, log.size, sep="\t")
    return 0


def _revoke(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    with central.database.connection_context():
        revoke(central, chosen.device, chosen.reason)
    return 0


def _renew(chosen: argparse.Namespace) -> int:
    """Every command does it at its start: what it prints is what is other than before."""
    line = Line(chosen.folder)
    before = {path: path.read_bytes() for path in line.public_files()}
    open_central(chosen).close()
    for path in line.public_files():
        if path.read_bytes() != before.get(path):
            print(path)
    return 0


def _grant(chosen: argparse.Namespace) -> int:
    try:
        granted = Grant(chosen.name, chosen.role, chosen.office, chosen.key, chosen.until)
    except ValueError as error:
        raise BadInput(at=str(error)) from error
    central = open_central(chosen)
    with central.database.connection_context():
        grant(central, granted)
    return 0


def _withdraw(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    with central.database.connection_context():
        print(withdraw(central, chosen.name))
    return 0


def _alarms(chosen: argparse.Namespace) -> int:
    """Status 1 while there is one that nobody saw, so that a watch can ask."""
    central = open_central(chosen)
    with central.database.connection_context():
        if chosen.saw is not None:
            print(saw(central, chosen.saw))
            return 0
        raised = alarms()
    for each in raised:
        state = "seen" if each.seen else "new"
        print(
            each.at.isoformat(timespec="minutes"), f"{each.device}/{each.epoch}", each.kind.value, state, sep="\t"
        )
    return int(any(not each.seen for each in raised))
