"""C2SP tlog-proof: one entry, its place, and a checkpoint, checkable by anyone without us.

https://c2sp.org/tlog-proof
"""

import re
from dataclasses import dataclass

from branch_app.domain.errors import ProofInvalid
from branch_app.domain.log.base64_text import from_base64, to_base64
from branch_app.domain.log.checkpoint import Checkpoint, check_checkpoint
from branch_app.domain.log.cosignature import check_cosignature
from branch_app.domain.log.merkle import leaf_hash
from branch_app.domain.log.merkle_proofs import check_inclusion
from branch_app.domain.log.note import Note, Verify
from branch_app.domain.log.verifier_key import VerifierKey

_HEADER = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")
_MAX_PATH = 63


@dataclass(frozen=True, slots=True)
class TlogProof:
    """Entry ``index``, its inclusion proof (leaf's sibling first), and the checkpoint of the tree it is in.

    ``extra`` rides along unauthenticated.
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint: Note
    extra: bytes | None = None

    def to_bytes(self) -> bytes:
        """The file, to be named ``*.tlog-proof``."""
        lines = [_HEADER]
        if self.extra is not None:
            lines.append("extra " + to_base64(self.extra))
        lines += [f"index {self.index}", *(to_base64(node) for node in self.path), "", ""]
        return "\n".join(lines).encode() + self.checkpoint.to_bytes()

    def check(self, entry: bytes, log: VerifierKey, witness: VerifierKey, verify: Verify) -> Checkpoint:
        """Believe that the log holds ``entry`` at ``index``, and that the witness has seen it.

        Raises:
            NoteNotTrusted: a signature is missing or bad.
            ProofInvalid: the entry is not there.
        """
        checkpoint = check_checkpoint(self.checkpoint, log, verify)
        check_cosignature(self.checkpoint, witness, verify)
        check_inclusion(leaf_hash(entry), self.index, checkpoint.size, self.path, checkpoint.root)
        return checkpoint

    @classmethod
    def parse(cls, data: bytes) -> "TlogProof":
        """Read without believing.

        Raises:
            ProofInvalid: not a proof file.
            NoteNotTrusted: no signed note at its end.
        """
        malformed = ProofInvalid(what="tlog-proof")
        head, gap, note = data.partition(b"\n\n")
        try:
            lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            raise malformed from error
        if not gap or lines.pop(0) != _HEADER or not lines:
            raise malformed
        extra = None
        if lines[0].startswith("extra "):
            extra = from_base64(lines.pop(0).removeprefix("extra "), malformed)
        index = _INDEX.fullmatch(lines.pop(0)) if lines else None
        if index is None or len(lines) > _MAX_PATH:
            raise malformed
        path = tuple(from_base64(line, malformed) for line in lines)
        return cls(int(index[1]), path, Note.parse(note), extra)
