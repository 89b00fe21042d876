"""A sealed file is opened by one key, whole or not at all."""

import io
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.errors import FileDamaged, WrongKey
from sync.central.backup.sealed import read_sealed, write_sealed

_KEY = X25519PrivateKey.generate()
_MIB = 1 << 20


def sealed(path: Path, plain: bytes) -> Path:
    """That file, sealed."""
    with path.open("wb") as target:
        write_sealed(io.BytesIO(plain), target, _KEY.public_key().public_bytes_raw(), "database")
    return path


@pytest.mark.parametrize("size", [0, 1, _MIB - 1, _MIB, _MIB + 1, 2 * _MIB])
def test_what_was_sealed_is_read(tmp_path: Path, size: int) -> None:
    """Whatever its size; nothing of it lies open."""
    plain = b"tatami" * (size // 6) + bytes(size % 6)
    path = sealed(tmp_path / "x", plain)
    assert plain == b"".join(read_sealed(path, _KEY, "database"))
    assert b"tatami" not in path.read_bytes()


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    """It is said to be another key's."""
    path = sealed(tmp_path / "x", b"plain")
    with pytest.raises(WrongKey):
        list(read_sealed(path, X25519PrivateKey.generate(), "database"))


def test_a_backup_of_something_else_is_refused(tmp_path: Path) -> None:
    """Keys never stand in a database's place."""
    with pytest.raises(FileDamaged):
        list(read_sealed(sealed(tmp_path / "x", b"plain"), _KEY, "keys"))


@pytest.mark.parametrize("end", [-1, -17, _MIB + 16 + 117])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, end: int) -> None:
    """Also between two pieces."""
    path = sealed(tmp_path / "x", bytes(2 * _MIB + 5))
    path.write_bytes(path.read_bytes()[:end])
    with pytest.raises(FileDamaged):
        list(read_sealed(path, _KEY, "database"))


def test_an_altered_byte_is_found(tmp_path: Path) -> None:
    """And no piece after it is given."""
    path = sealed(tmp_path / "x", bytes(_MIB + 5))
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(data)
    pieces = read_sealed(path, _KEY, "database")
    next(pieces)
    with pytest.raises(FileDamaged):
        next(pieces)
