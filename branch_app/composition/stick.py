"""USB sticks of one device for whoever unlocked it: also of one that head office ended, to hand in its log."""

import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.composition.line import session_keys
from branch_app.composition.patient import Patient
from branch_app.domain.errors import BadInput, StoreError, WrongKey
from branch_app.domain.records.freight import Freight
from branch_app.ports import Progress, Random, RecoveryCode, RegisterPosition
from branch_app.settings import BUILD
from branch_app.usecases.crossing import Loads
from branch_app.usecases.freshen import without_a_person
from branch_app.usecases.journal import Journal, Versions
from branch_app.usecases.pull_cases import pull_cases
from branch_app.usecases.renew import renew
from branch_app.usecases.roster import on_roster
from branch_app.usecases.start_log import sign_in
from branch_app.usecases.synchronise import Synchronised
from branch_app.usecases.take_stick import settle_code, take_stick
from branch_app.usecases.trust import refuse_ended
from branch_app.usecases.veil import Veil
from db.generations import RegisterFolder
from db.keyring import KeyRing
from db.ledger import SqlLedger
from db.recovery import EscrowedCodes
from db.replica import StoredReplica
from db.seals import DeviceSeals
from sync.client.brought import read_stick
from sync.client.receipts import newest_receipt
from sync.client.session import Session
from sync.client.stick import NoLine, Outstanding, write_stick


def written_stick(patient: Patient, random: Random, start: int | None = None, *, whole: bool = False) -> bytes:
    """The file for head office, remembered before anybody has it.

    ``start`` sends the log again from that entry on; ``whole`` asks for a generation of the registers.

    Raises:
        WrongKey: nobody unlocked the device.
        BadInput: the log has no such entry.
        MirrorError: nothing leaves that is not on the second medium.
    """
    file, ledger, session = patient.device, patient.ledger(_ring(patient)), _session(patient, random)
    if start is not None and not 0 <= start <= ledger.head().size:
        raise BadInput(at="entry")
    ledger.mirror()
    outstanding = Outstanding(
        holds=tuple(kept.hold for kept in file.restrictions.holds() if kept.known is None),
        point=file.restrictions.point(),
        policy=file.policies.newest(),
        registers=_position(patient),
        whole=whole,
        start=_witnessed(session, ledger) if start is None else start,
        cases=file.cases.point(),
        code=_unsent_code(patient),
    )
    reply_key = reply_key_of(patient).public_key().public_bytes_raw()
    sent, data = write_stick(session, ledger, outstanding, file.sticks, reply_key)
    file.sticks.keep(sent)
    return data


def taken_stick(
    patient: Patient, operator: str, data: bytes, random: Random, progress: Progress
) -> tuple[Synchronised, frozenset[Freight]]:
    """What head office answered, taken in, and what of it was carried; ``operator`` is whoever unlocked the device.

    Raises:
        StickRefused, CentralError, DataStale, StoreError: as ``read_stick`` and ``take_stick``.
    """
    file, ledger = patient.device, patient.ledger(_ring(patient))
    brought = read_stick(_session(patient, random), data, file.sticks, reply_key_of(patient))

    def registers() -> None:
        journal = _journal(patient, ledger, operator, random)
        renew(brought.registers(), _replica(patient), journal, random, progress)

    loads: Loads = {
        **without_a_person(brought, file.restrictions, file, file.policies),
        Freight.REGISTERS: registers,
        Freight.CASES: lambda: pull_cases(brought, file.cases),
        Freight.RECOVERY: lambda: settle_code(brought, _codes(patient)),
    }
    done = take_stick(brought, loads, ledger, file.sticks, progress)
    return done, brought.carried


def reply_key_of(patient: Patient) -> X25519PrivateKey:
    """Opens what comes back, where residents' data may be: it takes a person's password, and is this epoch's."""
    secret, log = _ring(patient).make_key("stick").reveal(), patient.device.keys().log_public_key()
    return X25519PrivateKey.from_private_bytes(hmac.digest(secret, log, "sha256"))


def _journal(patient: Patient, ledger: SqlLedger, operator: str, random: Random) -> Journal:
    """Which data serve is an entry, and every entry rests on somebody's sign-in."""
    file, enrolment = patient.device, patient.enrolment
    seals = DeviceSeals(file.keys(), enrolment.pin_key, patient.retention(_ring(patient)))
    return sign_in(
        ledger,
        enrolment,
        on_roster(file.enrolment(), operator, patient.clock),
        Veil(seals, random, patient.clock),
        Versions(BUILD, file.policies),
        random,
        lambda: refuse_ended(file.line),
    )


def _position(patient: Patient) -> RegisterPosition | None:
    """Where the registers are to go on from; nowhere when what serves cannot be used."""
    try:
        return _replica(patient).position()
    except StoreError:
        return None


def _witnessed(session: Session, ledger: SqlLedger) -> int:
    receipt = newest_receipt(session, ledger)
    return receipt.size if receipt else 0


def _unsent_code(patient: Patient) -> RecoveryCode | None:
    """Announced anew with each stick until head office has signed for one; the code before stays valid."""
    codes = _codes(patient)
    return codes.announce() if codes.wanted() else None


def _codes(patient: Patient) -> EscrowedCodes:
    return EscrowedCodes(patient.vault, _ring(patient), patient.device)


def _replica(patient: Patient) -> StoredReplica:
    return StoredReplica(RegisterFolder(patient.folders.data, _ring(patient)))


def _session(patient: Patient, random: Random) -> Session:
    file = patient.device
    return Session(NoLine(), file.enrolment(), session_keys(file), random, file.line)


def _ring(patient: Patient) -> KeyRing:
    if patient.ring is None:
        raise WrongKey(slot="operator")
    return patient.ring
