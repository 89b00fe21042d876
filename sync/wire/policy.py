"""A policy bundle on its way: signed by central once, when it is published, the same bytes for every device."""

from branch_app.domain.errors import BadInput
from branch_app.domain.records.policy import PolicyBundle
from branch_app.domain.values.codec import decode, encode
from sync.wire.envelope import Envelope, Signer, sign, verify
from sync.wire.strict import dump, parse

TYPE = "application/vnd.madoguchi.policy-bundle.v1+json"
"""Another set of tables is another version of the type."""
MAX_BYTES = 1 << 18
"""Several travel in one answer; all tables of the city take a third of it."""


def sign_policy(bundle: PolicyBundle, signer: Signer) -> bytes:
    """The bundle in its envelope.

    Raises:
        BadInput: it is too large to travel.
    """
    payload = dump(encode(bundle))
    if len(payload) > MAX_BYTES:
        raise BadInput(at="size")
    return sign(payload, TYPE, signer).to_bytes()


def read_policy(data: bytes, central: bytes) -> PolicyBundle:
    """The bundle, signed by the holder of that raw key.

    Raises:
        EnvelopeNotTrusted: another signer.
        BadInput: cut off, of another type or version, or not of the shape.
    """
    envelope = Envelope.from_bytes(data)
    verify(envelope, central)
    if envelope.payload_type != TYPE:
        raise BadInput(at="type")
    return decode(PolicyBundle, parse(envelope.payload, MAX_BYTES))
