"""Inclusion and consistency proofs: made as RFC 6962 section 2.1 defines, checked as RFC 9162 section 2.1 does."""

from collections.abc import Sequence

from branch_app.domain.errors import ProofInvalid
from branch_app.domain.log.merkle import HASH_BYTES, node_hash, root_of


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Hashes from the sibling of leaf ``index`` up to the child of the root.

    Raises:
        ProofInvalid: the tree has no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise ProofInvalid(what="inclusion", index=index, size=len(leaves))
    path: list[bytes] = []
    while len(leaves) > 1:
        split = _split(len(leaves))
        near, far = (leaves[:split], leaves[split:]) if index < split else (leaves[split:], leaves[:split])
        path.append(root_of(far))
        leaves, index = near, index % split
    return tuple(reversed(path))


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """Proof that the tree over the first ``old_size`` leaves is a prefix of the whole; empty when it is the whole.

    Raises:
        ProofInvalid: the old size is zero, of which nothing can be proved, or beyond the tree.
    """
    if not 0 < old_size <= len(leaves):
        raise ProofInvalid(what="consistency", old=old_size, size=len(leaves))
    path: list[bytes] = []
    whole = True
    while old_size != len(leaves):
        split = _split(len(leaves))
        if old_size <= split:
            path.append(root_of(leaves[split:]))
            leaves = leaves[:split]
        else:
            path.append(root_of(leaves[:split]))
            leaves, old_size, whole = leaves[split:], old_size - split, False
    return tuple(reversed(path if whole else [*path, root_of(leaves)]))


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Accept only the one proof that leaf hash ``leaf`` stands at ``index`` of the tree with that size and root.

    Raises:
        ProofInvalid: anything else.
    """
    if not 0 <= index < size or not _are_hashes((leaf, root, *proof)):
        raise ProofInvalid(what="inclusion", index=index, size=size)
    node, at, last = leaf, index, size - 1
    for sibling in proof:
        if last == 0:
            raise ProofInvalid(what="inclusion", index=index, size=size)
        if at & 1 or at == last:
            node = node_hash(sibling, node)
            at, last = _climb(at, last)
        else:
            node = node_hash(node, sibling)
        at, last = at >> 1, last >> 1
    if last != 0 or node != root:
        raise ProofInvalid(what="inclusion", index=index, size=size)


def check_consistency(old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> None:
    """Accept only the one proof that the older tree is a prefix of the newer.

    An old size of zero proves nothing and is refused: who knows no tree yet recomputes it.

    Raises:
        ProofInvalid: anything else.
    """
    broken = ProofInvalid(what="consistency", old=old_size, size=size)
    if not 0 < old_size <= size:
        raise broken
    if old_size == size:
        if proof or old_root != root:
            raise broken
        return
    if not proof or not _are_hashes((old_root, root, *proof)):
        raise broken
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    if _old_and_new(path, old_size - 1, size - 1, broken) != (old_root, root):
        raise broken


def _old_and_new(path: Sequence[bytes], at: int, last: int, broken: ProofInvalid) -> tuple[bytes, bytes]:
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise broken
        if at & 1 or at == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            at, last = _climb(at, last)
        else:
            new = node_hash(new, sibling)
        at, last = at >> 1, last >> 1
    if last != 0:
        raise broken
    return old, new


def _climb(at: int, last: int) -> tuple[int, int]:
    """Skip the rows in which an odd one at the right edge was carried up without a sibling."""
    while at and not at & 1:
        at, last = at >> 1, last >> 1
    return at, last


def _split(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1


def _are_hashes(values: Sequence[bytes]) -> bool:
    """Hashes of another length would shift bytes between neighbours without changing what is hashed."""
    return all(len(value) == HASH_BYTES for value in values)
