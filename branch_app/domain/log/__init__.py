"""The transparency log: entries, Merkle tree, notes, tiles."""
