"""Devices to measure with: one as the demo sets it up, with a real counter's entries, and bare ones that push."""

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from branch_app.bench.issue import times_on
from branch_app.bench.sync.told import Pattern, Told
from branch_app.composition.device import Device
from branch_app.demo.narrator import Narrator
from branch_app.demo.set_up import Place, set_up
from branch_app.demo.stage import CentralProcess
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import ApplicationAccepted
from branch_app.domain.records.standing import Standing
from branch_app.domain.values.identifiers import RequestId
from branch_app.machine import StagedClock, SystemClock, SystemRandom
from branch_app.ports import Ledger
from branch_app.settings import table_texts
from sync.central.head_office import HeadOffice
from sync.central.serving.server import Settings, open_head_office
from sync.central.trust.enrolment import offer_code
from sync.client.enrolment import enrol
from sync.client.session import DeviceKeys, Session
from sync.client.transport import Line
from sync.wire.envelope import Signer

_DATABASE = "MADOGUCHI_CENTRAL_DB"
_HOSTS = ("localhost", "127.0.0.1")
_OFFICE = "C06"
_BATCH = 50


@dataclass(slots=True)
class Numbers:
    """``LineBook`` of a device that only measures."""

    number: int = 0
    ended: Standing = field(default=Standing.IN_FORCE)

    def next_number(self) -> int:
        """One more."""
        self.number += 1
        return self.number

    def skip_numbers(self, past: int) -> None:
        """Never back."""
        self.number = max(self.number, past)

    def key_until(self) -> datetime:
        """No measured day brings a new key."""
        return datetime.max.replace(tzinfo=UTC)

    def coming_key(self) -> bytes:
        """Never asked for."""
        return b""

    def held_keys(self) -> Sequence[bytes]:
        """None but the session's own."""
        return ()

    def change_key(self, public: bytes, until: datetime) -> None:
        """Never told."""

    def end(self, epoch: int, standing: Standing) -> None:
        """Heard."""
        self.ended = standing if epoch else self.ended

    def standing(self) -> Standing:
        """As heard."""
        return self.ended


@dataclass(frozen=True, slots=True)
class Stage:
    """Head office as a process of its own on PostgreSQL, the same one in this process, and a device with a log."""

    process: CentralProcess
    central: HeadOffice
    settings: Settings
    device: Device
    pattern: Pattern
    clock: StagedClock

    def serve(self) -> str:
        """Address of the process, which serves from now on."""
        self.process.start(self.clock.now())
        return self.process.url

    def joined(self, url: str, device: str) -> Session:
        """A bare device that enrolled; its line is open."""
        code = offer_code(self.central, _OFFICE, device, timedelta(minutes=10))
        keys = _keys()
        enrolment = enrol(url, code, keys, RequestId(secrets.token_hex(16))).enrolment
        return Session(Line(url, enrolment.central_ca), enrolment, keys, SystemRandom(), Numbers())


@contextmanager
def stage(workspace: Path, database: str) -> Iterator[Stage]:
    """Everything below ``workspace``."""
    clock = StagedClock(SystemClock().now())
    place = Place.fresh(workspace / "branch")
    os.environ[_DATABASE] = database
    try:
        with CentralProcess(workspace / "central", clock.now()) as process, Path(os.devnull).open("w") as silence:
            device = set_up(place, process, clock, Narrator(clock, total=1, out=silence))
            times_on(device, 1)
            settings = Settings(workspace / "central", database, _HOSTS)
            central = open_head_office(settings, table_texts(), clock.now)
            yield Stage(process, central, settings, device, _last_citizen(device.ledger), clock)
            central.close()
            device.close()
    finally:
        del os.environ[_DATABASE]


def write(device: Device, pattern: Pattern, entries: int) -> None:
    """Citizens into the device's own log until there are so many entries more."""
    ledger = device.ledger
    wanted = ledger.head().size + entries
    while (size := ledger.head().size) < wanted:
        told: list[Told] = []
        for _ in range(_BATCH):
            told += pattern.told(size + len(told))
        with ledger.exclusive() as writer:
            openings = [opening for _, found in told for opening in found]
            writer.append([Entry.from_bytes(leaf) for leaf, _ in told], openings)


def _last_citizen(ledger: Ledger) -> Pattern:
    size = ledger.head().size
    leaves = ledger.leaves(0, size)
    start = max(seq for seq, leaf in enumerate(leaves) if ApplicationAccepted.kind.encode() in leaf)
    return Pattern.of(ledger, start, size)


def _keys() -> DeviceKeys:
    log, paper = Ed25519PrivateKey.generate(), generate_private_key(SECP256R1())
    point = paper.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return DeviceKeys(Signer(log.public_key().public_bytes_raw(), log.sign), X25519PrivateKey.generate(), point)
