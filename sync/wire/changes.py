"""Changes of the registers as lines: ``[change_seq, table, key, row or null]``, null when the row is gone."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from branch_app.domain.errors import BadInput

MAX_CHANGES_BYTES = 4 << 20
_NOTHING = b"null"
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(tuple[int, str, str, msgspec.Raw])


@dataclass(frozen=True, slots=True)
class WireChange:
    """One row as it is since ``change_seq``, as its line travels; None when it is gone."""

    change_seq: int
    table: str
    key: str
    line: bytes | None


def to_lines(changes: Iterable[WireChange]) -> bytes:
    """NDJSON of the changes."""
    return b"".join(
        _ENCODER.encode((change.change_seq, change.table, change.key, msgspec.Raw(change.line or _NOTHING))) + b"\n"
        for change in changes
    )


def from_lines(plain: bytes) -> tuple[WireChange, ...]:
    """What ``to_lines`` wrote.

    Raises:
        BadInput: a line that is no change.
    """
    try:
        changes = _DECODER.decode_lines(plain)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise BadInput(at="change") from error
    return tuple(WireChange(seq, table, key, _line(bytes(row))) for seq, table, key, row in changes)


def _line(row: bytes) -> bytes | None:
    return None if row == _NOTHING else row
