"""CSV as Japanese offices open it: UTF-8 with byte order mark, CRLF, and no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Sequence

_BYTE_ORDER_MARK = "\ufeff"
_RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""A cell that begins so is taken for a formula (OWASP, CSV injection); Japanese spreadsheets fold full width."""


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """The whole file. Text that would run as a formula gets an apostrophe in front, numbers stay numbers."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()


def _cell(value: str | int) -> str | int:
    if isinstance(value, str) and value.startswith(_RUNS):
        return "'" + value
    return value
