"""``central``: head office on this machine: load the demo city, offer an enrolment code, serve."""

import argparse
import sys
from datetime import timedelta

from branch_app.cli.central_city import fill_city
from branch_app.cli.central_papers import fill_papers
from branch_app.cli.central_people import fill_people
from branch_app.cli.central_place import command, open_central
from branch_app.cli.central_policy import fill_policy
from branch_app.cli.central_registers import fill_registers
from branch_app.cli.central_stops import fill_stops
from branch_app.cli.central_trust import fill_trust
from sync.central.enrolment import offer_code
from sync.central.server import RunningCentral


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the commands."""
    central = parser.add_subparsers(required=True, metavar="what")
    serve = command(central, "serve", "serve devices until the standard input closes or SIGINT")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8443)
    serve.set_defaults(run=_serve)
    fill_city(central)
    enrol = command(central, "enrol", "print a one-time enrolment code for a new device")
    enrol.add_argument("--office", required=True)
    enrol.add_argument("--device", required=True)
    enrol.add_argument("--minutes", type=int, default=10)
    enrol.set_defaults(run=_enrol)
    fill_people(central)
    fill_stops(central)
    fill_registers(central)
    fill_policy(central)
    fill_papers(central)
    fill_trust(central)


def _serve(chosen: argparse.Namespace) -> int:
    with RunningCentral(open_central(chosen), chosen.host, chosen.port) as running:
        print(running.url, flush=True)
        sys.stdin.read()
    return 0


def _enrol(chosen: argparse.Namespace) -> int:
    code = offer_code(open_central(chosen), chosen.office, chosen.device, timedelta(minutes=chosen.minutes))
    print(code.text())
    return 0
