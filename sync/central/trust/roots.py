"""Roots of the line: each lasts ten years and is followed by the next two years before its end.

Devices learn of the next one under the one they hold, and trust both meanwhile (``sync.wire.roots``). Whatever is
certified gets the oldest root that outlasts it: so a server's certificate of three months moves to the next root in
the last three months of the old one, nearly two years after devices could hear of it.

Files of one folder, each written once: ``ca.pem`` and ``ca.key``, then ``ca-2.pem`` and ``ca-2.key``, and so on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import NameOID

from branch_app.domain.errors import BadInput
from sync.central.trust.keys import kept
from sync.wire.roots import link_pem

LASTS = timedelta(days=3_660)
FOLLOWED = timedelta(days=730)
"""Before its end."""
BACKDATED = timedelta(hours=1)
"""A device's clock may be a little behind."""


@dataclass(frozen=True, slots=True)
class Root:
    """A root, where its key lies, and its text: PEM, with the link from the root before."""

    certificate: x509.Certificate
    key_file: Path
    text: str

    @property
    def ends(self) -> datetime:
        """UTC."""
        return self.certificate.not_valid_after_utc

    @property
    def key(self) -> EllipticCurvePrivateKey:
        """To certify with."""
        return private_key(self.key_file)


def prepare_roots(folder: Path, now: datetime) -> None:
    """The first one where there is none; the next one where the newest ends soon."""
    if not _file(folder, 1).exists():
        kept(_file(folder, 1), lambda: _made(folder, 1, now, ()))
    held = roots(folder)
    if held[-1].ends < now + FOLLOWED:
        number = len(held) + 1
        kept(_file(folder, number), lambda: _made(folder, number, now, held))


def roots(folder: Path) -> tuple[Root, ...]:
    """All there ever were, the oldest first."""
    return tuple(_read(folder))


def issuer(folder: Path, until: datetime) -> Root:
    """The oldest that outlasts what it is to certify; of those that do not, the newest."""
    held = roots(folder)
    return next((root for root in held if root.ends >= until), held[-1])


def bundle(folder: Path, now: datetime) -> str:
    """What devices are told: those that have not ended."""
    return "".join(root.text for root in roots(folder) if root.ends >= now)


def every_root(folder: Path) -> str:
    """For whoever checks papers, which may be older than their root's end."""
    return "".join(root.text for root in roots(folder))


def private_key(path: Path) -> EllipticCurvePrivateKey:
    """A key of P-256 in that file, made on first use.

    Raises:
        BadInput: another kind of key lies there.
    """
    key = load_pem_private_key(kept(path, _fresh_key), None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise BadInput(at=path.name)
    return key


def usage(*, digital_signature: bool) -> x509.KeyUsage:
    """Either signs documents, or certificates and lists of them."""
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not digital_signature,
        crl_sign=not digital_signature,
        encipher_only=False,
        decipher_only=False,
    )


def _read(folder: Path) -> Iterator[Root]:
    number = 1
    while (path := _file(folder, number)).exists():
        text = path.read_text("ascii")
        yield Root(x509.load_pem_x509_certificate(text.encode()), path.with_suffix(".key"), text)
        number += 1


def _file(folder: Path, number: int) -> Path:
    return folder / ("ca.pem" if number == 1 else f"ca-{number}.pem")


def _fresh_key() -> bytes:
    return generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _made(folder: Path, number: int, now: datetime, before: Sequence[Root]) -> bytes:
    key = private_key(_file(folder, number).with_suffix(".key"))
    title = "Madoguchi central CA" if number == 1 else f"Madoguchi central CA {number}"
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title)])
    start = now - BACKDATED
    root = _authority(name, key, start, start + LASTS).issuer_name(name).sign(key, hashes.SHA256())
    text = root.public_bytes(Encoding.PEM).decode()
    if before:
        last = before[-1]
        link = _authority(name, key, start, max(last.ends, now)).issuer_name(last.certificate.subject)
        text += link_pem(link.sign(last.key, hashes.SHA256()))
    return text.encode()


def _authority(
    name: x509.Name, key: EllipticCurvePrivateKey, start: datetime, end: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage(digital_signature=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
