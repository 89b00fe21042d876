"""The Merkle tree of RFC 6962 section 2.1 over SHA-256: leaves, nodes, roots and the frontier that grows.

frontier = Frontier().append(leaf_hash(entry))
assert frontier.root() == root_of([leaf_hash(entry)])
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from branch_app.domain.errors import TreeMismatch

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256().digest()
"""Root of the tree without leaves."""

_LEAF = b"\x00"
_NODE = b"\x01"


def leaf_hash(entry: bytes) -> bytes:
    """Hash of one entry, 32 bytes."""
    return hashlib.sha256(_LEAF + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two subtrees, 32 bytes."""
    return hashlib.sha256(_NODE + left + right).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """Hash of every entry, in order."""
    sha256 = hashlib.sha256
    return [sha256(_LEAF + entry).digest() for entry in entries]


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Root over leaf hashes, all at once: one node hash a leaf.

    Pairing each row from the left and carrying the odd one up gives the tree that RFC 6962 defines by splitting at
    powers of two. For the same reason the hashes may be roots of complete subtrees of one size, the last of them
    of a smaller one.
    """
    if not hashes:
        return EMPTY_ROOT
    sha256 = hashlib.sha256
    row = list(hashes)
    while len(row) > 1:
        pairs = [sha256(_NODE + left + right).digest() for left, right in zip(row[::2], row[1::2], strict=False)]
        row = pairs + row[len(row) - len(row) % 2 :]
    return row[0]


@dataclass(frozen=True, slots=True)
class Frontier:
    """What must be kept to go on: the roots of the complete subtrees, largest first, at most 64.

    Raises:
        TreeMismatch: hashes that do not belong to that size.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        fits = 0 <= self.size < 2**64 and len(self.hashes) == self.size.bit_count()
        if not fits or not {HASH_BYTES}.issuperset(map(len, self.hashes)):
            raise TreeMismatch(position=self.size)

    def append(self, leaf: bytes) -> "Frontier":
        """The frontier with one more leaf hash."""
        return self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> "Frontier":
        """The frontier with more leaf hashes; some hundred thousand a second, so nothing is made for each.

        Raises:
            TreeMismatch: a hash of another length.
        """
        sha256 = hashlib.sha256
        hashes, size = list(self.hashes), self.size
        for leaf in leaves:
            if len(leaf) != HASH_BYTES:
                raise TreeMismatch(position=size)
            node, rest = leaf, size
            while rest & 1:
                node = sha256(_NODE + hashes.pop() + node).digest()
                rest >>= 1
            hashes.append(node)
            size += 1
        return Frontier(size, tuple(hashes))

    def root(self) -> bytes:
        """Root of the tree so far."""
        if not self.hashes:
            return EMPTY_ROOT
        sha256 = hashlib.sha256
        *larger, root = self.hashes
        for left in reversed(larger):
            root = sha256(_NODE + left + root).digest()
        return root

    def packed(self) -> bytes:
        """The hashes in one piece, for storing beside the size."""
        return b"".join(self.hashes)

    @classmethod
    def unpacked(cls, size: int, data: bytes) -> "Frontier":
        """From what ``packed`` gave.

        Raises:
            TreeMismatch: damaged, or of another size.
        """
        return cls(size, tuple(data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)))


EMPTY_FRONTIER = Frontier()
"""Of the tree without leaves."""
