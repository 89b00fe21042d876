"""One-time codes as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import BadInput, EnvelopeNotTrusted
from sync.wire.identity import CentralIdentity, EnrolmentCode

IDENTITY = CentralIdentity("pem", "key", b"x" * 32)
CODE = EnrolmentCode(b"0123456789", IDENTITY.fingerprint())


@given(st.binary(min_size=10, max_size=10), st.binary(min_size=16, max_size=16))
def test_a_code_survives_being_typed(secret: bytes, fingerprint: bytes) -> None:
    """Lower case, spaces for dashes, and 0, 1 and 8 for the letters they look like."""
    code = EnrolmentCode(secret, fingerprint)
    typed = code.text().lower().replace("-", " ").replace("o", "0").replace("i", "1").replace("b", "8")
    assert EnrolmentCode.from_text(typed) == code


def test_one_wrong_letter_is_told_at_once() -> None:
    """Before anything is sent, wherever it stands."""
    text = CODE.text()
    for position, letter in enumerate(text):
        wrong = "A" if letter != "A" else "C"
        with pytest.raises(BadInput):
            EnrolmentCode.from_text(text[:position] + wrong + text[position + 1 :])


def test_the_fingerprint_covers_every_part_of_the_identity() -> None:
    """Another CA, key or seal key is another central."""
    CODE.believe(IDENTITY)
    for other in (
        CentralIdentity("other", "key", b"x" * 32),
        CentralIdentity("pem", "other", b"x" * 32),
        CentralIdentity("pem", "key", b"y" * 32),
    ):
        with pytest.raises(EnvelopeNotTrusted):
            CODE.believe(other)
