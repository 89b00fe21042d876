"""C2SP signed-note: text with signature lines that name their keys. https://c2sp.org/signed-note .

Cryptography is passed in: ``Sign`` and ``Verify`` are Ed25519 as callables. Parsing is strict: a note has one form
only, and its bytes can be rebuilt from what was read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.errors import NoteNotTrusted
from branch_app.domain.log.base64_text import from_base64, to_base64
from branch_app.domain.log.verifier_key import KEY_ID_BYTES, KeyKind, VerifierKey, is_key_name

Sign = Callable[[bytes], bytes]
"""Message to 64-byte Ed25519 signature."""
Verify = Callable[[bytes, bytes, bytes], bool]
"""Public key (32 bytes), message, signature: is it good?"""

MAX_NOTE_BYTES = 65_536
_MAX_SIGNATURES = 100
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_LINE_START = "\u2014 "


@dataclass(frozen=True, slots=True)
class Signature:
    """One line under a note: whose key, and what it made of the text."""

    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        """The line, with its newline."""
        return f"{_LINE_START}{self.name} {to_base64(self.key_id + self.value)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """Text ending in a newline, and at least one signature, not yet believed."""

    text: str
    signatures: tuple[Signature, ...]

    def to_bytes(self) -> bytes:
        """The note as it is stored and sent."""
        return (self.text + "\n" + "".join(signature.line for signature in self.signatures)).encode()

    def with_signature(self, signature: Signature) -> "Note":
        """The note with one more signature at the end."""
        return Note(self.text, (*self.signatures, signature))

    def by(self, key: VerifierKey) -> list[bytes]:
        """What that key signed here, unchecked, at least one.

        Raises:
            NoteNotTrusted: it signed nothing.
        """
        found = [one.value for one in self.signatures if (one.name, one.key_id) == (key.name, key.key_id)]
        if not found:
            raise NoteNotTrusted(reason="signature missing", key=key.name)
        return found

    @classmethod
    def parse(cls, data: bytes) -> "Note":
        """Read a note without asking who signed it.

        Raises:
            NoteNotTrusted: not a signed note; ``offset`` is the byte from which it is none.
        """
        if len(data) > MAX_NOTE_BYTES:
            raise NoteNotTrusted(reason="note too large", offset=MAX_NOTE_BYTES)
        head, gap, lines = _plain_text(data).rpartition("\n\n")
        if not gap or not lines.endswith("\n"):
            raise NoteNotTrusted(reason="note malformed", offset=max(0, len(data) - 1))
        offset = len((head + gap).encode())
        signatures = []
        for line in lines[:-1].split("\n"):
            signatures.append(_signature(line, offset))
            offset += len(line.encode()) + 1
        if len(signatures) > _MAX_SIGNATURES:
            raise NoteNotTrusted(reason="too many signatures", offset=offset)
        return cls(head + "\n", tuple(signatures))


def sign_note(text: str, key: VerifierKey, sign: Sign) -> Note:
    """A note with one Ed25519 signature (type 0x01).

    Raises:
        NoteNotTrusted: a text that no note can hold, or a key that signs no notes.
    """
    if key.kind is not KeyKind.NOTE or not text.endswith("\n") or _CONTROL.search(text):
        raise NoteNotTrusted(reason="note malformed")
    return Note(text, (Signature(key.name, key.key_id, sign(text.encode())),))


def check_note(note: Note, key: VerifierKey, verify: Verify) -> None:
    """Believe the text of a note, once this key's every signature (type 0x01) under it is good.

    Raises:
        NoteNotTrusted: no signature of that key, or a bad one.
    """
    message = note.text.encode()
    if key.kind is not KeyKind.NOTE or not all(verify(key.public, message, value) for value in note.by(key)):
        raise NoteNotTrusted(reason="signature bad", key=key.name)


def _signature(line: str, offset: int) -> Signature:
    malformed = NoteNotTrusted(reason="signature malformed", offset=offset)
    name, _, value = line.removeprefix(_LINE_START).partition(" ")
    raw = from_base64(value, malformed)
    if not line.startswith(_LINE_START) or not is_key_name(name) or len(raw) <= KEY_ID_BYTES:
        raise malformed
    return Signature(name, raw[:KEY_ID_BYTES], raw[KEY_ID_BYTES:])


def _plain_text(data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        # The byte that was changed may stand before the one that is none: its line is what is known.
        raise NoteNotTrusted(reason="not UTF-8", offset=data.rfind(b"\n", 0, error.start) + 1) from error
    control = _CONTROL.search(text)
    if control:
        raise NoteNotTrusted(reason="control character", offset=len(text[: control.start()].encode()))
    return text
