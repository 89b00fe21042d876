"""The second medium of a device: prepared once, and what a lost log is made from again."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from branch_app.composition.patient import Patient
from branch_app.domain.errors import FileDamaged, FileForeign, LogError, MirrorGone, WrongKey
from branch_app.ports import LogHead
from db.ledger import LedgerPlace, SqlLedger, mirror_of
from db.rebuild import Rebuilt, survey, take


@dataclass(frozen=True, slots=True)
class SecondMedium:
    """That of one device, in the hands of whoever unlocked it."""

    place: LedgerPlace

    def begin(self) -> LogHead:
        """Prepare it and copy the whole log.

        Raises:
            MirrorError.
        """
        mirror = mirror_of(self.place)
        if mirror is None:
            raise MirrorGone(reason="no medium")
        mirror.begin()
        with closing(SqlLedger.open_or_create(self.place)) as ledger:
            ledger.mirror()
            return ledger.head()

    def sound(self) -> LogHead | None:
        """The log, if it is whole: then there is nothing to rebuild."""
        try:
            with closing(SqlLedger.open(self.place)) as ledger:
                return ledger.verify()
        except (FileDamaged, FileForeign, LogError):
            return None

    def survey(self) -> Rebuilt:
        """What the mirror gives, made beside the log; nothing is changed.

        Raises:
            MirrorError, FileForeign, DiskFull.
        """
        return survey(self.place)

    def take(self) -> Path | None:
        """Let it be the log; where the old one lies."""
        aside = take(self.place)
        with closing(SqlLedger.open(self.place)) as ledger:
            ledger.mirror()
        return aside


def second_medium(patient: Patient) -> SecondMedium:
    """That of an unlocked device.

    Raises:
        WrongKey: nobody unlocked it.
        MirrorGone: the settings name none.
    """
    ring = patient.ring
    if ring is None:
        raise WrongKey(slot="operator")
    if patient.settings.mirror is None:
        raise MirrorGone(reason="no medium")
    # What the first sign-in would make: a medium can be prepared before it.
    for file in (patient.folders.ledger(patient.enrolment.epoch).name, "retention"):
        ring.make_key(file)
    return SecondMedium(patient.ledger_place(ring))
