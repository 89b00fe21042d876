"""DSSE envelopes: what was signed, by whom, as what, and nothing else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import BadInput, EnvelopeNotTrusted
from branch_app.domain.values.identifiers import RequestId
from sync.wire.envelope import Envelope, sign, verify
from sync.wire.messages import Problem, PushReceipt, SettingsRequest, opened, signed
from tests.fakes.device import fresh_keys

KEYS = fresh_keys("envelope")
RECEIPT = PushReceipt(RequestId("r"), 3, "note")
SIGNED = signed(RECEIPT, KEYS.log)


def test_the_signature_covers_the_published_pre_authentication_encoding() -> None:
    """``DSSEv1 29 http://example.com/HelloWorld 11 hello world``: the example of the DSSE protocol page."""
    seen: list[bytes] = []
    signer = type(KEYS.log)(KEYS.log.public_key, lambda message: seen.append(message) or bytes(64))
    sign(b"hello world", "http://example.com/HelloWorld", signer)
    assert seen == [b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"]


def test_a_message_survives_the_way() -> None:
    """Signed, sent, read."""
    assert opened(PushReceipt, Envelope.from_bytes(SIGNED), KEYS.log.public_key) == RECEIPT


def test_another_key_is_not_trusted() -> None:
    """Only the expected signer counts."""
    with pytest.raises(EnvelopeNotTrusted):
        verify(Envelope.from_bytes(SIGNED), fresh_keys("other").log.public_key)


def test_one_kind_cannot_stand_for_another() -> None:
    """The type is signed with the payload."""
    with pytest.raises(EnvelopeNotTrusted):
        opened(Problem, Envelope.from_bytes(SIGNED), KEYS.log.public_key)


def test_a_payload_of_another_shape_is_refused() -> None:
    """Signed by the right key under the right name and still not believed."""
    envelope = sign(b'{"request":"r"}', SettingsRequest.TYPE, KEYS.log)
    with pytest.raises(BadInput):
        opened(SettingsRequest, envelope, KEYS.log.public_key)


def test_two_signatures_are_refused() -> None:
    """One envelope, one signer."""
    raw = json.loads(SIGNED)
    raw["signatures"] *= 2
    with pytest.raises(BadInput):
        Envelope.from_bytes(json.dumps(raw, separators=(",", ":"), sort_keys=True).encode())


def test_any_flipped_bit_is_found() -> None:
    """Every byte of an envelope, one after another."""
    for position in range(len(SIGNED)):
        altered = bytearray(SIGNED)
        altered[position] ^= 1
        with pytest.raises((BadInput, EnvelopeNotTrusted)):
            opened(PushReceipt, Envelope.from_bytes(bytes(altered)), KEYS.log.public_key)


@given(st.binary(max_size=300))
def test_noise_is_refused_by_name(noise: bytes) -> None:
    """Whatever arrives, it is one of our own errors."""
    with pytest.raises(BadInput):
        Envelope.from_bytes(noise)
