"""``device.db``: what must work before anyone signs in. Opened through the machine slot alone."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.errors import DataStale, KeyMissing, OutOfOrder, WrongKey
from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.records.paper_trust import PaperStanding
from branch_app.domain.records.policy import PolicyBundle
from branch_app.domain.values.codec import decode, encode
from db.cases import StoredCases
from db.challenges import StoredChallenges
from db.connection import Durability, StoreFile, create_file, open_file
from db.device_keys import DeviceKeys, Purpose
from db.epochs import StoredEpochs
from db.extensions import StoredExtensions
from db.keyring import KeyRing
from db.line_book import StoredLineBook
from db.migrations.device import DEVICE
from db.papers import StoredPapers
from db.policies import StoredPolicies
from db.restrictions import StoredRestrictions
from db.sticks import StoredSticks
from db.tries import StoredTries

NAME = "device.db"


class DeviceFile:
    """Enrolment, keys, restrictions and tables of one device, and what is kept of tries and codes."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file
        self.restrictions = StoredRestrictions(file)
        self.extensions = StoredExtensions(file)
        self.policies = StoredPolicies(file)
        self.papers = StoredPapers(file)
        self.tries = StoredTries(file)
        self.challenges = StoredChallenges(file)
        self.cases = StoredCases(file)
        self.line = StoredLineBook(file)
        self.epochs = StoredEpochs(file)
        self.sticks = StoredSticks(file)

    @classmethod
    def create(cls, folder: Path, machine: KeyRing) -> "DeviceFile":
        """A new device with keys of its own, not enrolled yet.

        Raises:
            FileForeign: one lies there already.
            DiskFull.
        """
        raw = DeviceKeys.generate().raw()
        rows = [("INSERT INTO secret VALUES (?, ?)", (purpose.value, key)) for purpose, key in raw.items()]
        return cls(create_file(folder / NAME, machine.make_key(NAME), DEVICE, Durability.EVERY_COMMIT, rows))

    @classmethod
    def open(cls, folder: Path, machine: KeyRing) -> "DeviceFile":
        """The device as it was left.

        Raises:
            FileDamaged, FileForeign, FileTooNew, KeyMissing.
        """
        return cls(open_file(folder / NAME, machine.key(NAME), DEVICE, Durability.EVERY_COMMIT))

    def keys(self) -> DeviceKeys:
        """Log, transport and paper keys."""
        with self._file.connected() as connection:
            rows = connection.execute("SELECT name, material FROM secret").fetchall()
        return DeviceKeys({Purpose(name): material for name, material in rows})

    def enrol(
        self, enrolment: Enrolment, policies: Sequence[PolicyBundle] = (), papers: PaperStanding | None = None
    ) -> None:
        """Keep what central fixed: a new epoch beside the old, the same epoch again with a new roster; new tables.

        Raises:
            DataStale: older than what we have of that epoch or of the tables; ours stands, and nothing was kept.
        """
        with self._file.immediate() as connection:
            self._enrol(connection, enrolment, policies, papers)
        self.line.forget_former(enrolment.as_of)

    def begin_epoch(
        self, enrolment: Enrolment, policies: Sequence[PolicyBundle] = (), papers: PaperStanding | None = None
    ) -> None:
        """The same for a new epoch, whose keys (``epochs.coming_keys``) are the device's from now on.

        Raises:
            DataStale: it is no later epoch than ours.
        """
        with self._file.erasing() as connection:
            ((newest,),) = connection.execute("SELECT max(epoch) FROM enrolment").fetchall()
            if enrolment.epoch <= newest:
                raise DataStale(register="roster", version=enrolment.version)
            self.epochs.change_keys(connection)
            self._enrol(connection, enrolment, policies, papers)

    def _enrol(
        self,
        connection: Any,  # noqa: ANN401 - the driver has no types
        enrolment: Enrolment,
        policies: Sequence[PolicyBundle],
        papers: PaperStanding | None,
    ) -> None:
        body = to_canonical(encode(enrolment))
        query = "SELECT body FROM enrolment WHERE epoch = ?"
        row = connection.execute(query, (enrolment.epoch,)).fetchone()
        if row is not None and not enrolment.follows(_parsed(row[0])):
            raise DataStale(register="roster", version=enrolment.version)
        connection.execute(
            "INSERT INTO enrolment VALUES (?, ?) ON CONFLICT (epoch) DO UPDATE SET body = excluded.body",
            (enrolment.epoch, body),
        )
        self.policies.keep(connection, policies, enrolment.as_of.date())
        if papers is not None:
            self.papers.keep(connection, enrolment.epoch, papers)

    def enrolment(self) -> Enrolment:
        """Of the newest epoch.

        Raises:
            KeyMissing: not enrolled.
        """
        with self._file.connected() as connection:
            row = connection.execute("SELECT body FROM enrolment ORDER BY epoch DESC LIMIT 1").fetchone()
        if row is None:
            raise KeyMissing(what="enrolment")
        return _parsed(row[0])

    def use_code(self, verifier: bytes) -> None:
        """A one-time code counts now, and never again.

        Raises:
            WrongKey: it counted before.
        """
        try:
            with self._file.immediate() as connection:
                connection.execute("INSERT INTO used_code VALUES (?)", (verifier,))
        except OutOfOrder as error:
            raise WrongKey(slot="code") from error

    def escrowed(self) -> int | None:
        """Serial of the recovery code head office acknowledged; None when it holds none that is secret still."""
        with self._file.connected() as connection:
            row = connection.execute("SELECT serial FROM escrow").fetchone()
        return None if row is None else int(row[0])

    def keep_escrowed(self, serial: int) -> None:
        """Head office holds that code."""
        with self._file.immediate() as connection:
            connection.execute("INSERT OR REPLACE INTO escrow VALUES (1, ?)", (serial,))

    def forget_escrowed(self) -> None:
        """The code was read out: it still opens, and wants to be replaced."""
        with self._file.immediate() as connection:
            connection.execute("DELETE FROM escrow")

    def transport_key(self) -> X25519PrivateKey:
        """What central seals to."""
        return self.keys().transport()

    def quick_check(self) -> None:
        """Read everything once.

        Raises:
            FileDamaged.
        """
        self._file.quick_check()

    def close(self) -> None:
        """Close this thread's connection."""
        self._file.close()


@lru_cache(maxsize=2)
def _parsed(body: bytes) -> Enrolment:
    """Asked for whenever somebody stands at the door; it changes when central says so."""
    return decode(Enrolment, from_canonical(body))
