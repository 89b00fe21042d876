"""``central publish``: generations of the registers for every kind of office, from which devices are filled."""

import argparse
import json
import time

from branch_app.cli.central_place import command, open_central
from branch_app.cli.kinds import Commands
from sync.central.head_office import HeadOffice
from sync.central.registers.publication import publish


def fill_registers(central: Commands) -> None:
    """Register the command."""
    command(central, "publish", "cut the registers anew for every kind of office: nightly").set_defaults(run=_run)


def publish_registers(central: HeadOffice) -> None:
    """Cut what holds now; one line of JSON says how many generations are new, and how long it took."""
    began = time.monotonic()
    report = {"generations": publish(central), "seconds": round(time.monotonic() - began, 3)}
    print(json.dumps(report), flush=True)


def _run(chosen: argparse.Namespace) -> int:
    publish_registers(open_central(chosen))
    return 0
