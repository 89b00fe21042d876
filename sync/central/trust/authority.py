"""What central's own small CA certifies: its server's end of the line, and the keys that papers are sealed with."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from branch_app.domain.errors import BadInput
from branch_app.domain.records.paper_trust import PAPER_SIGNER
from sync.central.trust.keys import replace_private
from sync.central.trust.roots import BACKDATED, Root, bundle, every_root, issuer, prepare_roots, private_key, usage

_SERVER_DAYS = 90
_RENEW_DAYS = 30
_DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""RFC 9336."""


@dataclass(frozen=True, slots=True)
class Line:
    """The server's end of the line: files of one folder, read when asked for, since any process renews them."""

    folder: Path

    @property
    def certificate(self) -> Path:
        """Of the server."""
        return self.folder / "server.pem"

    @property
    def key(self) -> Path:
        """Of the server."""
        return self.folder / "server.key"

    @property
    def root(self) -> str:
        """PEM of the roots that devices hold the server to; dates are real ones, as TLS checks them."""
        return bundle(self.folder, datetime.now(UTC))

    def public_files(self) -> tuple[Path, ...]:
        """The certificates there are."""
        return tuple(sorted(self.folder.glob("*.pem")))

    @property
    def every_root(self) -> str:
        """PEM of all there ever were, which papers are held to."""
        return every_root(self.folder)


def prepare_line(folder: Path, hosts: tuple[str, ...]) -> Line:
    """Root and server certificate in that folder; what ends soon is renewed (``renew_line``).

    Dates are the machine's own, whatever business date central serves: TLS checks them against real time.
    """
    line = Line(folder)
    prepare_roots(folder, datetime.now(UTC))
    private_key(line.key)
    names = {_general_name(host) for host in hosts}
    if not line.certificate.exists() or not _lasts(line) or _names(line) != names:
        _certify(line, names)
    return line


def renew_line(line: Line) -> bool:
    """The same for a server that runs on for months, under the names it has: the next root, its own certificate.

    Whether the certificate is another one.
    """
    prepare_roots(line.folder, datetime.now(UTC))
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
    root = issuer(line.folder, subject.until)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(oid, text) for oid, text in _paper_name(subject.log)]))
        .issuer_name(root.certificate.subject)
        .public_key(key)
        .serial_number(subject.serial)
        .not_valid_before(subject.since)
        .not_valid_after(subject.until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([_DOCUMENT_SIGNING]), critical=True)
    )
    return builder.sign(root.key, hashes.SHA256()).public_bytes(Encoding.DER)


def _paper_name(log: str) -> tuple[tuple[x509.ObjectIdentifier, str], ...]:
    country, signer = PAPER_SIGNER[:2], PAPER_SIGNER[2:]
    return ((NameOID.COUNTRY_NAME, country), (NameOID.COMMON_NAME, signer), (NameOID.SERIAL_NUMBER, log))


def _certify(line: Line, names: Iterable[x509.GeneralName]) -> None:
    start = datetime.now(UTC) - BACKDATED
    end = start + timedelta(days=_SERVER_DAYS)
    replace_private(line.certificate, _server(line, issuer(line.folder, end), (start, end), names))


def _server(line: Line, root: Root, days: tuple[datetime, datetime], names: Iterable[x509.GeneralName]) -> bytes:
    """From the first to the last of ``days``."""
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Madoguchi central")]))
        .issuer_name(root.certificate.subject)
        .public_key(private_key(line.key).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(days[0])
        .not_valid_after(days[1])
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key()), critical=False)
    )
    return builder.sign(root.key, hashes.SHA256()).public_bytes(Encoding.PEM)


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
