"""The keys an export is checked with, as a C2SP tlog-policy file: one log, one witness, and the witness must sign.

https://c2sp.org/tlog-policy
"""

from dataclasses import dataclass

from branch_app.domain.errors import NoteNotTrusted
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey

_WITNESS = "central"


@dataclass(frozen=True, slots=True)
class AuditKeys:
    """The log's key (type 0x01, named by the origin) and the witness's (type 0x04).

    Raises:
        NoteNotTrusted: keys of other kinds.
    """

    log: VerifierKey
    witness: VerifierKey

    def __post_init__(self) -> None:
        if (self.log.kind, self.witness.kind) != (KeyKind.NOTE, KeyKind.COSIGNATURE):
            raise NoteNotTrusted(reason="key malformed")

    def to_bytes(self) -> bytes:
        """The policy file."""
        return f"log {self.log.text}\nwitness {_WITNESS} {self.witness.text}\nquorum {_WITNESS}\n".encode()

    @classmethod
    def parse(cls, data: bytes) -> "AuditKeys":
        """Read what ``to_bytes`` wrote.

        Raises:
            NoteNotTrusted: anything else; ``offset`` is where the first line that cannot be read begins.
        """
        log, offset = _key(data, 0, b"log ")
        witness, offset = _key(data, offset, b"witness central ")
        if data[offset:] != f"quorum {_WITNESS}\n".encode():
            raise NoteNotTrusted(reason="keys malformed", offset=offset)
        return cls(log, witness)


def _key(data: bytes, offset: int, start: bytes) -> tuple[VerifierKey, int]:
    """The key on the line that begins at ``offset``, and where the next line begins."""
    line, newline, _ = data[offset:].partition(b"\n")
    try:
        key = VerifierKey.parse(line.removeprefix(start).decode())
    except (NoteNotTrusted, UnicodeDecodeError) as error:
        raise NoteNotTrusted(reason="keys malformed", offset=offset) from error
    if not line.startswith(start) or not newline:
        raise NoteNotTrusted(reason="keys malformed", offset=offset)
    return key, offset + len(line) + 1
