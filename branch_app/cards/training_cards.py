"""Cards for training and demonstration: a CA of our own and cards that it issues for made-up residents.

Example::

    authority = TrainingAuthority(valid_from=date(2025, 1, 1), valid_until=date(2035, 1, 1))
    chip = authority.my_number_card(holder)
    roots = authority.roots()

Its roots are pinned in training and demonstration only. Every key is made anew in memory and never stored.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from branch_app.cards import jpki, profile, tlv
from branch_app.cards.jpki import JpkiFile
from branch_app.cards.profile import ProfileFile, ProfileTag
from branch_app.cards.trust import ALGORITHMS, Roots
from branch_app.cards.virtual import CONTACT_ATR, Chip, DataFile, File, KeyFile, PinFile, Signer
from branch_app.domain.values.wareki import era_year

_RSA_SHA256 = ALGORITHMS[0]
_SIGNATURE_PIN_TRIES = 5
_NUMBER_B_TRIES = 10


@dataclass(frozen=True, slots=True)
class CardPins:
    """PINs of a training card: 利用者証明用 and 入力補助 of four digits, 署名用 of 6 to 16 capitals and digits.

    ``face_code`` is the four-digit code printed on the card's face, the tail of 照合番号B.
    """

    authentication: str
    profile: str
    signature: str
    face_code: str


@dataclass(frozen=True, slots=True)
class Holder:
    """For whom and until when: ``serial`` is the certificate's in hex, ``sex`` 男, 女 or その他."""

    name: str
    address: str
    birth: date
    sex: str
    serial: str
    valid_from: date
    valid_until: date
    pins: CardPins

    def number_b(self) -> str:
        """照合番号B: birth as YYMMDD in its era, year of expiry, face code."""
        _, year = era_year(self.birth)
        return f"{year:02d}{self.birth:%m%d}{self.valid_until:%Y}{self.pins.face_code}"


class TrainingAuthority:
    """The two CAs of one generation; ``common_name`` is the same for every generation, as with the real ones."""

    def __init__(self, valid_from: date, valid_until: date) -> None:
        self._valid_from = valid_from
        self._valid_until = valid_until

    def roots(self) -> Roots:
        """What a reader in training pins."""
        return Roots((self._authentication.certificate,))

    def my_number_card(self, holder: Holder) -> Chip:
        """個人番号カード with JPKI and 券面事項入力補助."""
        return self._chip(jpki.TOKEN_MY_NUMBER, holder)

    def juki_card(self, holder: Holder) -> Chip:
        """A card that calls itself 住民基本台帳カード."""
        return self._chip(jpki.TOKEN_JUKI, holder)

    def unknown_card(self, holder: Holder, token: str) -> Chip:
        """A batch no driver knows: JPKI answers with another token string."""
        return self._chip(token, holder)

    @cached_property
    def _authentication(self) -> "_Issuer":
        return _Issuer.create("Training CA for user authentication", self._valid_from, self._valid_until)

    @cached_property
    def _signature(self) -> "_Issuer":
        return _Issuer.create("Training CA for digital signature", self._valid_from, self._valid_until)

    def _chip(self, token: str, holder: Holder) -> Chip:
        applications = {
            jpki.IDENTIFIER: self._jpki_files(token, holder),
            profile.IDENTIFIER: _profile_files(holder),
        }
        return Chip(CONTACT_ATR, applications)

    def _jpki_files(self, token: str, holder: Holder) -> dict[int, File]:
        authentication = _Credential.create(self._authentication, holder)
        signature = _Credential.create(self._signature, holder)
        pin = holder.pins
        return {
            JpkiFile.TOKEN: DataFile(token.encode().ljust(20)),
            JpkiFile.CERTIFICATE: DataFile(authentication.certificate),
            JpkiFile.CA: DataFile(self._authentication.der()),
            JpkiFile.KEY: KeyFile(authentication.signer(), (JpkiFile.PIN,)),
            JpkiFile.PIN: PinFile(pin.authentication.encode(), jpki.PIN_TRIES, jpki.PIN_TRIES),
            JpkiFile.SIGNATURE_CERTIFICATE: DataFile(signature.certificate, (JpkiFile.SIGNATURE_PIN,)),
            JpkiFile.SIGNATURE_CA: DataFile(self._signature.der()),
            JpkiFile.SIGNATURE_KEY: KeyFile(signature.signer(), (JpkiFile.SIGNATURE_PIN,)),
            JpkiFile.SIGNATURE_PIN: PinFile(pin.signature.encode(), _SIGNATURE_PIN_TRIES, _SIGNATURE_PIN_TRIES),
        }


def four_items_file(holder: Holder) -> bytes:
    """Content of 券面事項入力補助 0002."""
    sex = next(code for code, name in profile.SEXES.items() if name == holder.sex)
    items = (
        (ProfileTag.NAME, holder.name.encode()),
        (ProfileTag.ADDRESS, holder.address.encode()),
        (ProfileTag.BIRTH, f"{holder.birth:%Y%m%d}".encode()),
        (ProfileTag.SEX, sex.encode()),
    )
    objects = [tlv.build(tag, value) for tag, value in items]
    offsets = b"".join(sum(map(len, objects[:index])).to_bytes(2) for index in range(len(objects)))
    return tlv.build(ProfileTag.ALL, tlv.build(ProfileTag.OFFSETS, offsets) + b"".join(objects))


def _profile_files(holder: Holder) -> dict[int, File]:
    opened_by = (ProfileFile.PIN, ProfileFile.NUMBER_B)
    return {
        ProfileFile.FOUR_ITEMS: DataFile(four_items_file(holder), opened_by),
        ProfileFile.PIN: PinFile(holder.pins.profile.encode(), jpki.PIN_TRIES, jpki.PIN_TRIES),
        ProfileFile.NUMBER_B: PinFile(holder.number_b().encode(), _NUMBER_B_TRIES, _NUMBER_B_TRIES),
    }


@dataclass(frozen=True, slots=True)
class _Issuer:
    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @classmethod
    def create(cls, common_name: str, valid_from: date, valid_until: date) -> "_Issuer":
        key = _new_key()
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
        certificate = (
            _builder(name, name, key.public_key(), valid_from, valid_until)
            .serial_number(x509.random_serial_number())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(key, _RSA_SHA256.digest)
        )
        return cls(key, certificate)

    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)


@dataclass(frozen=True, slots=True)
class _Credential:
    key: rsa.RSAPrivateKey
    certificate: bytes

    @classmethod
    def create(cls, issuer: _Issuer, holder: Holder) -> "_Credential":
        key = _new_key()
        # The subject of a real 利用者証明用 certificate is a code, never a name.
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"training-{holder.serial}")])
        certificate = (
            _builder(subject, issuer.certificate.subject, key.public_key(), holder.valid_from, holder.valid_until)
            .serial_number(int(holder.serial, 16))
            .add_extension(_key_usage(), critical=True)
            .sign(issuer.key, _RSA_SHA256.digest)
        )
        return cls(key, certificate.public_bytes(Encoding.DER))

    def signer(self) -> Signer:
        prefix = _RSA_SHA256.digest_info

        def sign(digest_info: bytes) -> bytes | None:
            digest = digest_info.removeprefix(prefix)
            if len(digest_info) != len(prefix) + 32 or len(digest) != 32:
                return None
            return self.key.sign(digest, PKCS1v15(), Prehashed(hashes.SHA256()))

        return sign


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=_RSA_SHA256.key_bits)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, valid_from: date, valid_until: date
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .not_valid_before(datetime.combine(valid_from, time.min, UTC))
        .not_valid_after(datetime.combine(valid_until, time(23, 59, 59), UTC))
    )


def _key_usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
