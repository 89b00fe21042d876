"""Central's own small CA, and the certificate of its server."""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from branch_app.domain.errors import BadInput
from sync.central.keys import kept, write_private

_CA_YEARS = 10
_SERVER_DAYS = 90
_RENEW_DAYS = 30
_BACKDATED = timedelta(hours=1)
"""A device's clock may be a little behind."""


@dataclass(frozen=True, slots=True)
class Line:
    """Files of the server's end of the line, and the PEM root that devices hold it to."""

    certificate: Path
    key: Path
    root: str


def prepare_line(folder: Path, hosts: tuple[str, ...]) -> Line:
    """CA and server certificate in that folder; the server's is renewed a month before it ends, the CA stays.

    Dates are the machine's own, whatever business date central serves: TLS checks them against real time.
    """
    key = _key(folder / "ca.key")
    root = kept(folder / "ca.pem", lambda: _root(key))
    line = Line(folder / "server.pem", folder / "server.key", root.decode())
    if not _still_good(line.certificate, hosts):
        certificate = _server(x509.load_pem_x509_certificate(root), key, _key(line.key), hosts)
        draft = line.certificate.with_suffix(".new")
        draft.unlink(missing_ok=True)
        write_private(draft, certificate)
        draft.replace(line.certificate)
    return line


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
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        _builder(name, name, key, timedelta(days=366 * _CA_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)


def _server(
    root: x509.Certificate, ca_key: EllipticCurvePrivateKey, key: EllipticCurvePrivateKey, hosts: tuple[str, ...]
) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Madoguchi central")])
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key())
    builder = (
        _builder(name, root.subject, key, timedelta(days=_SERVER_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([_general_name(host) for host in hosts]), critical=False)
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


def _still_good(path: Path, hosts: tuple[str, ...]) -> bool:
    if not path.exists():
        return False
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    lasts = certificate.not_valid_after_utc > datetime.now(UTC) + timedelta(days=_RENEW_DAYS)
    return lasts and set(names) == {_general_name(host) for host in hosts}


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
