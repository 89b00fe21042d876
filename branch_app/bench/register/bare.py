"""The least that the same rows cost: ``executemany`` of the bare driver into an encrypted file, the same indexes.

The rows are read back from the replica a batch at a time; only what writes them is timed.
"""

import secrets
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from branch_app.bench.waiting import timed
from db.connection import raw_key
from db.generations import RegisterFolder
from db.migrations.register import INDEXES, REGISTER
from db.register_shape import SEARCHED, STORED
from db.sealing import SecretKey

_BATCH = 20_000


def bare_seconds(registers: RegisterFolder, path: Path) -> float:
    """Write everything the serving generation holds into a new file at ``path``."""
    serving = registers.open_serving()
    if serving is None:
        raise LookupError("no generation serves")
    bare = _created(path)
    spent = 0.0  # milliseconds
    with serving.connected() as connection:
        for table in (*STORED, *SEARCHED):
            for batch in _batches(connection, table):
                spent += timed(partial(_write, bare, table, batch)).own
    spent += sum(timed(partial(bare.execute, statement)).own for statement in INDEXES)
    bare.close()
    serving.close()
    return round(spent / 1_000, 2)


def _write(bare: Any, table: str, batch: list[Any]) -> None:  # noqa: ANN401 - the driver has no types
    marks = ", ".join("?" * len(batch[0]))
    bare.execute("BEGIN")
    bare.executemany(f"INSERT INTO {table} VALUES ({marks})", batch)  # noqa: S608 - our own names
    bare.execute("COMMIT")


def plain_copy(registers: RegisterFolder, path: Path) -> None:
    """The serving generation without encryption, indexes included, for a comparison. Made-up people only."""
    serving = registers.open_serving()
    if serving is None:
        raise LookupError("no generation serves")
    with serving.connected() as connection:
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
        connection.execute("SELECT sqlcipher_export('plain')").fetchall()
        connection.execute("DETACH DATABASE plain")
    serving.close()


def _created(path: Path) -> Any:  # noqa: ANN401 - the driver has no types
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(f'PRAGMA key="{raw_key(SecretKey(secrets.token_bytes(32)))}"')
    connection.execute("PRAGMA journal_mode=wal")
    connection.execute("PRAGMA synchronous=NORMAL")
    for statement in chain.from_iterable(REGISTER.steps):
        connection.execute(statement)
    return connection


def _batches(connection: Any, table: str) -> Iterator[list[Any]]:  # noqa: ANN401
    rows = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
    while batch := rows.fetchmany(_BATCH):
        yield batch
