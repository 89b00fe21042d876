"""Central's own small CA, and the certificate of its server."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from branch_app.domain.errors import BadInput
from branch_app.domain.records.paper_trust import PAPER_SIGNER
from sync.central.keys import kept, replace_private

_CA_YEARS = 10
_SERVER_DAYS = 90
_RENEW_DAYS = 30
_DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""RFC 9336."""
_BACKDATED = timedelta(hours=1)
"""A device's clock may be a little behind."""


@dataclass(frozen=True, slots=True)
class Line:
    """Files of the server's end of the line, the CA's own key, and the PEM root that devices hold it to."""

    certificate: Path
    key: Path
    root: str
    ca_key: Path


def prepare_line(folder: Path, hosts: tuple[str, ...]) -> Line:
    """CA and server certificate in that folder; the server's is renewed a month before it ends, the CA stays.

    Dates are the machine's own, whatever business date central serves: TLS checks them against real time.
    """
    key = _key(folder / "ca.key")
    root = kept(folder / "ca.pem", lambda: _root(key))
    line = Line(folder / "server.pem", folder / "server.key", root.decode(), folder / "ca.key")
    names = {_general_name(host) for host in hosts}
    if not line.certificate.exists() or not _lasts(line) or _names(line) != names:
        _certify(line, names)
    return line


def renew_line(line: Line) -> bool:
    """The same for a server that runs on for months, under the names it has; whether there was need."""
    if _lasts(line):
        return False
    _certify(line, _names(line))
    return True


@dataclass(frozen=True, slots=True)
class PaperSubject:
    """Whose paper key it is (log as ``device/epoch``), and from when to when it may sign."""

    log: str
    serial: int
    since: datetime
    until: datetime


def certify_paper_key(line: Line, point: bytes, subject: PaperSubject) -> bytes:
    """An X.509 certificate (DER) of the P-256 key with that point: it signs documents and nothing else.

    Country and common name are the signer in every seal, the serial number its certificate (TR-03137-1). Dates are
    central's business time, because papers carry that.

    Raises:
        BadInput: no point of the curve.
    """
    try:
        key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    except ValueError as error:
        raise BadInput(at="paper key") from error
    ca_key = _key(line.ca_key)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(oid, text) for oid, text in _paper_name(subject.log)]))
        .issuer_name(x509.load_pem_x509_certificate(line.root.encode()).subject)
        .public_key(key)
        .serial_number(subject.serial)
        .not_valid_before(subject.since)
        .not_valid_after(subject.until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([_DOCUMENT_SIGNING]), critical=True)
    )
    return builder.sign(ca_key, hashes.SHA256()).public_bytes(Encoding.DER)


def _paper_name(log: str) -> tuple[tuple[x509.ObjectIdentifier, str], ...]:
    country, signer = PAPER_SIGNER[:2], PAPER_SIGNER[2:]
    return ((NameOID.COUNTRY_NAME, country), (NameOID.COMMON_NAME, signer), (NameOID.SERIAL_NUMBER, log))


def _key(path: Path) -> EllipticCurvePrivateKey:
    data = kept(
        path,
        lambda: generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    )
    key = load_pem_private_key(data, None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise BadInput(at=path.name)
    return key


def _root(key: EllipticCurvePrivateKey) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Madoguchi central CA")])
    builder = (
        _builder(name, name, key, timedelta(days=366 * _CA_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(digital_signature=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)


def _usage(*, digital_signature: bool) -> x509.KeyUsage:
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


def _certify(line: Line, names: Iterable[x509.GeneralName]) -> None:
    root = x509.load_pem_x509_certificate(line.root.encode())
    replace_private(line.certificate, _server(root, _key(line.ca_key), _key(line.key), names))


def _server(
    root: x509.Certificate,
    ca_key: EllipticCurvePrivateKey,
    key: EllipticCurvePrivateKey,
    names: Iterable[x509.GeneralName],
) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Madoguchi central")])
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key())
    builder = (
        _builder(name, root.subject, key, timedelta(days=_SERVER_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issuer, critical=False)
    )
    return builder.sign(ca_key, hashes.SHA256()).public_bytes(Encoding.PEM)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: EllipticCurvePrivateKey, lifetime: timedelta
) -> x509.CertificateBuilder:
    start = datetime.now(UTC) - _BACKDATED
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + lifetime)
    )


def _lasts(line: Line) -> bool:
    """For a month at least."""
    ends = x509.load_pem_x509_certificate(line.certificate.read_bytes()).not_valid_after_utc
    return ends > datetime.now(UTC) + timedelta(days=_RENEW_DAYS)


def _names(line: Line) -> set[x509.GeneralName]:
    certificate = x509.load_pem_x509_certificate(line.certificate.read_bytes())
    return set(certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value)


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
