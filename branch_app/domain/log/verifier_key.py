"""C2SP verifier keys: a public key with a name and the kind of signature it checks.

https://c2sp.org/signed-note, section on verifier keys.
"""

import hashlib
import re
from dataclasses import dataclass
from enum import Enum

from branch_app.domain.errors import NoteNotTrusted
from branch_app.domain.log.base64_text import from_base64, to_base64

KEY_ID_BYTES = 4
_KEY_BYTES = 32
_KEY_ID = re.compile(r"[0-9a-f]{8}")


class KeyKind(Enum):
    """Signature type: what the key signs, and how its id is made."""

    NOTE = 0x01
    COSIGNATURE = 0x04


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A named Ed25519 public key of 32 bytes.

    Raises:
        NoteNotTrusted: a name that no signature line can carry, or no key.
    """

    name: str
    kind: KeyKind
    public: bytes

    def __post_init__(self) -> None:
        if not is_key_name(self.name) or len(self.public) != _KEY_BYTES:
            raise NoteNotTrusted(reason="key malformed")

    @property
    def key_id(self) -> bytes:
        """Four bytes that find the key's signatures; no proof of anything."""
        return hashlib.sha256(self.name.encode() + b"\n" + self._material).digest()[:KEY_ID_BYTES]

    @property
    def text(self) -> str:
        """The key in one line, ``name+id+base64``."""
        return f"{self.name}+{self.key_id.hex()}+{to_base64(self._material)}"

    @property
    def _material(self) -> bytes:
        return bytes([self.kind.value]) + self.public

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """Read what ``text`` wrote.

        Raises:
            NoteNotTrusted: malformed, an id that is not this key's, or a kind we do not know.
        """
        malformed = NoteNotTrusted(reason="key malformed")
        name, _, rest = text.partition("+")
        key_id, _, material = rest.partition("+")
        raw = from_base64(material, malformed)
        try:
            key = cls(name, KeyKind(raw[0]), raw[1:])
        except (IndexError, ValueError) as error:
            raise malformed from error
        if not _KEY_ID.fullmatch(key_id) or key.key_id.hex() != key_id:
            raise malformed
        return key


def is_key_name(name: str) -> bool:
    """Whether a signature line can carry it: not empty, printable, no space of any kind, no plus sign."""
    return bool(name) and name.isprintable() and not {" ", "+"} & set(name)
