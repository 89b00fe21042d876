"""A file of any size that only the holder of one private key can read, and that nobody can shorten unseen.

After a line that says what it is comes a fresh key, sealed to the receiver (HPKE), then pieces under AES-256-GCM:
the nonce counts them, and the last one is marked. Whoever writes needs no secret: a nightly backup has none.
"""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from branch_app import hpke
from branch_app.domain.errors import FileDamaged, WrongKey

_KEY_BYTES, _NONCE_BYTES, _TAG_BYTES = 32, 12, 16
_PIECE = 1 << 20


def write_sealed(source: BinaryIO, target: BinaryIO, receiver: bytes, what: str) -> None:
    """Everything of ``source``; ``what`` names it and must be known to read it."""
    key = secrets.token_bytes(_KEY_BYTES)
    target.write(_head(what) + hpke.seal(key, receiver, _head(what)))
    lock = AESGCM(key)
    piece = source.read(_PIECE)
    number = 0
    while True:
        following = source.read(_PIECE)
        target.write(lock.encrypt(_nonce(number), piece, _place(last=not following)))
        if not following:
            return
        piece, number = following, number + 1


def read_sealed(path: Path, receiver: X25519PrivateKey, what: str) -> Iterator[bytes]:
    """The pieces of what was written; only after the last one is the whole believed.

    Raises:
        WrongKey: sealed to another.
        FileDamaged: another file, altered, or cut off.
    """
    with path.open("rb") as file:
        if file.read(len(_head(what))) != _head(what):
            raise FileDamaged(file=path.name, reason="kind")
        key = hpke.unseal(file.read(_KEY_BYTES + hpke.OVERHEAD), receiver, _head(what))
        if key is None:
            raise WrongKey(file=path.name)
        yield from _opened(file, AESGCM(key), path.name)


def _opened(file: BinaryIO, lock: AESGCM, name: str) -> Iterator[bytes]:
    piece = file.read(_PIECE + _TAG_BYTES)
    number = 0
    while True:
        following = file.read(_PIECE + _TAG_BYTES)
        try:
            yield lock.decrypt(_nonce(number), piece, _place(last=not following))
        except InvalidTag as error:
            raise FileDamaged(file=name, reason="piece") from error
        if not following:
            return
        piece, number = following, number + 1


def _head(what: str) -> bytes:
    return f"madoguchi backup 1 {what}\n".encode()


def _nonce(number: int) -> bytes:
    return number.to_bytes(_NONCE_BYTES, "big")


def _place(*, last: bool) -> bytes:
    return b"last" if last else b"more"
