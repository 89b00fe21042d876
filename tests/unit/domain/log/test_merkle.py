"""Roots, frontiers and proofs, against the definition of RFC 6962 written down plainly."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import ProofInvalid, TreeMismatch
from branch_app.domain.log.merkle import EMPTY_ROOT, Frontier, leaf_hash, leaf_hashes, root_of
from branch_app.domain.log.merkle_proofs import (
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
)

SIZES = range(1, 71)
LEAVES = leaf_hashes(str(number).encode() for number in range(SIZES.stop))
ROOTS = [root_of(LEAVES[:size]) for size in range(SIZES.stop)]


def _defined_root(entries: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, word for word."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return hashlib.sha256(b"\x01" + _defined_root(entries[:split]) + _defined_root(entries[split:])).digest()


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_bulk_root_is_the_defined_root(entries: list[bytes]) -> None:
    """Pairing rows gives the tree that the RFC defines by splitting."""
    assert _defined_root(entries) == root_of(leaf_hashes(entries))


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_frontier_root_is_the_defined_root(entries: list[bytes]) -> None:
    """Appending one by one arrives at the same root, without keeping the leaves."""
    assert _defined_root(entries) == Frontier().extend(leaf_hashes(entries)).root()


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_leaves_one_by_one_are_leaves_at_once(entries: list[bytes]) -> None:
    """Each ``append`` counts one, and the frontier is that of all of them."""
    frontier = Frontier()
    for leaf in leaf_hashes(entries):
        frontier = frontier.append(leaf)
    assert len(entries) == frontier.size
    assert Frontier().extend(leaf_hashes(entries)) == frontier


@pytest.mark.parametrize("length", [0, 31, 33])
@pytest.mark.parametrize("before", [0, 1])
def test_a_hash_of_another_length_is_no_leaf(length: int, before: int) -> None:
    """Refused at its place, also where pairing it would give a node of the right length."""
    with pytest.raises(TreeMismatch) as refused:
        Frontier().extend((*LEAVES[:before], bytes(length), LEAVES[2]))
    assert {"position": before} == refused.value.facts


def test_known_roots() -> None:
    """The empty tree and the first leaf have the roots that every implementation publishes."""
    assert "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" == EMPTY_ROOT.hex()
    assert "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d" == leaf_hash(b"").hex()


def test_frontier_keeps_at_most_one_hash_a_power_of_two() -> None:
    """70 leaves are 64 + 4 + 2: three hashes."""
    assert 3 == len(Frontier().extend(LEAVES[:70]).hashes)


def test_frontier_survives_storing() -> None:
    """Packed and unpacked it is the same value."""
    frontier = Frontier().extend(LEAVES)
    assert frontier == Frontier.unpacked(frontier.size, frontier.packed())


@pytest.mark.parametrize(("size", "data"), [(1, b""), (0, bytes(32)), (1, bytes(31)), (2, bytes(64)), (-1, b"")])
def test_frontier_refuses_hashes_of_another_size(size: int, data: bytes) -> None:
    """A stored frontier that cannot belong to its size is damage."""
    with pytest.raises(TreeMismatch):
        Frontier.unpacked(size, data)


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_is_proved_and_only_at_its_place(size: int) -> None:
    """The proof of every leaf holds, and at no other place of the tree."""
    for index in range(size):
        proof = inclusion_proof(LEAVES[:size], index)
        check_inclusion(LEAVES[index], index, size, proof, ROOTS[size])
        with pytest.raises(ProofInvalid):
            check_inclusion(LEAVES[index], (index + 1) % (size + 1), size, proof, ROOTS[size])


@pytest.mark.parametrize("size", SIZES)
def test_every_older_tree_is_proved_and_no_other(size: int) -> None:
    """The proof of every pair of sizes holds, and for no neighbouring size."""
    for old in range(1, size + 1):
        proof = consistency_proof(LEAVES[:size], old)
        check_consistency(old, ROOTS[old], size, ROOTS[size], proof)
        with pytest.raises(ProofInvalid):
            check_consistency(old - 1, ROOTS[old], size, ROOTS[size], proof)


def test_no_proof_is_made_of_what_is_not_there() -> None:
    """A leaf behind the end and an older tree of nothing or of more have no proof."""
    with pytest.raises(ProofInvalid):
        inclusion_proof(LEAVES[:3], 3)
    for old in (0, 4):
        with pytest.raises(ProofInvalid):
            consistency_proof(LEAVES[:3], old)


@st.composite
def _mutated(draw: st.DrawFn, proof: tuple[bytes, ...]) -> list[bytes]:
    """The proof with one bit turned, a hash lost, added, doubled or swapped, or bytes moved to a neighbour."""
    hashes = list(proof)
    at = draw(st.integers(0, max(0, len(hashes) - 1)))
    match draw(st.sampled_from(["add", "turn", "drop", "double", "shift"] if hashes else ["add"])):
        case "add":
            hashes.insert(draw(st.integers(0, len(hashes))), draw(st.sampled_from([bytes(32), b"", LEAVES[0]])))
        case "turn":
            bit = draw(st.integers(0, 255))
            hashes[at] = (int.from_bytes(hashes[at], "big") ^ 1 << bit).to_bytes(32, "big")
        case "drop":
            del hashes[at]
        case "double":
            hashes.insert(at, hashes[at])
        case "shift":
            hashes[at] = hashes[at][:-1]
    return hashes


@given(st.data())
def test_any_change_to_an_inclusion_proof_is_refused(data: st.DataObject) -> None:
    """There is one proof of a leaf in a tree, and nothing beside it passes."""
    size = data.draw(st.sampled_from(SIZES))
    index = data.draw(st.integers(0, size - 1))
    proof = data.draw(_mutated(inclusion_proof(LEAVES[:size], index)))
    with pytest.raises(ProofInvalid):
        check_inclusion(LEAVES[index], index, size, proof, ROOTS[size])


@given(st.data())
def test_any_change_to_a_consistency_proof_is_refused(data: st.DataObject) -> None:
    """There is one proof between two trees, and nothing beside it passes."""
    size = data.draw(st.sampled_from(SIZES))
    old = data.draw(st.integers(1, size))
    proof = data.draw(_mutated(consistency_proof(LEAVES[:size], old)))
    with pytest.raises(ProofInvalid):
        check_consistency(old, ROOTS[old], size, ROOTS[size], proof)
