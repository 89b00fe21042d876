"""Openings at rest: AES-256-GCM under one key per retention class and fiscal year, kept as files of their own.

Removing a key file makes every opening on that shelf unreadable, in the database and in all its backups.
"""

import hmac
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from branch_app.domain.errors import FileDamaged, KeyMissing
from branch_app.domain.log.commitment import Opening, Retention
from branch_app.domain.values.codec import decode
from branch_app.domain.values.wareki import fiscal_year
from sync.central.trust.keys import kept
from sync.wire.strict import parse

_NONCE_BYTES = 12
_ENCODER = msgspec.json.Encoder(order="sorted")
"""Writes an opening as canonical JSON does: texts, bytes in base64, and no number."""
_DECODER = msgspec.json.Decoder(Opening)
"""Reads what we wrote ourselves."""


@dataclass(frozen=True, slots=True)
class OpeningVault:
    """Keys in ``folder``, one a shelf."""

    folder: Path

    def shelf(self, opening: Opening, received: date) -> str:
        """Where an opening belongs: retention class and fiscal year."""
        return f"{opening.retention.value}-{fiscal_year(received)}"

    def lock(self, opening: Opening, shelf: str) -> bytes:
        """The opening as it is stored on that shelf."""
        return _sealed(opening, AESGCM(kept(self._path(shelf), lambda: AESGCM.generate_key(256))))

    def locked(self, openings: Iterable[Opening], received: date) -> Iterator[tuple[str, bytes]]:
        """Shelf and stored form of each; the key of a shelf is read once for all of them."""
        keys: dict[str, AESGCM] = {}
        for opening in openings:
            shelf = self.shelf(opening, received)
            if shelf not in keys:
                keys[shelf] = AESGCM(kept(self._path(shelf), lambda: AESGCM.generate_key(256)))
            yield shelf, _sealed(opening, keys[shelf])

    def unlock(self, sealed: bytes, commitment: str, shelf: str) -> Opening:
        """What was stored for that commitment.

        Raises:
            KeyMissing: the shelf was shredded.
            FileDamaged: altered, or another commitment's.
        """
        path = self._path(shelf)
        if not path.exists():
            raise KeyMissing(shelf=shelf)
        return decode(Opening, parse(_opened(AESGCM(path.read_bytes()), sealed, commitment)))

    def unlocked(self, rows: Iterable[tuple[bytes, str, str]]) -> Iterator[Opening | None]:
        """What was stored, of sealed bytes, commitment and shelf; None where the shelf was shredded.

        Raises:
            FileDamaged: altered, or another commitment's.
        """
        keys: dict[str, AESGCM | None] = {}
        for sealed, commitment, shelf in rows:
            if shelf not in keys:
                path = self._path(shelf)
                keys[shelf] = AESGCM(path.read_bytes()) if path.exists() else None
            key = keys[shelf]
            yield None if key is None else _DECODER.decode(_opened(key, sealed, commitment))

    def tags(self, told: Iterable[tuple[date, str]]) -> Iterator[str]:
        """The same for the same words of one fiscal year; no two years agree, and nobody finds the words."""
        keys: dict[int, bytes] = {}
        for day, words in told:
            year = fiscal_year(day)
            if year not in keys:
                shelf = self._path(f"{Retention.ISSUANCE.value}-{year}")
                keys[year] = hmac.digest(kept(shelf, lambda: AESGCM.generate_key(256)), b"tag", "sha256")
            yield hmac.digest(keys[year], words.encode(), "sha256")[:16].hex()

    def _path(self, shelf: str) -> Path:
        return self.folder / f"{shelf}.key"


def _opened(key: AESGCM, sealed: bytes, commitment: str) -> bytes:
    nonce, data = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return key.decrypt(nonce, data, commitment.encode())
    except InvalidTag as error:
        raise FileDamaged(what="opening") from error


def _sealed(opening: Opening, key: AESGCM) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + key.encrypt(nonce, _ENCODER.encode(opening), opening.commitment.encode())
