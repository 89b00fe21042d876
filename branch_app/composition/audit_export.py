"""監査の書出し: what an auditor takes away from a device, by two persons."""

from pathlib import Path

from branch_app.composition.device import Device
from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log.checkpoint import Checkpoint
from branch_app.domain.log.note import Note
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.domain.values.exported import Exported
from branch_app.domain.values.identifiers import Pseudonym, RequestId
from branch_app.exports.audit.keys import AuditKeys
from branch_app.exports.audit.write import refuse_taken, write_export
from branch_app.ports import LogHead
from branch_app.usecases.export import note_export

_REQUEST_BYTES = 16


def audit_keys(device: Device) -> AuditKeys:
    """The log's and head office's; an auditor compares them with those received another way."""
    log = VerifierKey(device.enrolment.origin, KeyKind.NOTE, device.seals.log_public_key())
    return AuditKeys(log, VerifierKey.parse(device.enrolment.central_key))


def export_audit(device: Device, target: Path, second: Pseudonym) -> LogHead:
    """The witnessed part of the log as a folder ``target``, and how far it goes (``Vouched.EXPORT``).

    The entry that says so is written before, and so never in the folder itself.

    Raises:
        OutOfOrder: head office has witnessed nothing yet.
        SecondPersonNeeded: alone.
        BadInput: the target is there already, or cannot be written.
        NoteNotTrusted, TreeMismatch, EntryNotUnderstood, DiskFull: as ``write_export`` says.
    """
    receipt = device.ledger.receipt()
    if receipt is None:
        raise OutOfOrder(now="nothing witnessed", then="export")
    refuse_taken(target)
    seen = Checkpoint.parse(Note.parse(receipt.encode()).text)
    head = LogHead(seen.size, seen.root)
    request = RequestId(device.veil.random.token(_REQUEST_BYTES).hex())
    note_export(device.journal, request, Exported.AUDIT, "", head, second)
    write_export(target, device.ledger.leaves, receipt.encode(), audit_keys(device), device.seals.sign_checkpoint)
    return head
