"""Register rows as lines of JSON, packed into chunks: ``{"row":{…},"table":"household"}``."""

from collections.abc import Iterable, Iterator

from branch_app.domain.errors import BadInput
from branch_app.domain.records.registers import CertificateLink, CityCard, RegisterName, RegisterRow
from branch_app.domain.records.resident import Household
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.values.codec import decode, encode
from sync.wire.compression import compress, expand
from sync.wire.strict import dump, parse

TABLES: dict[str, type[RegisterRow]] = {
    "household": Household,
    "seal": SealRegistration,
    "certificate_link": CertificateLink,
    "city_card": CityCard,
}
"""Table name on the wire → kind of row, in the order of a snapshot."""

REGISTERS = {
    "household": RegisterName.RESIDENT,
    "seal": RegisterName.SEAL,
    "certificate_link": RegisterName.CARD,
    "city_card": RegisterName.CARD,
}
"""Table name → the register whose age it shares."""

_CHUNK_LINES_BYTES = 1 << 20
_MAX_CHUNK_BYTES = 4 << 20


def table_of(row: RegisterRow) -> str:
    """Name of the table a row belongs to."""
    return next(name for name, kind in TABLES.items() if isinstance(row, kind))


def key_of(row: RegisterRow) -> str:
    """What identifies a row within its table."""
    match row:
        case Household():
            return row.id
        case SealRegistration() | CityCard():
            return row.number
        case CertificateLink():
            return row.serial
        case _:
            raise BadInput(at="row")


def row_to_line(row: RegisterRow) -> bytes:
    """One line of canonical JSON, without line end."""
    return dump({"table": table_of(row), "row": encode(row)})


def row_from_line(line: bytes) -> RegisterRow:
    """What ``row_to_line`` wrote.

    Raises:
        BadInput: an unknown table, or a row that does not fit it.
    """
    raw = parse(line)
    if not isinstance(raw, dict) or set(raw) != {"table", "row"}:
        raise BadInput(at="row")
    kind = TABLES.get(str(raw["table"]))
    if kind is None:
        raise BadInput(at="table")
    return decode(kind, raw["row"])


def pack_chunks(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines grouped into compressed chunks of about one mebibyte before compression."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line + b"\n")
        size += len(line) + 1
        if size >= _CHUNK_LINES_BYTES:
            yield compress(b"".join(held))
            held, size = [], 0
    if held:
        yield compress(b"".join(held))


def plain_chunk(chunk: bytes) -> bytes:
    """The NDJSON of one compressed chunk.

    Raises:
        BadInput: damaged or too large.
    """
    return expand(chunk, _MAX_CHUNK_BYTES)


def rows_of(plain: bytes) -> Iterator[RegisterRow]:
    """The rows of NDJSON.

    Raises:
        BadInput: a line that is no row, or a last line without its end.
    """
    *lines, rest = plain.split(b"\n")
    if rest:
        raise BadInput(at="line")
    yield from map(row_from_line, lines)
