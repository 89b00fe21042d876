"""Commitments: what the log says without saying it."""

import hashlib
import hmac
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import ProofInvalid
from branch_app.domain.log.commitment import Retention, check, commit, pseudonym
from branch_app.domain.values.identifiers import Commitment

SALT = bytes(range(32))


def test_a_commitment_is_a_keyed_hash_of_the_value() -> None:
    """HMAC-SHA-256(salt, value) in hex, computed here by other means."""
    commitment, _ = commit("purpose", b"nenkin", SALT, Retention.ISSUANCE)
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in SALT.ljust(64, b"\0")) + b"nenkin").digest()
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in SALT.ljust(64, b"\0")) + inner)
    assert outer.hexdigest() == commitment


@given(st.binary(), st.binary(min_size=32, max_size=32))
def test_an_opening_opens_its_commitment(value: bytes, salt: bytes) -> None:
    """Salt and value prove what was committed, and carry name, class and commitment."""
    commitment, opening = commit("purpose", value, salt, Retention.REFUSAL)
    check(commitment, opening)
    assert (commitment, "purpose", salt, value, Retention.REFUSAL) == (
        opening.commitment,
        opening.name,
        opening.salt,
        opening.value,
        opening.retention,
    )


@pytest.mark.parametrize("change", [{"value": b"other"}, {"value": b""}, {"salt": bytes(32)}])
def test_nothing_else_opens_it(change: dict[str, bytes]) -> None:
    """Another value or another salt is refused; the error names the field, never the value."""
    commitment, opening = commit("purpose", b"nenkin", SALT, Retention.ISSUANCE)
    with pytest.raises(ProofInvalid) as refusal:
        check(commitment, replace(opening, **change))
    assert {"what": "purpose"} == refusal.value.facts


@pytest.mark.parametrize("commitment", ["", "00" * 32, "𠮷"])
def test_a_commitment_that_is_none_is_refused(commitment: str) -> None:
    """Whatever stands in the log, the answer is yes or ProofInvalid."""
    _, opening = commit("purpose", b"nenkin", SALT, Retention.ISSUANCE)
    with pytest.raises(ProofInvalid):
        check(Commitment(commitment), opening)


def test_the_same_value_is_committed_differently_each_time() -> None:
    """Fresh salt hides that two fields are equal."""
    one, _ = commit("purpose", b"nenkin", SALT, Retention.ISSUANCE)
    two, _ = commit("purpose", b"nenkin", bytes(32), Retention.ISSUANCE)
    assert one != two


def test_a_pseudonym_is_stable_under_its_key_only() -> None:
    """The same person under the same key has one stand-in of 32 hex digits, under another key another."""
    alias = pseudonym(SALT, "9000010100")
    assert alias == pseudonym(SALT, "9000010100")
    assert hmac.new(SALT, b"9000010100", "sha256").hexdigest()[:32] == alias
    assert alias not in {pseudonym(bytes(32), "9000010100"), pseudonym(SALT, "9000010200")}
