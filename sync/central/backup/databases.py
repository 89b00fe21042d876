"""Head office's database as a stream of bytes and back: PostgreSQL by its own tools, SQLite as one file.

A dump is one moment of the database, whoever writes meanwhile.
"""

import os
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from playhouse.db_url import parse
from psycopg.conninfo import make_conninfo

from branch_app.domain.errors import BadInput, FileDamaged
from sync.central.trust.keys import write_private

_SQLITE = "sqlite:///"


@contextmanager
def dumped(url: str) -> Iterator[BinaryIO]:
    """A stream of the whole database.

    Raises:
        FileDamaged: the tool said no, and what was read is not the whole.
    """
    if url.startswith(_SQLITE):
        with _copied(url.removeprefix(_SQLITE)) as copy:
            yield copy
        return
    with _tool("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges") as running:
        yield cast("BinaryIO", running.stdout)


def refill(url: str, pieces: Iterable[bytes]) -> None:
    """Everything a dump had, into a database that has no tables: all of it or nothing.

    Raises:
        BadInput: something is there already.
        FileDamaged: the tool said no, or what ``pieces`` raises.
    """
    if url.startswith(_SQLITE):
        _written(Path(url.removeprefix(_SQLITE)), pieces)
        return
    how = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    with _tool("pg_restore", url, *how) as running:
        into = cast("BinaryIO", running.stdin)
        for piece in pieces:
            into.write(piece)


@contextmanager
def _tool(name: str, url: str, *words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """One of PostgreSQL's own; it is killed, and its transaction with it, when whoever feeds it fails."""
    options = parse(url, unquote_password=True, unquote_user=True)
    secret = {"PGPASSWORD": str(options["password"])} if options.get("password") else {}
    # Whoever may list processes reads their words: no secret is among them, that of a certificate's key neither.
    open_ones = {name: value for name, value in options.items() if value and not name.endswith("password")}
    place = make_conninfo(dbname=open_ones.pop("database"), **open_ones)
    running = subprocess.Popen(  # noqa: S603 - a fixed program, words of our own
        [name, f"--dbname={place}", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **secret},
    )
    try:
        with running:
            try:
                yield running
            except BaseException:
                running.kill()  # or its end is waited for, which may never come
                raise
    except BrokenPipeError as error:  # it ended before it had read all
        raise FileDamaged(file="database", reason=name) from error
    if running.returncode:
        raise FileDamaged(file="database", reason=name)


@contextmanager
def _copied(path: str) -> Iterator[BinaryIO]:
    with tempfile.TemporaryDirectory(dir=Path(path).parent) as place:
        copy = Path(place) / "copy"
        with closing(sqlite3.connect(path)) as database:
            database.execute("VACUUM INTO ?", (str(copy),))
        with copy.open("rb") as file:
            yield file


def _written(path: Path, pieces: Iterable[bytes]) -> None:
    if path.exists():
        raise BadInput(at="database")
    draft = path.with_suffix(".restoring")
    draft.unlink(missing_ok=True)
    write_private(draft, b"")
    with draft.open("ab") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
