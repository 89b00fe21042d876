"""The proof that travels with one entry."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import LogError, NoteNotTrusted, ProofInvalid
from branch_app.domain.log.checkpoint import Checkpoint, sign_checkpoint
from branch_app.domain.log.cosignature import cosign
from branch_app.domain.log.merkle import leaf_hashes, root_of
from branch_app.domain.log.merkle_proofs import inclusion_proof
from branch_app.domain.log.tlog_proof import TlogProof
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.ed25519 import public_key, signer, verify

LOG, WITNESS = bytes([1]) * 32, bytes([2]) * 32
LOG_KEY = VerifierKey("ledger.example/corner/1", KeyKind.NOTE, public_key(LOG))
WITNESS_KEY = VerifierKey("central.example", KeyKind.COSIGNATURE, public_key(WITNESS))
ENTRIES = [b"zero", b"one", b"two", b"three", b"four"]
LEAVES = leaf_hashes(ENTRIES)
SIGNED = sign_checkpoint(Checkpoint(LOG_KEY.name, len(LEAVES), root_of(LEAVES)), LOG_KEY, signer(LOG))
PROOF = TlogProof(3, inclusion_proof(LEAVES, 3), cosign(SIGNED, WITNESS_KEY, 1_700_000_000, signer(WITNESS)))


def test_a_proof_convinces_whoever_has_the_keys() -> None:
    """Written, read and checked against the entry it is about."""
    proof = TlogProof.parse(PROOF.to_bytes())
    assert proof == PROOF
    assert 5 == proof.check(b"three", LOG_KEY, WITNESS_KEY, verify).size


def test_extra_data_rides_along() -> None:
    """Behind the header, in base64, and empty extra data is still there."""
    for extra in (b"", "控え".encode()):
        proof = TlogProof(3, PROOF.path, PROOF.checkpoint, extra)
        assert proof == TlogProof.parse(proof.to_bytes())


def test_the_only_entry_has_an_empty_path() -> None:
    """Header, index, blank line, checkpoint."""
    checkpoint = Checkpoint(LOG_KEY.name, 1, LEAVES[0])
    proof = TlogProof(0, (), sign_checkpoint(checkpoint, LOG_KEY, signer(LOG)))
    assert proof == TlogProof.parse(proof.to_bytes())


def test_another_entry_is_not_proved() -> None:
    """The proof is about one entry at one place."""
    with pytest.raises(ProofInvalid):
        PROOF.check(b"four", LOG_KEY, WITNESS_KEY, verify)


def test_a_proof_no_witness_saw_is_refused() -> None:
    """The log's own word is not enough."""
    with pytest.raises(NoteNotTrusted):
        TlogProof(3, PROOF.path, SIGNED).check(b"three", LOG_KEY, WITNESS_KEY, verify)


@pytest.mark.parametrize("at", range(len(PROOF.to_bytes())))
def test_any_wrong_byte_of_a_proof_is_found(at: int) -> None:
    """Every byte of the file matters."""
    damaged = bytearray(PROOF.to_bytes())
    damaged[at] ^= 0x01
    with pytest.raises(LogError):
        TlogProof.parse(bytes(damaged)).check(b"three", LOG_KEY, WITNESS_KEY, verify)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"c2sp.org/tlog-proof@v1",
        b"c2sp.org/tlog-proof@v2\nindex 0",
        b"c2sp.org/tlog-proof@v1\nextra =\nindex 0",
        b"c2sp.org/tlog-proof@v1\nextra ",
        b"c2sp.org/tlog-proof@v1\nindex 00",
        b"c2sp.org/tlog-proof@v1\nindex " + b"9" * 5_000,
        b"c2sp.org/tlog-proof@v1\nindex 0\n" + b"\n".join([b"A" * 43 + b"="] * 64),
        b"c2sp.org/tlog-proof@v1\nindex 0\n\xff",
    ],
)
def test_what_is_no_proof_is_refused(head: bytes) -> None:
    """Another version, a bent index, a path longer than any tree is high."""
    with pytest.raises(ProofInvalid):
        TlogProof.parse(head + b"\n\n" + SIGNED.to_bytes())


@given(st.binary(max_size=200))
def test_garbage_is_refused_in_our_own_words(data: bytes) -> None:
    """Whatever the bytes, a LogError or a proof."""
    with suppress(LogError):
        assert data == TlogProof.parse(data).to_bytes()
