"""What makes a paper hard to forge: the device's paper key, and the key of the place where papers are checked."""

from dataclasses import dataclass
from typing import Protocol

from branch_app.domain.records.paper_trust import VerificationSite


@dataclass(frozen=True, slots=True)
class PaperSigner:
    """Whose papers these are: device and epoch, its certificate (X.509, DER), and where they are checked."""

    device: str
    epoch: int
    certificate: bytes
    site: VerificationSite


class PaperSeals(Protocol):
    """Signs and seals what stands on a paper; the private key stays inside."""

    def signer(self) -> PaperSigner:
        """Who signs.

        Raises:
            PaperKeyUnusable: no certificate, past its day, or revoked as far as this device knows.
        """

    def sign(self, message: bytes) -> bytes:
        """ECDSA P-256 with SHA-256 by the paper key: r ‖ s, 64 bytes."""

    def seal_for_site(self, plain: bytes, info: bytes) -> bytes:
        """HPKE to the site's key, for the purpose that ``info`` names."""

    def salt(self) -> bytes:
        """32 unpredictable bytes."""
