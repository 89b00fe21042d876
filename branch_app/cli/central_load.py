"""``central load``: rows of a register from a file of lines, as they travel to the devices."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from branch_app.cli.central_place import command, open_central
from branch_app.cli.kinds import Commands
from branch_app.domain.errors import BadInput
from branch_app.domain.records.register_rows import record_of
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.registers import RegisterRow
from sync.central.registers.bulk import record_all
from sync.wire.lines import from_line


def fill_load(central: Commands) -> None:
    """Register the command."""
    load = command(central, "load", "put down rows of a register: what is new or says something else than before")
    load.add_argument("--table", choices=sorted(TABLES), required=True)
    load.add_argument(
        "--file", type=Path, help="one row a line, a JSON array in the order of the columns; else input"
    )
    load.set_defaults(run=_load)


def _load(chosen: argparse.Namespace) -> int:
    """All rows or none; ``publish`` afterwards shortens the way to them."""
    central = open_central(chosen)
    with ExitStack() as files:
        lines = files.enter_context(chosen.file.open("rb")) if chosen.file else sys.stdin.buffer
        with central.database.connection_context():
            newest = record_all(central, rows_of(chosen.table, lines))
    print(json.dumps({"table": chosen.table, "change_seq": newest}))
    central.close()
    return 0


def rows_of(table: str, lines: Iterable[bytes]) -> Iterator[RegisterRow]:
    """One record a line.

    Raises:
        BadInput: ``at`` is the table and the line that says nothing; never what it says.
    """
    for number, line in enumerate(lines, start=1):
        try:
            yield record_of(from_line(table, line.rstrip(b"\r\n")))
        except BadInput as error:
            raise BadInput(at=f"{table}:{number}") from error
