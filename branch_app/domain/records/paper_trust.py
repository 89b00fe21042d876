"""What a paper is believed by: the device's paper certificate, where papers are checked, what became invalid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

SITE_KEY_BYTES = 32
PAPER_SIGNER = "JPKW"
"""Who seals, in every seal of ours: country, and the common name of its certificates (TR-03137-1, section 2.3)."""


class RevocationReason(Enum):
    """Why a paper certificate is not believed any more.

    After a compromised key no paper of it is: a thief dates as he likes. After an orderly end the papers from
    before stay good.
    """

    KEY_COMPROMISE = "key_compromise"
    CESSATION = "cessation"


@dataclass(frozen=True, slots=True)
class RevokedCertificate:
    """A paper certificate by its serial number, as seals name it (capital hex digits)."""

    serial: str
    since: date
    reason: RevocationReason

    def covers(self, signed: date) -> bool:
        """Whether a paper that says it was signed that day is not to be believed."""
        return self.reason is RevocationReason.KEY_COMPROMISE or signed >= self.since


@dataclass(frozen=True, slots=True)
class PaperNotices:
    """What central says of papers already printed, as of a moment; the higher ``number`` is the newer.

    ``void`` has the running numbers of papers that were voided, by log (``device/epoch``).
    """

    number: int
    as_of: datetime
    revoked: tuple[RevokedCertificate, ...]
    void: Mapping[str, tuple[int, ...]]

    def revocation(self, serial: str) -> RevokedCertificate | None:
        """Of that certificate, if there is one."""
        return next((each for each in self.revoked if each.serial == serial), None)

    def is_void(self, device: str, epoch: int, running: int) -> bool:
        """Whether that paper does not count."""
        return running in self.void.get(f"{device}/{epoch}", ())


@dataclass(frozen=True, slots=True)
class VerificationSite:
    """Where papers are checked: the address that seals name, and the raw X25519 key that backs are sealed to."""

    uri: str
    key: bytes

    def __post_init__(self) -> None:
        """Raise ValueError for what is no key."""
        if len(self.key) != SITE_KEY_BYTES:
            raise ValueError("key")


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """A device's right to seal papers: its certificate (X.509, DER), the site, and the newest notices as signed."""

    certificate: bytes
    site: VerificationSite
    notices: bytes
