"""What can be said of a seal or of a back, and whether the two are of one paper."""

from dataclasses import dataclass
from enum import Enum

from branch_app.documents.seals.back import BackHeader
from branch_app.documents.seals.front import FrontSeal
from branch_app.domain.records.certificate import PrintOrder


class Finding(Enum):
    """One word for what was looked at. Only GENUINE accepts anything.

    GENUINE says that an unrevoked device of ours sealed this content, and never that this sheet is the original.
    """

    GENUINE = "genuine"
    VOID = "void"
    """Sealed by us, and voided since (印刷し直し, 回収)."""
    REVOKED = "revoked"
    """Sealed with a key that is not believed any more."""
    FORGED = "forged"
    UNKNOWN_SIGNER = "unknown_signer"
    """The certificate that it names is not at hand: nothing can be said."""
    FOREIGN = "foreign"
    """A seal, but no certificate of ours."""
    INCOMPLETE = "incomplete"
    """Too few symbols for the payload."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class SealVerdict:
    """Of one front symbol. ``why`` is a short code; ``seal`` is there when the bytes are one of our seals.

    ``status_known`` is whether notices were at hand, so that revocation and voiding were looked at.
    """

    finding: Finding
    why: str = ""
    seal: FrontSeal | None = None
    serial: str = ""
    status_known: bool = False


@dataclass(frozen=True, slots=True)
class BackVerdict:
    """Of one back. ``found`` of ``enough`` symbols; header and certificate (DER) once there were enough.

    ``content`` is the order that draws the paper again, with the site's key only.
    """

    finding: Finding
    why: str = ""
    found: int = 0
    enough: int = 0
    header: BackHeader | None = None
    certificate: bytes = b""
    content: PrintOrder | None = None
    status_known: bool = False


def is_one_paper(front: SealVerdict, back: BackVerdict) -> bool:
    """Whether front and back were printed on one sheet of one paper: job, number, page, digest and device agree."""
    seal, header = front.seal, back.header
    if seal is None or header is None:
        return False
    return (seal.job, seal.number, seal.page, seal.pages, seal.digest, seal.specimen) == (
        header.job,
        header.number,
        header.page,
        header.pages,
        header.digest,
        header.specimen,
    )
