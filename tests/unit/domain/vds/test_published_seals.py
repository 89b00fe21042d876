"""The published seals of vdstools: read, written back byte by byte, verified where their certificate is given."""

import json
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from branch_app.domain.errors import BadInput
from branch_app.domain.vds.seal import Seal
from tests.fakes.brainpool import verify_p224

_VECTORS = Path(__file__).parents[3] / "vectors" / "tr03171"
SEALS = {name: bytes.fromhex(raw) for name, raw in json.loads((_VECTORS / "raw_seals.json").read_text()).items()}
CERTIFIED = {
    "residentPermit": "UTTS5B",
    "supplementSheet": "UTTS5B",
    "addressStickerPassport": "UTTS5B",
    "emergenyTravelDoc": "UTTS5B",
    "permanentResidencePermit": "UTTS5B",
    "addressStickerId": "DETS32",
    "visa_224bitSig": "DETS32",
}
"""Seals whose reference names one of the two published certificates."""


def is_signed(seal: Seal, certificate: x509.Certificate) -> bool:
    """Whether that certificate's key signed the seal."""
    r, s = (int.from_bytes(half) for half in _halves(seal.signature))
    try:
        key = certificate.public_key()
    except (ValueError, UnsupportedAlgorithm):
        return verify_p224(certificate.tbs_certificate_bytes, seal.signed_part(), r, s)
    assert isinstance(key, EllipticCurvePublicKey)
    try:
        key.verify(encode_dss_signature(r, s), seal.signed_part(), ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _halves(signature: bytes) -> tuple[bytes, bytes]:
    middle = len(signature) // 2
    return signature[:middle], signature[middle:]


@pytest.mark.parametrize("name", SEALS)
def test_a_published_seal_is_read_and_written_back(name: str) -> None:
    """Byte by byte, whatever its version, its kind and its way of telling lengths."""
    assert SEALS[name] == Seal.decode(SEALS[name]).encode()


def test_a_published_seal_says_what_its_authors_say() -> None:
    """Meldebescheinigung, our 記載事項証明書, as their own test reads it."""
    seal = Seal.decode(SEALS["meldebescheinigung"])
    assert ("D  ", "DEZV", "2025-05-14", 0x01C8) == (
        seal.header.country,
        seal.header.signer,
        seal.header.signed.isoformat(),
        seal.header.document,
    )
    assert (b"Mustermann", b"Dr.", b"Erika", b"20250414") == tuple(map(seal.value, (4, 5, 6, 13)))


@pytest.mark.parametrize("name", CERTIFIED)
def test_a_published_seal_verifies_with_its_certificate(name: str) -> None:
    """And no more when one byte of what was signed is another."""
    file = CERTIFIED[name]
    certificate = x509.load_der_x509_certificate((_VECTORS / f"sealgen_{file}.crt").read_bytes())
    seal = Seal.decode(SEALS[name])
    assert file == f"{seal.header.signer}{seal.header.reference}"
    assert is_signed(seal, certificate)
    raw = bytearray(SEALS[name])
    raw[-len(seal.signature) - 3] ^= 1
    assert not is_signed(Seal.decode(bytes(raw)), certificate)


@pytest.mark.parametrize("name", SEALS)
def test_a_seal_cut_off_is_no_seal(name: str) -> None:
    """At whatever byte, unless what is left is whole by itself."""
    for end in range(len(SEALS[name])):
        try:
            part = Seal.decode(SEALS[name][:end])
        except BadInput:
            continue
        assert SEALS[name][:end] == part.encode()
        assert not part.signature
