"""``central``: head office on this machine: load the demo city, offer an enrolment code, serve."""

import argparse
from datetime import timedelta

from branch_app.cli.central_backup import fill_backup
from branch_app.cli.central_cases import fill_cases
from branch_app.cli.central_city import fill_city
from branch_app.cli.central_load import fill_load
from branch_app.cli.central_papers import fill_papers
from branch_app.cli.central_people import fill_people
from branch_app.cli.central_place import command, open_central, with_a_database
from branch_app.cli.central_policy import fill_policy
from branch_app.cli.central_registers import fill_registers
from branch_app.cli.central_report import fill_report
from branch_app.cli.central_serving import fill_serving
from branch_app.cli.central_stick import fill_stick
from branch_app.cli.central_stops import fill_stops
from branch_app.cli.central_trust import fill_trust
from branch_app.cli.meant import positive
from sync.central.trust.enrolment import offer_code


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the commands."""
    parser.set_defaults(within=with_a_database)
    central = parser.add_subparsers(required=True, metavar="what")
    fill_serving(central)
    fill_city(central)
    fill_load(central)
    fill_report(central)
    fill_cases(central)
    fill_backup(central)
    enrol = command(central, "enrol", "print a one-time enrolment code for a new device")
    enrol.add_argument("--office", required=True)
    enrol.add_argument("--device", required=True)
    enrol.add_argument("--minutes", type=positive, default=10)
    enrol.set_defaults(run=_enrol)
    fill_people(central)
    fill_stops(central)
    fill_registers(central)
    fill_policy(central)
    fill_papers(central)
    fill_trust(central)
    fill_stick(central)


def _enrol(chosen: argparse.Namespace) -> int:
    code = offer_code(open_central(chosen), chosen.office, chosen.device, timedelta(minutes=chosen.minutes))
    print(code.text())
    return 0
