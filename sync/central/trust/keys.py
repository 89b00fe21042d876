"""Central's own keys: files beside the database, never in it, each written once and whole."""

import hmac
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from sync.wire.envelope import Signer

WITNESS_NAME = "witness.kawasaki"
KEY_FILES = ("note.key", "seal.key", "pin.key", "vouching.key", "escrow.key")


@dataclass(frozen=True, slots=True)
class CentralKeys:
    """Signing and cosigning (Ed25519), receiving openings (X25519), and three secrets of 32 bytes.

    ``pin`` is the city PIN key, ``vouching`` what every device's own vouching key is made from;
    ``escrow`` locks recovery codes.
    """

    note: Ed25519PrivateKey
    seal: X25519PrivateKey
    pin: bytes = field(repr=False)
    vouching: bytes = field(repr=False)
    escrow: bytes = field(repr=False)

    @property
    def verifier(self) -> VerifierKey:
        """By which answers and cosignatures are checked."""
        return VerifierKey(WITNESS_NAME, KeyKind.COSIGNATURE, self.note.public_key().public_bytes_raw())

    @property
    def signer(self) -> Signer:
        """Signs central's answers."""
        return Signer(self.verifier.public, self.note.sign)

    @property
    def seal_public(self) -> bytes:
        """Raw X25519 key that openings are sealed to."""
        return self.seal.public_key().public_bytes_raw()

    def vouching_of(self, origin: str) -> bytes:
        """The vouching key of one device and epoch: HMAC-SHA-256 over the origin of its log."""
        return hmac.digest(self.vouching, origin.encode(), "sha256")


def load_keys(folder: Path) -> CentralKeys:
    """Central's keys from that folder; those that are missing are made."""
    note, seal, pin, vouching, escrow = (kept(folder / name, random_key) for name in KEY_FILES)
    return CentralKeys(
        note=Ed25519PrivateKey.from_private_bytes(note),
        seal=X25519PrivateKey.from_private_bytes(seal),
        pin=pin,
        vouching=vouching,
        escrow=escrow,
    )


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """The content of a file that only its owner may read; made on first use, whichever process comes first."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        write_private(draft, make())
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_bytes()


def write_private(path: Path, data: bytes) -> None:
    """Write and fsync a new file that only its owner may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_private(path: Path, data: bytes) -> None:
    """Let a file that only its owner may read say something else: the old content or the new, never a part."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    write_private(draft, data)
    draft.replace(path)


def random_key() -> bytes:
    """32 of them."""
    return secrets.token_bytes(32)
