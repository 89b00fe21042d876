"""Load one generation: a new file, rows in bulk, indexes, everything read back, then the pointer.

    with RegisterBuilder(folder) as builder:
        builder.load(records)
        generation = builder.finish(versions)

Until ``finish`` returns the old generation serves; a builder that does not get there leaves nothing behind.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from types import TracebackType
from typing import Any, Self

from branch_app.domain.errors import BadInput, FileDamaged
from branch_app.domain.records.register_rows import RegisterLine, line_of
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.registers import RegisterName, RegisterRow, RegisterVersion
from db.connection import Durability, create_file
from db.generations import RegisterFolder
from db.migrations.register import INDEXES, REGISTER
from db.register_rows import rows_of
from db.register_shape import OTHER_NAMES, STORED

_BATCH = 5_000
_STORED = {**STORED, OTHER_NAMES.name: OTHER_NAMES}


class RegisterBuilder:
    """One generation in the making."""

    def __init__(self, folder: RegisterFolder) -> None:
        self._folder = folder
        self._number = folder.next_number()
        self._digests = {table: hashlib.sha256() for table in _STORED}
        self._counts: Counter[RegisterName] = Counter()
        self._finished = False

    def __enter__(self) -> Self:
        path = self._folder.path(self._number)
        key = self._folder.keys.make_key(path.name)
        self._file = create_file(path, key, REGISTER, Durability.REBUILT_ON_LOSS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if not self._finished:
            self._folder.discard(self._number)

    def load(self, records: Iterable[RegisterRow]) -> None:
        """More records; call it once a chunk.

        Raises:
            DiskFull.
        """
        remaining = iter(records)
        while batch := list(islice(remaining, _BATCH)):
            self._insert(batch)

    def finish(self, versions: Sequence[RegisterVersion]) -> int:
        """Index, read everything back, compare, switch; the generation's number.

        Raises:
            BadInput: not the number of rows that central promised.
            OutOfOrder: a person or number given twice.
            FileDamaged: what was read back is not what was written.
        """
        self._compare_counts(versions)
        with self._file.immediate() as connection:
            for statement in INDEXES:
                connection.execute(statement)
            connection.executemany(
                "INSERT INTO version VALUES (?, ?, ?, ?, ?)",
                [(v.register.value, v.generation, v.change_seq, v.as_of.isoformat(), v.rows) for v in versions],
            )
        with self._file.connected() as connection:
            connection.execute("PRAGMA optimize")
            self._read_back(connection)
        self._folder.switch(self._number)
        self._finished = True
        return self._number

    def _insert(self, batch: Sequence[RegisterRow]) -> None:
        lines: defaultdict[str, list[RegisterLine]] = defaultdict(list)
        for record in batch:
            line = line_of(record)
            self._counts[TABLES[line.table].register] += 1
            lines[line.table].append(line)
        with self._file.immediate() as connection:
            for table, found in lines.items():
                for stored, rows in rows_of(table, found).items():
                    connection.executemany(_STORED[stored].insert(), rows)
                    self._digests[stored].update("".join(map(repr, rows)).encode())

    def _compare_counts(self, versions: Sequence[RegisterVersion]) -> None:
        promised = Counter({version.register: version.rows for version in versions})
        for register in RegisterName:
            if self._counts[register] != promised[register]:
                raise BadInput(at=register.value, rows=self._counts[register], promised=promised[register])

    def _read_back(self, connection: Any) -> None:  # noqa: ANN401 - the driver has no types
        for table, written in self._digests.items():
            found = hashlib.sha256()
            for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid"):  # noqa: S608 - our own names
                found.update(repr(row).encode())
            if found.digest() != written.digest():
                raise FileDamaged(file=self._folder.path(self._number).name, reason=table)
