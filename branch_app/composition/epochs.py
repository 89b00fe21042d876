"""A new epoch of a device, and the handing in of logs that are written no more."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from branch_app.composition.ledger_place import ledger_place
from branch_app.composition.line import keys_on_the_line
from branch_app.composition.patient import Patient
from branch_app.domain.errors import CentralConflict, DeviceLocked, FileForeign, MadoguchiError, WrongKey
from branch_app.domain.records.enrolment import Enrolment
from branch_app.domain.records.standing import Standing
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import Progress, Random
from db.device_keys import DeviceKeys
from db.keyring import KeyRing
from db.ledger import SqlLedger
from sync.client.aside import hand_in
from sync.client.enrolment import enrol
from sync.client.push import push
from sync.client.session import Session
from sync.client.transport import Line
from sync.wire.identity import EnrolmentCode


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One older log: how much of it head office has now, witnessed or kept aside; or why it does not."""

    origin: str
    size: int
    witnessed: bool
    fault: MadoguchiError | None = None


def begin_epoch(patient: Patient, code: str, random: Random) -> Enrolment:
    """Spend a code of head office's on fresh keys: a new log with numbers of its own, the old one kept as it is.

    Raises:
        WrongKey: nobody unlocked the device.
        BadInput: the code is mistyped.
        CentralError: ask again with the same code; the keys made for it stay.
        FileForeign: the code was made for another device.
    """
    if patient.ring is None:
        raise WrongKey(slot="operator")
    file = patient.device
    keys = file.epochs.coming_keys()
    request = RequestId(random.token(16).hex())
    told = enrol(patient.settings.central, EnrolmentCode.from_text(code), keys_on_the_line(keys), request)
    if told.enrolment.device != patient.enrolment.device:
        raise FileForeign(file="enrolment", reason=told.enrolment.device)
    file.begin_epoch(told.enrolment, told.policies, told.papers)
    return told.enrolment


def hand_in_rest(patient: Patient, random: Random, progress: Progress) -> Iterator[HandedIn]:
    """Every log of this device that is written no more, to head office; one that fails keeps no other from going.

    Raises:
        WrongKey: nobody unlocked the device.
    """
    file, ring = patient.device, patient.ring
    if ring is None:
        raise WrongKey(slot="operator")
    newest = file.enrolment()
    with Line(patient.settings.central, newest.central_ca) as line:
        for enrolment, keys in _written_no_more(patient):
            session = Session(line, enrolment, keys_on_the_line(keys), random, file.line)
            yield _handed_in(patient, ring, session, progress)


def _written_no_more(patient: Patient) -> Iterator[tuple[Enrolment, DeviceKeys]]:
    file = patient.device
    for enrolment in file.epochs.former():
        yield enrolment, file.epochs.former_keys(enrolment.epoch)
    if file.line.standing() is not Standing.IN_FORCE:
        yield file.enrolment(), file.keys()


def _handed_in(patient: Patient, ring: KeyRing, session: Session, progress: Progress) -> HandedIn:
    enrolment = session.enrolment
    folders = replace(patient.folders, medium=None)
    if not folders.ledger(enrolment.epoch).exists():
        return HandedIn(enrolment.origin, 0, witnessed=False)
    key = ring.key(folders.ledger(enrolment.epoch).name)
    try:
        with closing(SqlLedger.open(ledger_place(folders, enrolment, key, patient.retention(ring)))) as ledger:
            return _sent(session, ledger, progress)
    except MadoguchiError as error:
        return HandedIn(enrolment.origin, 0, witnessed=False, fault=error)


def _sent(session: Session, ledger: SqlLedger, progress: Progress) -> HandedIn:
    """Into the log itself where head office still takes it, else beside it."""
    try:
        return HandedIn(session.enrolment.origin, push(session, ledger, progress), witnessed=True)
    except (CentralConflict, DeviceLocked):
        return HandedIn(session.enrolment.origin, hand_in(session, ledger, progress), witnessed=False)
