"""A PostgreSQL of the bench's own: its own folder and socket, no port, as durable as one in service."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_USER = "postgres"


@contextmanager
def own_postgres() -> Iterator[str]:
    """URL of an empty database; the server refuses root, so root hands it to its package's user.

    Raises:
        FileNotFoundError: PostgreSQL's programs are not installed.
    """
    programs = max(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), default=None
    )
    if programs is None:
        raise FileNotFoundError("/usr/lib/postgresql")
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-pg-"))
    try:
        if os.getuid() == 0:
            owner = pwd.getpwnam(_USER)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        data = folder / "data"
        _run(programs / "initdb", "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c max_connections=60"
        _run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            with psycopg.connect(host=str(folder), user=_USER, dbname=_USER, autocommit=True) as connection:
                connection.execute("CREATE DATABASE central")
            yield f"postgresql:///central?host={folder}&user={_USER}"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _run(*command: str | Path) -> None:
    become = ("runuser", "-u", _USER, "--") if os.getuid() == 0 else ()
    subprocess.run((*become, *command), check=True, capture_output=True, cwd="/")  # noqa: S603 - PostgreSQL's own programs
