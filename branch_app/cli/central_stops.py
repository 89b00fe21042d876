"""``central restrict``, ``release``, ``holds``, ``restate-restrictions``, ``extend``: what may be issued.

Persons are read from the standard input, one 宛名番号 a line: an argument would stand in the list of processes.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from branch_app.cli.central_place import command, open_central
from branch_app.cli.kinds import Commands
from branch_app.cli.meant import day
from branch_app.domain.errors import BadInput
from branch_app.domain.records.extension import EXTENDABLE
from branch_app.domain.values.identifiers import ResidentId
from sync.central.extensions import Terms, extend
from sync.central.holds import told_holds
from sync.central.restrictions import release, restate, restrict_all

_NUMBER = re.compile(r"\d{10}", re.ASCII)


def fill_stops(central: Commands) -> None:
    """Register the commands."""
    command(central, "restrict", "block persons, one number a line of the standard input").set_defaults(
        run=_restrict
    )
    command(central, "release", "release persons, one number a line of the standard input").set_defaults(
        run=_release
    )
    command(central, "holds", "list what devices were told by telephone").set_defaults(run=_holds)
    anew = command(central, "restate-restrictions", "after a restore: say everybody's state under new versions")
    anew.add_argument("--above", type=int, required=True, help="the highest version that any device holds")
    anew.set_defaults(run=_restate)
    longer = command(central, "extend", "sign an extension for a disaster; its devices keep it closed")
    longer.add_argument("--office", action="append", required=True)
    longer.add_argument("--register", action="append", choices=EXTENDABLE, required=True)
    longer.add_argument("--days", type=int, required=True, help="how much older data may be")
    longer.add_argument("--from", dest="first", type=day, required=True, help="first day it may be used")
    longer.add_argument("--until", type=day, required=True, help="last day it may be used")
    longer.set_defaults(run=_extend)


def _restrict(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    persons = tuple(_persons())
    with central.database.connection_context():
        print(restrict_all(central, persons))
    return 0


def _release(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    persons = tuple(_persons())
    with central.database.connection_context():
        for person in persons:
            print(release(central, person))
    return 0


def _holds(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    with central.database.connection_context():
        for told in told_holds():
            print(told.device, told.resident, told.reason.value, told.version, sep="\t")
    return 0


def _restate(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    with central.database.connection_context():
        print(restate(central, chosen.above))
    return 0


def _extend(chosen: argparse.Namespace) -> int:
    """One for each office, with a serial of its own: opened at one it says nothing of another."""
    central = open_central(chosen)
    zone = central.clock().tzinfo
    first = datetime.combine(chosen.first, time(), zone)
    end = datetime.combine(chosen.until + timedelta(days=1), time(), zone) - timedelta(seconds=1)
    terms = Terms(tuple(dict.fromkeys(chosen.register)), chosen.days, first, end)
    for office in dict.fromkeys(chosen.office):
        print(office, extend(central, office, terms).serial, sep="\t")
    return 0


def _persons() -> Iterator[ResidentId]:
    for line in sys.stdin:
        number = line.strip()
        if not _NUMBER.fullmatch(number):
            raise BadInput(at="resident")
        yield ResidentId(number)
