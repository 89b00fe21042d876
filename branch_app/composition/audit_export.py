"""監査の書出し: what an auditor takes away from a device, by two persons; at a terminal and at the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from branch_app.composition.device import Device
from branch_app.composition.plugged_in import plugged_in
from branch_app.domain.errors import BadInput
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.domain.values.exported import Exported
from branch_app.domain.values.identifiers import Pseudonym, RequestId
from branch_app.exports.audit.keys import AuditKeys
from branch_app.exports.audit.write import refuse_taken, write_export
from branch_app.ports import LogHead
from branch_app.usecases.audit_scope import Witnessed, witnessed
from branch_app.usecases.export import note_export

_REQUEST_BYTES = 16


def audit_keys(device: Device) -> AuditKeys:
    """The log's and head office's; an auditor compares them with those received another way."""
    log = VerifierKey(device.enrolment.origin, KeyKind.NOTE, device.seals.log_public_key())
    return AuditKeys(log, VerifierKey.parse(device.enrolment.central_key))


@dataclass(frozen=True, slots=True)
class AgreedExport:
    """``AuditFolder``: the entry that says so is written, and so never stands in the folder itself."""

    device: Device
    target: Path
    witnessed: Witnessed

    @property
    def place(self) -> str:
        """Its path."""
        return str(self.target)

    @property
    def head(self) -> LogHead:
        """So far it goes."""
        return self.witnessed.head

    def write(self, heard: Callable[[int], None] = lambda _entries: None) -> None:
        """As ``write_export`` does it, with its errors."""
        device, receipt = self.device, self.witnessed.receipt.encode()

        def leaves(start: int, stop: int) -> Sequence[bytes]:
            heard(stop)
            return device.ledger.leaves(start, stop)

        write_export(self.target, leaves, receipt, audit_keys(device), device.seals.sign_checkpoint)


def agree_export(device: Device, target: Path, second: Pseudonym) -> AgreedExport:
    """The witnessed part of the log may become a folder ``target`` (``Vouched.EXPORT``), and the log says so.

    Raises:
        OutOfOrder: head office has witnessed nothing yet.
        SecondPersonNeeded: alone.
        BadInput: the target is there already.
    """
    seen = witnessed(device.ledger)
    refuse_taken(target)
    request = RequestId(device.veil.random.token(_REQUEST_BYTES).hex())
    note_export(device.journal, request, Exported.AUDIT, "", seen.head, second)
    return AgreedExport(device, target, seen)


def export_audit(device: Device, target: Path, second: Pseudonym) -> LogHead:
    """Agree and write at once; how far it goes.

    Raises:
        OutOfOrder, SecondPersonNeeded, BadInput: as ``agree_export`` says.
        NoteNotTrusted, TreeMismatch, EntryNotUnderstood, BadInput, DiskFull: as ``write_export`` says.
    """
    agreed = agree_export(device, target, second)
    agreed.write()
    return agreed.head


@dataclass(frozen=True, slots=True)
class DeviceAudits:
    """``AuditFolders``; ``own`` is a folder of the device's home, made when it is first needed."""

    device: Device
    own: Path

    def places(self) -> tuple[str, ...]:
        """The device's own, and what is plugged in now."""
        return (str(self.own), *map(str, plugged_in()))

    def agree(self, place: str, second: Pseudonym) -> AgreedExport:
        """A name by device and moment: nobody has to think of one, and nothing personal is in it."""
        folder = Path(place)
        self._find(folder)
        name = f"audit-{self.device.enrolment.device}-{self.device.veil.clock.now():%Y%m%d-%H%M%S}"
        return agree_export(self.device, folder / name, second)

    def _find(self, folder: Path) -> None:
        """Before anything is written down: an entry about a folder that cannot be there would help nobody."""
        try:
            if folder == self.own:
                folder.mkdir(parents=True, exist_ok=True)
            found = folder.is_absolute() and folder.is_dir()
        except OSError as error:
            raise BadInput(at="target") from error
        if not found:
            raise BadInput(at="target")
