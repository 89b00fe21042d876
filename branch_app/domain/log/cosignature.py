"""C2SP tlog-cosignature v1 (type 0x04): a witness says when it saw this log grow without change.

https://c2sp.org/tlog-cosignature
"""

from branch_app.domain.errors import NoteNotTrusted
from branch_app.domain.log.note import Note, Sign, Signature, Verify
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey

_TIME_BYTES = 8
_MAX_TIME = 2**63 - 1
_SIGNATURE_BYTES = 64


def cosign(note: Note, key: VerifierKey, at: int, sign: Sign) -> Note:
    """The note with the witness's signature under it; ``at`` is POSIX seconds.

    Raises:
        NoteNotTrusted: the key is no witness's, or the time none.
    """
    if key.kind is not KeyKind.COSIGNATURE or not 0 <= at <= _MAX_TIME:
        raise NoteNotTrusted(reason="cosignature malformed", key=key.name)
    value = at.to_bytes(_TIME_BYTES, "big") + sign(_message(note.text, at))
    return note.with_signature(Signature(key.name, key.key_id, value))


def check_cosignature(note: Note, key: VerifierKey, verify: Verify) -> int:
    """When the witness saw it, in POSIX seconds; the latest time if it signed more than once.

    Raises:
        NoteNotTrusted: no cosignature of that key, or a bad one.
    """
    return max(_checked_time(note.text, key, value, verify) for value in note.by(key))


def _checked_time(text: str, key: VerifierKey, value: bytes, verify: Verify) -> int:
    at, signature = int.from_bytes(value[:_TIME_BYTES], "big"), value[_TIME_BYTES:]
    fits = key.kind is KeyKind.COSIGNATURE and len(signature) == _SIGNATURE_BYTES and at <= _MAX_TIME
    if not fits or not verify(key.public, _message(text, at), signature):
        raise NoteNotTrusted(reason="signature bad", key=key.name)
    return at


def _message(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()
