"""An encrypted file as a thief with its key reads it: page by page, also what SQLite itself would not show."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

_PAGE, _IV, _RESERVED, _SALT = 4_096, 16, 80, 16
_LOG_HEADER, _FRAME_HEADER = 32, 24


def everything(path: Path, key: bytes) -> bytes:
    """What was deleted, too, and the frames of the write-ahead log; pages as SQLCipher 4 has them."""
    first, *pages = _cut(path.read_bytes(), 0, 0)
    log = path.with_name(f"{path.name}-wal")
    frames = _cut(log.read_bytes(), _LOG_HEADER, _FRAME_HEADER) if log.exists() else ()
    return b"".join((_plain(first, key, _SALT), *(_plain(page, key) for page in (*pages, *frames))))


def _cut(data: bytes, start: int, before_each: int) -> Iterator[bytes]:
    for at in range(start + before_each, len(data), _PAGE + before_each):
        yield data[at : at + _PAGE]


def _plain(page: bytes, key: bytes, start: int = 0) -> bytes:
    vector = page[-_RESERVED : -_RESERVED + _IV]
    opening = Cipher(AES256(key), CBC(vector)).decryptor()
    return opening.update(page[start:-_RESERVED]) + opening.finalize()
