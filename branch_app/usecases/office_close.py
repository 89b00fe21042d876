"""拠点の締め: this device's close as a signed file, to be added up with the others' while head office is away."""

from dataclasses import dataclass

from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log.checkpoint import Checkpoint
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import DayClosed
from branch_app.domain.log.tlog_proof import TlogProof
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.domain.reconcile.office import prove_close
from branch_app.domain.values.exported import Exported
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.ports import CloseFolder, LogHead
from branch_app.usecases.desk import Desk
from branch_app.usecases.export import note_export

_STEP = 200
"""Entries looked at in one go, from the end backwards."""


@dataclass(frozen=True, slots=True)
class CloseFile:
    """Name by device and day, nothing personal; the signed bytes, and the log up to the close, as they say it."""

    name: str
    data: bytes
    business_date: str
    head: LogHead


def log_key(desk: Desk) -> VerifierKey:
    """This device's key, in one line for the office's list: whoever adds up believes the logs on it."""
    return VerifierKey(desk.enrolment.origin, KeyKind.NOTE, desk.seals.log_public_key())


def export_close(desk: Desk) -> CloseFile:
    """The last close of this device.

    Raises:
        OutOfOrder: the day is open, or none was closed yet.
    """
    day = desk.journal.refresh().day
    if day.open or day.claims is None:
        raise OutOfOrder(now="day open", then="close")
    ledger = desk.journal.ledger
    leaves = ledger.leaves(0, _closed_at(desk) + 1)
    name = f"close-{desk.enrolment.device}-{day.business_date}-{day.supplement}.tlog-proof"
    data = prove_close(leaves, log_key(desk), desk.seals.sign_checkpoint)
    proven = Checkpoint.parse(TlogProof.parse(data).checkpoint.text)
    return CloseFile(name, data, day.business_date, LogHead(proven.size, proven.root))


def write_close(desk: Desk, folder: CloseFolder, second: Pseudonym) -> None:
    """The last close, by two persons (``Vouched.EXPORT``), and beside it this device's line for the office's list.

    Raises:
        SecondPersonNeeded: alone.
        OutOfOrder: the day is open, or none was closed yet.
        BadInput: the folder cannot be written.
    """
    close = export_close(desk)
    note_export(desk.journal, desk.new_request(), Exported.CLOSE, close.business_date, close.head, second)
    folder.save(close.name, close.data)
    folder.save(f"log-{desk.enrolment.device}.key", f"{log_key(desk).text}\n".encode())


def _closed_at(desk: Desk) -> int:
    """Place of the last close; there is one."""
    ledger = desk.journal.ledger
    stop = ledger.head().size
    while True:
        start = max(0, stop - _STEP)
        entries = [Entry.from_bytes(leaf) for leaf in ledger.leaves(start, stop)]
        closed = [entry.seq for entry in entries if isinstance(entry.event, DayClosed)]
        if closed:
            return closed[-1]
        stop = start
