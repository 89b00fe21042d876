"""``central``: head office on this machine: load the demo city, offer an enrolment code, serve."""

import argparse
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

from branch_app.cli.kinds import Commands
from branch_app.documents.fonts import mincho_file
from branch_app.machine import StagedClock, SystemClock
from branch_app.settings import RESOURCES, load_tables
from sync.central.city import load_city, settle
from sync.central.enrolment import offer_code
from sync.central.head_office import HeadOffice
from sync.central.impression import Engraver
from sync.central.population import load_names, populated
from sync.central.server import RunningCentral, Settings, open_head_office

_DATABASE = "MADOGUCHI_CENTRAL_DB"
_HOSTS = ("localhost", "127.0.0.1")


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the commands."""
    central = parser.add_subparsers(required=True, metavar="what")
    serve = _command(central, "serve", "serve devices until the standard input closes or SIGINT")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8443)
    serve.set_defaults(run=_serve)
    load = _command(central, "load-demo", "load the made-up city of the demo")
    load.add_argument("--residents", type=int, default=1_500, help="so many more than those the demo names")
    load.set_defaults(run=_load)
    enrol = _command(central, "enrol", "print a one-time enrolment code for a new device")
    enrol.add_argument("--office", required=True)
    enrol.add_argument("--device", required=True)
    enrol.add_argument("--minutes", type=int, default=10)
    enrol.set_defaults(run=_enrol)


def _command(central: Commands, name: str, help_text: str) -> argparse.ArgumentParser:
    command = central.add_parser(name, help=help_text)
    command.add_argument("--folder", type=Path, required=True, help="keys, and the database unless one is named")
    command.add_argument("--at", type=datetime.fromisoformat, help="start the business clock at this time (demo)")
    return command


def _serve(chosen: argparse.Namespace) -> int:
    with RunningCentral(_open(chosen), chosen.host, chosen.port) as running:
        print(running.url, flush=True)
        sys.stdin.read()
    return 0


def _load(chosen: argparse.Namespace) -> int:
    central, demo = _open(chosen), RESOURCES / "demo"
    turn_of_the_year = central.clock().date().replace(month=1, day=1)
    named = load_city(demo / "city.json")
    city = populated(named, load_names(demo / "names.toml"), chosen.residents, turn_of_the_year)
    settle(central, city, Engraver(mincho_file(RESOURCES)))
    return 0


def _enrol(chosen: argparse.Namespace) -> int:
    code = offer_code(_open(chosen), chosen.office, chosen.device, timedelta(minutes=chosen.minutes))
    print(code.text())
    return 0


def _open(chosen: argparse.Namespace) -> HeadOffice:
    folder: Path = chosen.folder
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = os.environ.get(_DATABASE) or f"sqlite:///{folder.resolve() / 'central.db'}"
    clock = StagedClock(chosen.at) if chosen.at else SystemClock()
    return open_head_office(Settings(folder, database, _HOSTS), load_tables(), clock.now)
