"""C2SP witness of the devices' logs: recompute, compare, cosign. https://c2sp.org/tlog-witness ."""

from dataclasses import dataclass

from branch_app import ed25519
from branch_app.domain.errors import CentralRefused, NoteNotTrusted
from branch_app.domain.log.checkpoint import Checkpoint, check_checkpoint
from branch_app.domain.log.cosignature import cosign
from branch_app.domain.log.merkle import Frontier
from branch_app.domain.log.note import Note
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A device's checkpoint whose signature is good; nobody has looked at the leaves yet."""

    note: Note
    checkpoint: Checkpoint


def signed_checkpoint(text: str, log: DeviceLog) -> SignedCheckpoint:
    """The checkpoint of a push.

    Raises:
        CentralRefused: 404, of a log that nobody enrolled; 422, not a checkpoint of that log under its own key.
    """
    key = VerifierKey(log.origin, KeyKind.NOTE, bytes(log.log_key))
    try:
        note = Note.parse(text.encode())
        origin = Checkpoint.parse(note.text).origin
        if not DeviceLog.select().where(DeviceLog.origin == origin).exists():
            raise CentralRefused(status=404, reason="origin")
        return SignedCheckpoint(note, check_checkpoint(note, key, ed25519.verify))
    except NoteNotTrusted as error:
        raise CentralRefused(status=422, reason="checkpoint") from error


def cosigned(central: HeadOffice, signed: SignedCheckpoint, frontier: Frontier) -> str:
    """The checkpoint with our cosignature, which says: we hold all these leaves.

    Raises:
        CentralRefused: 422, the leaves we hold make another root.
    """
    if (signed.checkpoint.size, signed.checkpoint.root) != (frontier.size, frontier.root()):
        raise CentralRefused(status=422, reason="root")
    signer = central.keys.signer
    return cosign(signed.note, central.keys.verifier, central.now(), signer.sign).to_bytes().decode()
