"""What an export claims to be: its keys and its checkpoint, read and judged."""

from collections.abc import Collection
from dataclasses import dataclass

from branch_app import ed25519
from branch_app.domain.errors import NoteNotTrusted
from branch_app.domain.log.checkpoint import Checkpoint
from branch_app.domain.log.cosignature import check_cosignature
from branch_app.domain.log.note import MAX_NOTE_BYTES
from branch_app.domain.log.verifier_key import VerifierKey
from branch_app.exports.audit.finding import Reason, first_difference
from branch_app.exports.audit.folder import Folder
from branch_app.exports.audit.keys import AuditKeys
from branch_app.exports.audit.layout import CHECKPOINT, KEYS
from branch_app.exports.audit.signed_file import SignedFile


@dataclass(frozen=True, slots=True)
class Claim:
    """Keys and checkpoint as far as they could be read; ``believed`` when log and witness signed it."""

    keys: AuditKeys | None
    file: SignedFile | None
    checkpoint: Checkpoint | None
    believed: bool

    @property
    def root(self) -> bytes | None:
        """The claimed root."""
        return self.checkpoint.root if self.checkpoint else None

    @property
    def origin(self) -> str:
        """The log's name: its key's, or else what the checkpoint says."""
        if self.keys:
            return self.keys.log.name
        return self.checkpoint.origin if self.checkpoint else ""

    @property
    def witnessed_at(self) -> int | None:
        """POSIX seconds at which the witness signed, where that may be believed."""
        if not (self.believed and self.keys and self.file and self.file.note):
            return None
        return check_cosignature(self.file.note, self.keys.witness, ed25519.verify)


def read_claim(folder: Folder, brought: Collection[VerifierKey]) -> Claim:
    """Read keys and checkpoint; what is wrong with the keys is blamed at once."""
    keys = _read_keys(folder, brought)
    file = SignedFile.read(folder, CHECKPOINT, (keys.log, keys.witness) if keys else ())
    checkpoint = _read_checkpoint(file)
    signed = file is not None and file.bad_at is None
    own = checkpoint is not None and keys is not None and checkpoint.origin == keys.log.name
    return Claim(keys, file, checkpoint, believed=signed and own)


def check_claim(folder: Folder, claim: Claim, own: Checkpoint | None) -> None:
    """Blame the checkpoint for bad signatures, and for saying anything but ``own``, made from sound entries."""
    if claim.file is None:
        return
    expected = own.text if own else None
    if claim.keys and claim.file.bad_at is not None:
        claim.file.blame(folder, expected)
    elif claim.checkpoint is None or claim.checkpoint.origin != claim.origin:
        folder.blame(CHECKPOINT, Reason.MALFORMED, 0)
    elif expected is not None and claim.checkpoint.text != expected:
        offset = first_difference(claim.checkpoint.text.encode(), expected.encode())
        folder.blame(CHECKPOINT, Reason.OTHER_ROOT, offset)


def _read_checkpoint(file: SignedFile | None) -> Checkpoint | None:
    if file is None or file.note is None:
        return None
    try:
        return Checkpoint.parse(file.note.text)
    except NoteNotTrusted:
        return None


def _read_keys(folder: Folder, brought: Collection[VerifierKey]) -> AuditKeys | None:
    data = folder.read(KEYS, MAX_NOTE_BYTES)
    if data is None:
        return None
    try:
        keys = AuditKeys.parse(data)
    except NoteNotTrusted as error:
        folder.blame(KEYS, Reason.MALFORMED, int(error.facts.get("offset", 0)))
        return None
    for key in (keys.log, keys.witness):
        if key not in brought and any(key.kind is other.kind for other in brought):
            folder.blame(KEYS, Reason.OTHER_KEY, data.index(key.text.encode()))
    return keys
