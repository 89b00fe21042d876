"""USB sticks of one device for whoever unlocked it: also of one that head office ended, to hand in its log."""

from branch_app.composition.line import session_keys
from branch_app.composition.patient import Patient
from branch_app.domain.errors import WrongKey
from branch_app.ports import Progress, Random
from branch_app.usecases.synchronise import Synchronised
from branch_app.usecases.take_stick import take_stick
from db.ledger import SqlLedger
from sync.client.receipts import newest_receipt
from sync.client.session import Session
from sync.client.stick import NoLine, Outstanding, read_stick, write_stick


def written_stick(patient: Patient, random: Random, start: int | None = None) -> bytes:
    """The file for head office, remembered before anybody has it; ``start`` sends the log again from that entry on.

    Raises:
        WrongKey: nobody unlocked the device.
        MirrorError: nothing leaves that is not on the second medium.
    """
    file, ledger, session = patient.device, _ledger(patient), _session(patient, random)
    ledger.mirror()
    if start is None:
        receipt = newest_receipt(session, ledger)
        start = receipt.size if receipt else 0
    unsent = tuple(kept.hold for kept in file.restrictions.holds() if kept.known is None)
    outstanding = Outstanding(unsent, file.restrictions.point(), file.policies.newest(), start)
    sent, data = write_stick(session, ledger, outstanding, file.sticks)
    file.sticks.keep(sent)
    return data


def taken_stick(patient: Patient, data: bytes, random: Random, progress: Progress) -> Synchronised:
    """What head office answered, taken in.

    Raises:
        StickRefused, CentralError, DataStale, StoreError: as ``read_stick`` and ``take_stick``.
    """
    file, ledger = patient.device, _ledger(patient)
    brought = read_stick(_session(patient, random), data, file.sticks)
    return take_stick(brought, file.restrictions, file, file.policies, ledger, file.sticks, progress)


def _session(patient: Patient, random: Random) -> Session:
    file = patient.device
    return Session(NoLine(), file.enrolment(), session_keys(file), random, file.line)


def _ledger(patient: Patient) -> SqlLedger:
    if patient.ring is None:
        raise WrongKey(slot="operator")
    return patient.ledger(patient.ring)
