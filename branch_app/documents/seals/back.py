"""The scramble page (スクランブル画像): what is clear on it, what is sealed, and the signature over both.

::

    "MB1"  header (canonical JSON)  certificate (DER)  sealed content  r ‖ s

The certificate travels along, so a paper is checked anywhere with nothing but the root of the CA. What is sealed is
the salt and the deflated content, to the site where papers are checked, for this very job and no other.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from branch_app.domain.errors import BadInput, EntryNotUnderstood
from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.values.codec import decode, encode
from branch_app.domain.values.identifiers import IssueNumber, JobId

SALT_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64

_MAGIC: Final = b"MB1"
_PURPOSE: Final = b"madoguchi.v1/back\0"
_LENGTH: Final = 3


@dataclass(frozen=True, slots=True)
class BackHeader:
    """What everybody may read: the paper, this page of it, the salted digest of its content, whose it is.

    ``dictionary`` is the number of the one that the content was deflated with.
    """

    job: JobId
    number: IssueNumber
    page: int
    pages: int
    issued: date
    digest: bytes
    device: str
    epoch: int
    dictionary: int
    specimen: bool

    def __post_init__(self) -> None:
        """Raise ValueError for a page of no paper."""
        if not 1 <= self.page <= self.pages:
            raise ValueError("page")

    def purpose(self) -> bytes:
        """HPKE ``info``: the content of this paper, which no other paper's back can carry."""
        return purpose(self.device, self.epoch, self.job)


@dataclass(frozen=True, slots=True)
class Back:
    """One back, signed or yet to be signed."""

    header: BackHeader
    certificate: bytes
    sealed: bytes
    signature: bytes = b""

    def signed_part(self) -> bytes:
        """What the signature is over: all of it, under a name that no other signature of the key has."""
        return _PURPOSE + self._body()

    def encode(self) -> bytes:
        """The payload of the symbols."""
        return self._body() + self.signature

    def _body(self) -> bytes:
        head = to_canonical(encode(self.header))
        return _MAGIC + b"".join(
            len(part).to_bytes(_LENGTH) + part for part in (head, self.certificate, self.sealed)
        )

    @classmethod
    def decode(cls, data: bytes) -> "Back":
        """What a payload says, nothing of it believed yet.

        Raises:
            BadInput: not of this form.
        """
        if data[: len(_MAGIC)] != _MAGIC:
            raise BadInput(at="back")
        parts, at = [], len(_MAGIC)
        for _ in range(3):
            size = int.from_bytes(data[at : at + _LENGTH])
            at += _LENGTH
            parts.append(data[at : at + size])
            at += size
        if len(data) != at + SIGNATURE_BYTES:
            raise BadInput(at="back")
        head, certificate, sealed = parts
        try:
            header = decode(BackHeader, from_canonical(head))
        except EntryNotUnderstood as error:
            raise BadInput(at="back") from error
        return cls(header, certificate, sealed, data[at:])


def purpose(device: str, epoch: int, job: JobId) -> bytes:
    """HPKE ``info`` of the content of one paper."""
    return f"madoguchi.v1/paper/{device}/{epoch}/{job}".encode()
