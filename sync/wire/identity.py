"""Who central is, and the one-time code by which a new device can tell it from an impostor.

The code holds a secret only central knows and the fingerprint of central's identity: the device believes what
answers only when the fingerprint agrees, before it says the secret. There is no trust on first use.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from branch_app.domain.errors import BadInput, EnvelopeNotTrusted
from branch_app.domain.values.codec import encode
from sync.wire.strict import dump

SECRET_BYTES = 10
_FINGERPRINT_BYTES = 16
_CHECK_BYTES = 2
_CODE_BYTES = SECRET_BYTES + _FINGERPRINT_BYTES + _CHECK_BYTES
_GROUP = 5
_MISREAD = str.maketrans("018", "OIB")


@dataclass(frozen=True, slots=True)
class CentralIdentity:
    """PEM root of the line, C2SP verifier key of signatures and cosignatures, raw X25519 key openings go to."""

    ca: str
    key: str
    seal_key: bytes

    def fingerprint(self) -> bytes:
        """16 bytes of SHA-256 over all of it."""
        return hashlib.sha256(dump(encode(self))).digest()[:_FINGERPRINT_BYTES]


@dataclass(frozen=True, slots=True)
class EnrolmentCode:
    """One-time secret and central's fingerprint, as typed: 45 letters and digits in nine groups."""

    secret: bytes
    fingerprint: bytes

    def text(self) -> str:
        """``ABCDE-…``: base32, with a check so that a typing mistake is told at once."""
        body = self.secret + self.fingerprint
        letters = base64.b32encode(body + _check(body)).decode().rstrip("=")
        return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))

    @classmethod
    def from_text(cls, text: str) -> "EnrolmentCode":
        """Read a typed code; case, spaces and dashes do not matter.

        Raises:
            BadInput: mistyped.
        """
        letters = "".join(text.split()).replace("-", "").upper().translate(_MISREAD)
        try:
            data = base64.b32decode(letters + "=" * (-len(letters) % 8))
        except (binascii.Error, ValueError) as error:
            raise BadInput(at="code") from error
        body = data[:-_CHECK_BYTES]
        if len(data) != _CODE_BYTES or _check(body) != data[-_CHECK_BYTES:]:
            raise BadInput(at="code")
        return cls(body[:SECRET_BYTES], body[SECRET_BYTES:])

    def believe(self, identity: CentralIdentity) -> None:
        """Raise EnvelopeNotTrusted unless that identity is the one the code was made by."""
        if identity.fingerprint() != self.fingerprint:
            raise EnvelopeNotTrusted(reason="fingerprint")


def _check(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:_CHECK_BYTES]
