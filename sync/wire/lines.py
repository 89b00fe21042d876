"""Register rows as lines of JSON arrays, packed into chunks of one table each.

    ["H1000001","神奈川県川崎市…","見本　太郎",[["9100000101","見本　太郎",…],…]]

The values stand in the order of the table's columns; a last array holds the rows it brings along. One row has one
writing, so a digest over lines is a digest over rows.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from types import GenericAlias
from typing import Any

import msgspec

from branch_app.domain.errors import BadInput
from branch_app.domain.records.register_rows import RegisterLine
from branch_app.domain.records.register_tables import TABLES, Column, ColumnKind, RegisterTable
from sync.wire.compression import compress, expand

MAX_LINE_BYTES = 1 << 20
_CHUNK_LINES_BYTES = 1 << 20
_LEAST_CHUNK_BYTES = _CHUNK_LINES_BYTES // 2
_CUTS = 256
"""One key of so many begins a chunk: where one ends hangs on the rows near by, so that a new row moves few ends."""
MAX_CHUNK_BYTES = 4 << 20
_ENCODER = msgspec.json.Encoder()
_KINDS: dict[ColumnKind, type] = {
    ColumnKind.TEXT: str,
    ColumnKind.INTEGER: int,
    ColumnKind.BLOB: bytes,
}


def to_line(line: RegisterLine) -> bytes:
    """One line of JSON, without line end."""
    if TABLES[line.table].companions is None:
        return _ENCODER.encode(line.row)
    return _ENCODER.encode((*line.row, line.companions))


def from_line(table: str, data: bytes) -> RegisterLine:
    """What ``to_line`` wrote.

    Raises:
        BadInput: an unknown table, or values that do not fit its columns.
    """
    try:
        values = _decoder(table).decode(data)
    except (msgspec.ValidationError, msgspec.DecodeError, KeyError) as error:
        raise BadInput(at=table) from error
    return _split(TABLES[table], values)


def from_lines(table: str, plain: bytes) -> list[RegisterLine]:
    """All lines of a chunk.

    Raises:
        BadInput: a line that does not fit: read them one by one to find which.
    """
    try:
        rows = _decoder(table).decode_lines(plain)
    except (msgspec.ValidationError, msgspec.DecodeError, KeyError) as error:
        raise BadInput(at=table) from error
    shape = TABLES[table]
    return [_split(shape, row) for row in rows]


def pack_chunks(lines: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes, int]]:
    """Key and line of one table in order → first key, NDJSON of at most about one mebibyte, number of rows."""
    held: list[bytes] = []
    size, first = 0, ""
    for key, line in lines:
        if size >= _CHUNK_LINES_BYTES or (size >= _LEAST_CHUNK_BYTES and zlib.crc32(key.encode()) % _CUTS == 0):
            yield first, _joined(held), len(held)
            held, size = [], 0
        first = first if held else key
        held.append(line)
        size += len(line) + 1
    if held:
        yield first, _joined(held), len(held)


def bare_line(key: str) -> bytes:
    """Stands for a row that cannot be read and therefore not be cut to a share: its key and nothing else."""
    return _ENCODER.encode((key,))


def hints_of(table: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Key and persons of a line that does not fit its table, as far as it names them."""
    try:
        values = msgspec.json.decode(data)
    except msgspec.DecodeError:
        return "", ()
    if not isinstance(values, list) or not values:
        return "", ()
    texts = [value if isinstance(value, str) else "" for value in values[:2]] + ["", ""]
    shape = TABLES.get(table)
    if shape is None or shape.companions is None:
        return texts[0], tuple(filter(None, texts[1:2]))
    brought = values[-1] if isinstance(values[-1], list) else []
    return texts[0], tuple(row[0] for row in brought if isinstance(row, list) and row and isinstance(row[0], str))


def pack(plain: bytes) -> bytes:
    """NDJSON compressed."""
    return compress(plain)


def unpack(chunk: bytes) -> bytes:
    """The NDJSON of one compressed chunk.

    Raises:
        BadInput: damaged or too large.
    """
    return expand(chunk, MAX_CHUNK_BYTES)


def digest_of(plain: bytes) -> str:
    """Hex SHA-256 of NDJSON: what a range of rows in key order goes by."""
    return hashlib.sha256(plain).hexdigest()


def _joined(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _split(table: RegisterTable, values: tuple[Any, ...]) -> RegisterLine:
    if table.companions is None:
        return RegisterLine(table.name, values)
    return RegisterLine(table.name, values[:-1], values[-1])


@cache
def _decoder(table: str) -> "msgspec.json.Decoder[tuple[Any, ...]]":
    shape = TABLES[table]
    kinds = _kinds(shape.columns)
    if shape.companions is not None:
        kinds = (*kinds, GenericAlias(tuple, (GenericAlias(tuple, _kinds(shape.companions.columns)), ...)))
    return msgspec.json.Decoder(GenericAlias(tuple, kinds))


def _kinds(columns: Iterable[Column]) -> tuple[Any, ...]:
    kinds = ((_KINDS[column.kind], column.optional) for column in columns)
    return tuple(kind | None if optional else kind for kind, optional in kinds)
