"""A policy bundle in its envelope: believed whole from its signer, or not at all."""

from datetime import date

import pytest

from branch_app.domain.errors import BadInput, EnvelopeNotTrusted
from branch_app.domain.records.policy import PolicyBundle
from branch_app.domain.values.codec import encode
from sync.wire.envelope import Signer, sign
from sync.wire.policy import MAX_BYTES, TYPE, read_policy, sign_policy
from sync.wire.strict import dump
from tests.fakes.device import fresh_keys
from tests.fakes.tables import shipped_policy, texts

CENTRAL, STRANGER = fresh_keys().log, fresh_keys().log
BUNDLE = PolicyBundle(3, date(2012, 4, 1), texts())


def test_there_and_back() -> None:
    """The same bytes for every device."""
    signed = sign_policy(BUNDLE, CENTRAL)
    assert BUNDLE == read_policy(signed, CENTRAL.public_key)
    assert signed == sign_policy(BUNDLE, CENTRAL)


def test_several_whole_ones_fit_into_an_answer() -> None:
    """What the program comes with takes less than half of what one may take."""
    assert len(dump(encode(shipped_policy()))) < MAX_BYTES // 2


def test_signed_by_somebody_else() -> None:
    """Refused, whatever it says."""
    with pytest.raises(EnvelopeNotTrusted):
        read_policy(sign_policy(BUNDLE, STRANGER), CENTRAL.public_key)


@pytest.mark.parametrize("length", [0, 1, 100, -100, -1])
def test_cut_off(length: int) -> None:
    """Anywhere: there is no half of it."""
    with pytest.raises(BadInput):
        read_policy(sign_policy(BUNDLE, CENTRAL)[:length], CENTRAL.public_key)


def test_one_bit_of_it_changed() -> None:
    """A fee is one digit."""
    signed = bytearray(sign_policy(BUNDLE, CENTRAL))
    place = signed.index(b'"payload":"') + 40
    signed[place] = ord("A") if signed[place] != ord("A") else ord("B")
    with pytest.raises((BadInput, EnvelopeNotTrusted)):
        read_policy(bytes(signed), CENTRAL.public_key)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (TYPE.replace("v1", "v2"), encode(BUNDLE)),
        ("application/vnd.madoguchi.settings-answer.v2+json", encode(BUNDLE)),
        (TYPE, {**encode(BUNDLE), "extra": 1}),
        (TYPE, {"version": 3, "effective": "2012-04-01"}),
        (TYPE, {**encode(BUNDLE), "version": 0}),
        (TYPE, {**encode(BUNDLE), "effective": "2012-04-31"}),
    ],
)
def test_of_another_schema(kind: str, body: dict[str, object]) -> None:
    """Newer, older or somebody's own: nothing is guessed."""
    with pytest.raises(BadInput):
        read_policy(_signed(kind, body, CENTRAL), CENTRAL.public_key)


def _signed(kind: str, body: dict[str, object], signer: Signer) -> bytes:
    return sign(dump(body), kind, signer).to_bytes()


def test_too_large_is_not_published() -> None:
    """It would not fit into an answer beside others."""
    with pytest.raises(BadInput, match="at=size"):
        sign_policy(PolicyBundle(1, date(2012, 4, 1), {"fees": "x" * MAX_BYTES}), CENTRAL)
