"""``central stick`` answers a USB stick of an office; ``central stick-again`` writes its answer once more."""

import argparse
from pathlib import Path

from branch_app.cli.central_place import command, open_central
from branch_app.cli.kinds import Commands
from db.atomic_file import write_replacing
from sync.central.stick import last_answer, read_stick


def fill_stick(central: Commands) -> None:
    """Register the commands."""
    stick = command(central, "stick", "do what a device's USB stick asks, and write the answer that goes back")
    stick.add_argument("--from", dest="source", type=Path, required=True, help="the device's file")
    stick.set_defaults(run=_stick)
    again = command(central, "stick-again", "the answer to a device's newest stick once more")
    again.add_argument("--device", required=True)
    again.set_defaults(run=_again)
    for each in (stick, again):
        each.add_argument("--to", type=Path, required=True, help="the file that goes back")


def _stick(chosen: argparse.Namespace) -> int:
    done = read_stick(open_central(chosen), chosen.source.read_bytes())
    write_replacing(chosen.to, done.file)
    print(f"{done.device}\t{done.number}")
    for route, status in done.answered:
        print(f"  {status}\t{route.name.lower()}")
    return 0


def _again(chosen: argparse.Namespace) -> int:
    write_replacing(chosen.to, last_answer(open_central(chosen), chosen.device))
    return 0
