"""A signed note as a file of an export: every line under it must be a good signature of a key we hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from branch_app import ed25519
from branch_app.domain.errors import NoteNotTrusted
from branch_app.domain.log.cosignature import check_cosignature
from branch_app.domain.log.note import MAX_NOTE_BYTES, Note, check_note
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.exports.audit.finding import Reason, first_difference
from branch_app.exports.audit.folder import Folder


@dataclass(frozen=True, slots=True)
class SignedFile:
    """Bytes as found; the note they are, if any; the offset from which they cannot be believed, if any."""

    name: str
    data: bytes
    note: Note | None
    bad_at: int | None

    @classmethod
    def read(cls, folder: Folder, name: str, keys: Sequence[VerifierKey]) -> "SignedFile | None":
        """Parse, and look for the first line that none of ``keys`` signed; each of them must have signed."""
        data = folder.read(name, MAX_NOTE_BYTES)
        if data is None:
            return None
        try:
            note = Note.parse(data)
        except NoteNotTrusted as error:
            return cls(name, data, None, int(error.facts["offset"]))
        return cls(name, data, note, _bad_signature(note, keys))

    def blame(self, folder: Folder, expected_text: str | None) -> None:
        """Say where it was changed: against the text it should hold where that is known, else by its bad line."""
        offset = self.bad_at
        if expected_text is not None:
            expected = f"{expected_text}\n".encode()
            changed = first_difference(self.data[: len(expected)], expected)
            offset = offset if changed is None else changed
        folder.blame(self.name, Reason.NOT_SIGNED, offset)


def _bad_signature(note: Note, keys: Sequence[VerifierKey]) -> int | None:
    offset = len(note.text.encode()) + 1
    for signature in note.signatures:
        if not any(_signed(Note(note.text, (signature,)), key) for key in keys):
            return offset
        offset += len(signature.line.encode())
    signed = {(signature.name, signature.key_id) for signature in note.signatures}
    return None if all((key.name, key.key_id) in signed for key in keys) else offset


def _signed(note: Note, key: VerifierKey) -> bool:
    try:
        if key.kind is KeyKind.NOTE:
            check_note(note, key, ed25519.verify)
        else:
            check_cosignature(note, key, ed25519.verify)
    except NoteNotTrusted:
        return False
    return True
