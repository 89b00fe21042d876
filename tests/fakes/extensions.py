"""Extensions for a disaster, and a head office whose word is believed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from branch_app import ed25519
from branch_app.domain.log.canonical import to_canonical
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.domain.records.extension import EXTENDABLE, Extension
from branch_app.domain.records.signed_extension import SignedExtension
from branch_app.domain.rules.extension import message
from branch_app.domain.values.codec import encode


@dataclass(frozen=True, slots=True)
class Signing:
    """Signs with a key of its own."""

    private: bytes = b"c" * 32

    @property
    def public(self) -> bytes:
        """What is checked against."""
        return ed25519.public_key(self.private)

    @property
    def verifier(self) -> str:
        """As an enrolment has it."""
        return VerifierKey("witness.kawasaki", KeyKind.COSIGNATURE, self.public).text

    def sign(self, extension: Extension) -> SignedExtension:
        """As head office does."""
        body = to_canonical(encode(extension))
        return SignedExtension(body, ed25519.signer(self.private)(message(body)))


def extension(
    start: datetime, serial: int = 1, office: str = "C06", registers: tuple[str, ...] = EXTENDABLE, days: int = 7
) -> Extension:
    """Usable for 30 days from then."""
    return Extension(serial, office, registers, days, start, start + timedelta(days=30))
