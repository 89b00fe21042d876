"""Keys that never show themselves, and AES-256-GCM under them.

    sealed = key.seal(b"secret", context("printfile", device, job))
    assert key.unseal(sealed, context("printfile", device, job)) == b"secret"

Nonces come from the operating system and not from the ``Random`` port: a seeded source would repeat them, and a
repeated nonce gives the key stream away.
"""

import secrets
from typing import NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_NONCE_BYTES = 12


class NotSealedHere(Exception):
    """The bytes were not sealed under this key and context; callers say what that means for their file."""


class SecretKey:
    """256 bits."""

    __slots__ = ("_cipher", "_material")

    def __init__(self, material: bytes) -> None:
        if len(material) != KEY_BYTES:
            raise NotSealedHere
        self._material = material
        self._cipher = AESGCM(material)

    @classmethod
    def random(cls) -> "SecretKey":
        """A fresh key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def reveal(self) -> bytes:
        """The bytes, for a driver that wants them; never for a log."""
        return self._material

    def derive(self, purpose: str) -> "SecretKey":
        """A key for one purpose (HKDF-SHA-256, RFC 5869)."""
        return SecretKey(stretch(self._material, purpose.encode()))

    def seal(self, plain: bytes, bound_to: bytes) -> bytes:
        """Nonce and ciphertext; ``bound_to`` is authenticated with them."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, bound_to)

    def unseal(self, sealed: bytes, bound_to: bytes) -> bytes:
        """The plain bytes.

        Raises:
            NotSealedHere: altered, cut, under another key, or bound to something else.
        """
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, body, bound_to)
        except (InvalidTag, ValueError) as error:
            raise NotSealedHere from error

    def __repr__(self) -> str:
        return "SecretKey(hidden)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not pickled")


def context(*parts: str | int) -> bytes:
    """What a sealed thing is bound to; every part has its length in front, so that no two lists look alike."""
    encoded = [str(part).encode() for part in parts]
    return b"".join([len(part).to_bytes(4) + part for part in encoded])


def stretch(material: bytes, purpose: bytes) -> bytes:
    """32 bytes by HKDF-SHA-256 from material that is already hard to guess."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(material)
