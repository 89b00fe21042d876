"""Bytes that look like nothing, the same for the same seed."""

import hashlib


def noise(seed: int, size: int) -> bytes:
    """So many of them (SHAKE-256)."""
    return hashlib.shake_256(str(seed).encode()).digest(size)
