"""OpenSC, which nobody here wrote, takes the virtual card for a real one."""

import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from branch_app.cards import jpki
from branch_app.cards.jpki import JpkiFile
from branch_app.cards.training import PcscStack
from branch_app.cards.virtual import Chip
from tests.fakes.cards import HANAKO, PINS, card, pin_file


@pytest.fixture(scope="module", autouse=True)
def chip(stack: PcscStack) -> Chip:
    """A card lies there throughout."""
    lying = card()
    stack.insert(lying)
    return lying


def run(*command: str) -> str:
    """Standard output of a program that must succeed."""
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout


def certificate(number: str) -> x509.Certificate:
    """As pkcs15-tool reads it."""
    return x509.load_pem_x509_certificate(run("pkcs15-tool", "--read-certificate", number).encode())


def test_the_card_is_called_jpki() -> None:
    """OpenSC's own detection, over all its drivers."""
    assert run("opensc-tool", "-n").strip() == "jpki"


def test_four_certificates_two_keys_and_two_pins_are_listed() -> None:
    """With the tries each PIN has left."""
    listed = run("pkcs15-tool", "--dump")

    assert listed.count("X.509 Certificate [") == 4
    assert listed.count("Private RSA Key [") == 2
    assert ["3", "5"] == [line.split()[-1] for line in listed.splitlines() if "Tries left" in line]


def test_the_certificate_is_the_one_issued_and_its_ca_lies_beside() -> None:
    """Chain read by a foreign program."""
    leaf, authority = certificate("01"), certificate("03")

    assert int(HANAKO.serial, 16) == leaf.serial_number
    leaf.verify_directly_issued_by(authority)


def test_a_foreign_program_signs_with_the_pin(tmp_path: Path) -> None:
    """pkcs11-tool signs, and the signature verifies under the card's certificate."""
    data, signature = tmp_path / "data", tmp_path / "signature"
    data.write_bytes(b"a challenge")
    run(
        *("pkcs11-tool", "--sign", "--id", "01", "-m", "SHA256-RSA-PKCS", "--login", "--pin", PINS.authentication),
        *("-i", str(data), "-o", str(signature)),
    )
    key = certificate("01").public_key()

    assert isinstance(key, rsa.RSAPublicKey)
    key.verify(signature.read_bytes(), b"a challenge", padding.PKCS1v15(), hashes.SHA256())


def test_a_wrong_pin_costs_a_foreign_program_a_try(chip: Chip) -> None:
    """The counter is the card's, whoever asks."""
    counter = pin_file(chip, jpki.IDENTIFIER, JpkiFile.PIN)
    command = ["pkcs15-tool", "--verify-pin", "--auth-id", "01", "--pin", "9999"]

    assert subprocess.run(command, check=False, capture_output=True, timeout=30).returncode != 0

    left, counter.left = counter.left, counter.maximum
    assert left == 2
