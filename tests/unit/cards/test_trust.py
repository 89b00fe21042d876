"""Chain, dates, algorithms."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from branch_app.cards import jpki
from branch_app.cards.jpki import JpkiFile
from branch_app.cards.training_cards import TrainingAuthority
from branch_app.cards.trust import CardKey, Roots, check_chain
from branch_app.cards.virtual import Chip, DataFile
from branch_app.domain.errors import CardExpired, CardNotTrusted
from tests.fakes.cards import AT, HANAKO, authority, card

PinnedKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def certificate_of(chip: Chip, file: JpkiFile = JpkiFile.CERTIFICATE) -> bytes:
    """DER in that file."""
    content = chip.applications[jpki.IDENTIFIER][file]
    assert isinstance(content, DataFile)
    return content.content


def self_made(key: PinnedKey, *, usage: bool = True) -> bytes:
    """A certificate somebody signed for himself."""
    name = x509.Name([])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
    )
    if usage:
        builder = builder.add_extension(x509.KeyUsage(*[True] + [False] * 8), critical=True)
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


def test_the_issuer_is_chosen_by_signature_among_equal_names() -> None:
    """Generations of the CA share one name; whichever key verifies is the issuer, in any order of the pins."""
    older = TrainingAuthority(date(2015, 1, 1), date(2035, 1, 1))
    key = CardKey.from_der(certificate_of(card()))
    pins = authority().roots().certificates
    others = older.roots().certificates

    assert pins[0].subject == others[0].subject
    assert check_chain(key, Roots(pins + others), AT) == check_chain(key, Roots(others + pins), AT)
    with pytest.raises(CardNotTrusted) as caught:
        check_chain(key, Roots(others), AT)
    assert {"reason": "issuer"} == caught.value.facts


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (datetime(2025, 3, 31, 23, 59, tzinfo=UTC), "not_yet_valid"),
        (datetime(2030, 4, 2, tzinfo=UTC), "expired"),
    ],
)
def test_dates_are_judged_at_the_time_passed_in(at: datetime, reason: str) -> None:
    """No clock is read, and the error does not tell the date, which is the holder's birthday."""
    with pytest.raises(CardExpired) as caught:
        check_chain(CardKey.from_der(certificate_of(card())), authority().roots(), at)

    assert {"reason": reason} == caught.value.facts


def test_a_certificate_that_outlives_its_issuer_is_not_trusted() -> None:
    """The pinned root has dates too."""
    short = TrainingAuthority(date(2020, 1, 1), date(2026, 1, 1))
    key = CardKey.from_der(certificate_of(short.my_number_card(HANAKO)))

    with pytest.raises(CardNotTrusted) as caught:
        check_chain(key, short.roots(), AT)

    assert {"reason": "issuer_date"} == caught.value.facts


def test_the_signature_certificate_does_not_authenticate() -> None:
    """署名用 stands below another CA, which is not pinned here."""
    key = CardKey.from_der(certificate_of(card(), JpkiFile.SIGNATURE_CERTIFICATE))

    with pytest.raises(CardNotTrusted):
        check_chain(key, authority().roots(), AT)


def test_a_certificate_without_the_right_usage_is_not_trusted() -> None:
    """A key that may not sign challenges proves nothing by signing one."""
    own = self_made(rsa.generate_private_key(65537, 2048), usage=False)

    with pytest.raises(CardNotTrusted) as caught:
        check_chain(CardKey.from_der(own), Roots((x509.load_der_x509_certificate(own),)), AT)

    assert {"reason": "usage"} == caught.value.facts


@pytest.mark.parametrize(
    "key",
    # S505: the weak key is what must be refused
    [rsa.generate_private_key(65537, 1024), ec.generate_private_key(ec.SECP256R1())],  # noqa: S505
    ids=["RSA-1024", "P-256"],
)
def test_algorithms_outside_the_table_are_refused(key: PinnedKey) -> None:
    """RSA-1024 of the 住基カード and curves nobody announced."""
    with pytest.raises(CardNotTrusted) as caught:
        CardKey.from_der(self_made(key))

    assert {"reason": "algorithm"} == caught.value.facts


def test_garbage_is_no_certificate() -> None:
    """Unreadable DER is refused, not raised through."""
    with pytest.raises(CardNotTrusted):
        CardKey.from_der(b"\x30\x03\x02\x01\x01")


def test_roots_survive_a_bundle() -> None:
    """Written as PEM and read again they trust the same card."""
    roots = Roots.from_pem(authority().roots().to_pem())

    assert authority().roots() == roots


def test_a_signature_belongs_to_one_key_and_one_challenge() -> None:
    """Another challenge, another card or a flipped bit is not signed."""
    chip = card()
    key = CardKey.from_der(certificate_of(chip))
    other = CardKey.from_der(certificate_of(card(replace(HANAKO, serial="99"))))
    signer = chip.applications[jpki.IDENTIFIER][JpkiFile.KEY]
    signature = signer.sign(key.to_sign(b"challenge"))

    assert key.signed(b"challenge", signature)
    assert not key.signed(b"another", signature)
    assert not other.signed(b"challenge", signature)
    assert not key.signed(b"challenge", bytes([signature[0] ^ 1]) + signature[1:])
