"""What whoever checks papers knows beforehand. Nothing here touches a file: fill it from wherever it lies."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from cryptography import x509

from branch_app.documents.seals.certificate import PaperCertificate
from branch_app.documents.seals.content import Dictionaries
from branch_app.documents.seals.profile import Profiles
from branch_app.domain.errors import BadInput
from branch_app.domain.records.paper_trust import PaperNotices


@dataclass(frozen=True, slots=True)
class Trust:
    """Central's CA (PEM, all roots), profiles, dictionaries, certificates at hand (DER), the newest notices if any.

    Without notices nothing is known of revocation and of papers that were voided: a verdict then says so.
    """

    root: bytes
    profiles: Profiles
    dictionaries: Dictionaries
    certificates: tuple[bytes, ...] = ()
    notices: PaperNotices | None = None

    def knowing(self, *certificates: bytes) -> "Trust":
        """With more certificates at hand, such as the one that a back brings; none is believed for that."""
        return replace(self, certificates=(*self.certificates, *certificates))

    def certificate(self, serial: str) -> PaperCertificate | None:
        """The certificate of that serial number which the CA issued."""
        issued = (each for each in self._read() if each.serial == serial and self.issued(each))
        return next(issued, None)

    def issued(self, certificate: PaperCertificate) -> bool:
        """Whether the CA issued that one, under any of its roots.

        Raises:
            ValueError: the root is no certificate.
        """
        return any(map(certificate.is_issued_by, x509.load_pem_x509_certificates(self.root)))

    def _read(self) -> Iterator[PaperCertificate]:
        for der in self.certificates:
            with suppress(BadInput):
                yield PaperCertificate.read(der)
