"""The device's paper key at work, and what is known here for checking papers."""

from branch_app import hpke
from branch_app.documents.seals.back import SALT_BYTES
from branch_app.documents.seals.certificate import PaperCertificate
from branch_app.documents.seals.content import Dictionaries, load_dictionaries
from branch_app.documents.seals.profile import Profiles, load_profiles
from branch_app.documents.seals.trust import Trust
from branch_app.domain.errors import PaperKeyUnusable
from branch_app.domain.log.verifier_key import VerifierKey
from branch_app.domain.records.paper_trust import PaperStanding
from branch_app.ports import Clock, PaperSigner, Random
from branch_app.settings import RESOURCES
from db.device import DeviceFile
from sync.wire.papers import TrustFile, read_notices, told_notices


class DevicePaperSeals:
    """``PaperSeals`` of an enrolled device. What central said last is asked for every paper."""

    def __init__(self, file: DeviceFile, random: Random, clock: Clock) -> None:
        self._file = file
        self._random = random
        self._clock = clock

    def signer(self) -> PaperSigner:
        """Who signs, if our certificate is good today as far as we know."""
        standing, enrolment = self._standing(), self._file.enrolment()
        certificate = PaperCertificate.read(standing.certificate)
        today = self._clock.now().date()
        if not certificate.holds_on(today):
            raise PaperKeyUnusable(why="certificate_over")
        revoked = told_notices(standing.notices).revocation(certificate.serial)
        if revoked is not None and revoked.covers(today):
            raise PaperKeyUnusable(why="certificate_revoked")
        return PaperSigner(enrolment.device, enrolment.epoch, standing.certificate, standing.site)

    def sign(self, message: bytes) -> bytes:
        """By the key in the device file."""
        return self._file.keys().sign_paper(message)

    def seal_for_site(self, plain: bytes, info: bytes) -> bytes:
        """To the key that central named."""
        return hpke.seal(plain, self._standing().site.key, info)

    def salt(self) -> bytes:
        """From the operating system."""
        return self._random.token(SALT_BYTES)

    def _standing(self) -> PaperStanding:
        standing = self._file.papers.standing()
        if standing is None:
            raise PaperKeyUnusable(why="no_certificate")
        return standing


def trust_of_device(file: DeviceFile) -> Trust:
    """What this device can check papers by: its own certificate and the newest notices it was told.

    Raises:
        PaperKeyUnusable: central has told nothing yet.
        ResourceDamaged.
    """
    standing = file.papers.standing()
    if standing is None:
        raise PaperKeyUnusable(why="no_certificate")
    root, known = file.enrolment().central_ca.encode(), (standing.certificate,)
    return Trust(root, *_shipped(), known, told_notices(standing.notices))


def trust_of_file(told: TrustFile) -> Trust:
    """What a file of head office lets papers be checked by.

    Raises:
        EnvelopeNotTrusted, BadInput: the notices are not central's.
        ResourceDamaged.
    """
    notices = read_notices(told.notices, VerifierKey.parse(told.central_key).public)
    return Trust(told.ca.encode(), *_shipped(), told.certificates, notices)


def _shipped() -> tuple[Profiles, Dictionaries]:
    return load_profiles(RESOURCES), load_dictionaries(RESOURCES)
