"""Notices about papers on their way: signed by central once, the same bytes for every device and every verifier."""

from dataclasses import dataclass
from functools import lru_cache

from branch_app.domain.errors import BadInput
from branch_app.domain.records.paper_trust import PaperNotices
from branch_app.domain.values.codec import decode, encode
from sync.wire.envelope import Envelope, Signer, sign, verify
from sync.wire.strict import dump, parse

MOST_BYTES = 1 << 25
"""Of what a place that checks papers is given: some 30,000 certificates."""
TYPE = "application/vnd.madoguchi.paper-notices.v1+json"


def sign_notices(notices: PaperNotices, signer: Signer) -> bytes:
    """The notices in their envelope."""
    return sign(dump(encode(notices)), TYPE, signer).to_bytes()


def read_notices(data: bytes, central: bytes) -> PaperNotices:
    """The notices, signed by the holder of that raw key.

    Raises:
        EnvelopeNotTrusted: another signer.
        BadInput: cut off, of another type or version, or not of the shape.
    """
    envelope = Envelope.from_bytes(data)
    verify(envelope, central)
    if envelope.payload_type != TYPE:
        raise BadInput(at="type")
    return decode(PaperNotices, parse(envelope.payload))


@lru_cache(maxsize=4)
def told_notices(data: bytes) -> PaperNotices:
    """The notices, whoever signed them: for what was looked at before it was kept under a key of our own.

    Every paper asks for them, and they are the same bytes until head office says something new.

    Raises:
        BadInput: as ``read_notices``.
    """
    return decode(PaperNotices, parse(Envelope.from_bytes(data).payload))


@dataclass(frozen=True, slots=True)
class TrustFile:
    """What a place that checks papers is given: CA (PEM), central's verifier key, notices, certificates (DER).

    Nothing in it is secret. It is believed because it was carried there, as the root of the line is.
    """

    ca: str
    central_key: str
    notices: bytes
    certificates: tuple[bytes, ...]

    def to_bytes(self) -> bytes:
        """Canonical JSON."""
        return dump(encode(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> "TrustFile":
        """As it was written.

        Raises:
            BadInput: it does not say what it should.
        """
        return decode(cls, parse(data, MOST_BYTES))
