"""C2SP tlog-checkpoint: what a log says of itself, as the text of a note.

https://c2sp.org/tlog-checkpoint
"""

import re
from dataclasses import dataclass

from branch_app.domain.errors import NoteNotTrusted
from branch_app.domain.log.base64_text import from_base64, to_base64
from branch_app.domain.log.merkle import HASH_BYTES
from branch_app.domain.log.note import Note, Sign, Verify, check_note, sign_note
from branch_app.domain.log.verifier_key import VerifierKey

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_MAX_SIZE = 2**63 - 1
"""What the verifiers of others can count to."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Origin (the log's name and its key's), number of leaves, root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """Note text: three lines. Extension lines are allowed by the format and never used here."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read a note's text; whether to believe it is another question.

        Raises:
            NoteNotTrusted: not three lines of that form, or extension lines, which nobody could audit.
        """
        malformed = NoteNotTrusted(reason="checkpoint malformed", offset=0)
        lines = text.split("\n")
        if len(lines) != 4 or not lines[0] or lines[3] or not _SIZE.fullmatch(lines[1]):
            raise malformed
        root = from_base64(lines[2], malformed)
        if len(root) != HASH_BYTES or int(lines[1]) > _MAX_SIZE:
            raise malformed
        return cls(lines[0], int(lines[1]), root)


def sign_checkpoint(checkpoint: Checkpoint, key: VerifierKey, sign: Sign) -> Note:
    """The checkpoint as a note under the log's key, whose name is the origin.

    Raises:
        NoteNotTrusted: the key is another log's.
    """
    if key.name != checkpoint.origin:
        raise NoteNotTrusted(reason="origin", key=key.name)
    return sign_note(checkpoint.text, key, sign)


def check_checkpoint(note: Note, key: VerifierKey, verify: Verify) -> Checkpoint:
    """What the log of that key says of itself.

    Raises:
        NoteNotTrusted: not signed by the key, not a checkpoint, or another log's.
    """
    check_note(note, key, verify)
    checkpoint = Checkpoint.parse(note.text)
    if checkpoint.origin != key.name:
        raise NoteNotTrusted(reason="origin", key=key.name)
    return checkpoint
