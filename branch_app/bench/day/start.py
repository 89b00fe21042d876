"""A start in a process of its own, which says ``usable`` when a form could be taken.

    python -m branch_app.bench.day.start HOME

Signed in with the password, the log held against its mark, the kept state checked against the log's tail, every job
in doubt listed, left-over files wiped. What the window draws is measured elsewhere (``bench window``).
"""

import sys
from pathlib import Path

from branch_app.bench.issue import InstantPrinter
from branch_app.composition.door import FrontDoor
from branch_app.composition.papers import paper_renderer
from branch_app.demo.set_up import SECOND
from branch_app.machine import SystemClock, SystemRandom
from branch_app.settings import DeviceFolders
from branch_app.usecases.leftovers import wipe_leftovers
from branch_app.usecases.recover import recover


def main(home: Path) -> None:
    """Say it and leave."""
    device = FrontDoor(DeviceFolders.below(home), SystemClock(), SystemRandom()).sign_in(
        SECOND.operator, SECOND.password
    )
    renderer = paper_renderer(device.paper_seals)
    desk = device.desk(InstantPrinter(), renderer, device.registers.open(), "plain", specimen=True)
    recover(desk)
    wipe_leftovers(desk)
    print("usable", flush=True)  # noqa: T201 - the bench listens
    sys.stdin.read()  # and looks how long this process stood in line
    device.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
