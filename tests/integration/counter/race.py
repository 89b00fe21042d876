"""One clerk of the race: a process of its own on the same device, starting each round with the other."""

import time
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path

from branch_app.composition.papers import printer_at
from branch_app.domain.errors import PrinterBusy
from branch_app.domain.values.identifiers import JobId
from branch_app.machine import SystemClock
from branch_app.ports import PrintState
from branch_app.printing.client import PrinterAddress
from branch_app.settings import DeviceFolders
from branch_app.usecases.desk import Desk
from branch_app.usecases.print_copy import follow, send
from db.vault import Credentials
from tests.fakes.branch import open_branch
from tests.fakes.clerk import deliver, desk_of, order

_LOOK_S = 0.002


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who works for which citizen, on which device and printer."""

    home: Path
    credentials: Credentials
    resident: str
    address: PrinterAddress
    rounds: int


def work(clerk: Clerk, barrier: Barrier) -> None:
    """Every round: wait for the other, then everything from the form to the hand-over."""
    folders = DeviceFolders.below(clerk.home)
    device = open_branch(folders, SystemClock(), clerk.credentials)
    desk = desk_of(device, printer_at(clerk.address, "counter"))
    for number in range(clerk.rounds):
        barrier.wait(60)
        _, jobs = order(desk, f"{clerk.credentials.operator}-{number}", clerk.resident)
        for job in jobs:
            _print(desk, job)
        deliver(desk, jobs)
    device.close()


def _print(desk: Desk, job: JobId) -> None:
    """One job in flight a printer: the other clerk waits until ours is out."""
    while True:
        try:
            send(desk, job)
            break
        except PrinterBusy:
            time.sleep(_LOOK_S)  # polling for the other process, as a clerk's screen would
    while follow(desk, job).state is PrintState.PENDING:
        time.sleep(_LOOK_S)
