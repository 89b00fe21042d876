"""``sync``: a device that keeps in step with head office while nobody sits at its window.

A line on the standard input asks for a trip now; its end, or SIGINT, ends it. Without ``--operator`` only what the
machine's own keys open comes down: restrictions, roster, tables. With one, entries go up as well, and registers
come down once an hour.
"""

import argparse
import getpass
import secrets
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from enum import Enum
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from branch_app.cli.told import told
from branch_app.composition.device import Device
from branch_app.composition.device_office import DeviceOffice
from branch_app.composition.door import FrontDoor
from branch_app.composition.line import head_office
from branch_app.domain.errors import MadoguchiError
from branch_app.domain.rules.back_off import LONGEST_PAUSE_MS, NextTry
from branch_app.machine import SystemClock, SystemRandom
from branch_app.settings import DeviceFolders, DeviceSettings, load_settings
from branch_app.usecases.status import log_status
from branch_app.usecases.synchronise import Synchronised
from sync.client.transport import Line

RENEWAL_PAUSE_MS = 3_600_000


class Wish(Enum):
    """What somebody asks for between two trips."""

    NOW = "now"
    END = "end"


Trip = Callable[[], str]
"""One trip over the line; what there is to say about it."""


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--home", type=Path, required=True, help="the device's home, with settings.toml")
    parser.add_argument("--operator", help="whose password is asked for; entries go up and registers come down")
    parser.add_argument("--once", action="store_true", help="one trip; status 1 when it met something")
    parser.set_defaults(run=_sync)


def _sync(chosen: argparse.Namespace) -> int:
    settings = load_settings(chosen.home)
    folders = DeviceFolders.below(chosen.home, settings.mirror)
    door = FrontDoor(folders, SystemClock(), SystemRandom())
    if chosen.operator is None:
        return _go(chosen, lambda: _freshened(door, settings))
    with closing(door.sign_in(chosen.operator, getpass.getpass())) as device:
        return _go(chosen, Round(device, settings.central).trip)


def _go(chosen: argparse.Namespace, trip: Trip) -> int:
    if chosen.once:
        print(trip())
        return 0
    with suppress(KeyboardInterrupt):
        keep_in_step(trip, _asked())
    return 0


def keep_in_step(trip: Trip, wishes: "SimpleQueue[Wish]") -> None:
    """Trip after trip with the pauses of the window, until somebody wishes for the end."""
    clock, next_try = SystemClock(), NextTry()
    while True:
        chance = secrets.randbelow(1 << 32) / (1 << 32)
        try:
            print(trip(), flush=True)
            next_try = next_try.after_success(clock.monotonic_ms())
        except MadoguchiError as error:
            _say(error)
            next_try = next_try.after_failure(clock.monotonic_ms(), chance)
        with suppress(Empty):
            if wishes.get(timeout=next_try.left_ms(clock.monotonic_ms()) / 1_000) is Wish.END:
                return


class Round:
    """Everything there is to carry; the registers with it when an hour has passed."""

    def __init__(self, device: Device, url: str) -> None:
        self._device = device
        self._office = DeviceOffice(device, url)
        self._clock = SystemClock()
        self._next_renewal_ms = 0

    def trip(self) -> str:
        """One of them."""
        if self._clock.monotonic_ms() < self._next_renewal_ms:
            return self._told(self._office.synchronise(_unheard))
        self._next_renewal_ms = self._clock.monotonic_ms() + LONGEST_PAUSE_MS
        done = self._office.renew(_unheard)
        self._next_renewal_ms = self._clock.monotonic_ms() + RENEWAL_PAUSE_MS
        return self._told(done)

    def _told(self, done: Synchronised) -> str:
        level = log_status(self._device.ledger).level
        return f"{level.value}: 記録 / entries {done.size}, 確認済み / witnessed {done.witnessed}"


def _freshened(door: FrontDoor, settings: DeviceSettings) -> str:
    with Line(settings.central, door.file.enrolment().central_ca) as line:
        freshened = door.freshen(head_office(door.file, line, SystemRandom()))
    if freshened.fault is not None:
        raise freshened.fault
    return f"制限の一覧 / restrictions as of {freshened.ages.restrictions}"


def _asked() -> "SimpleQueue[Wish]":
    """A wish for now with each line that comes in, then the one for the end."""
    wishes: SimpleQueue[Wish] = SimpleQueue()

    def listen() -> None:
        for _line in sys.stdin:
            wishes.put(Wish.NOW)
        wishes.put(Wish.END)

    Thread(target=listen, daemon=True).start()
    return wishes


def _say(error: MadoguchiError) -> None:
    print(told(error), file=sys.stderr, flush=True)


def _unheard(_what: str, _done: int, _of: int) -> None:
    """Whoever looks reads the line at the end of a trip."""
