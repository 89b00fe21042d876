"""A real PostgreSQL of the tests' own: its own data directory and socket, no port, gone afterwards."""

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


def binaries() -> Path | None:
    """Where the server's programs lie, newest version first; None without the package."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    return found[-1] if found else None


@contextmanager
def running_postgres(programs: Path) -> Iterator[Path]:
    """Folder of the socket of a running server; the server refuses root, so root hands it to its package's user."""
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-pg-"))
    try:
        if os.getuid() == 0:
            owner = pwd.getpwnam(_USER)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        data = folder / "data"
        _run(programs / "initdb", "-D", data, "-U", _USER, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"
        _run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield folder
        finally:
            _run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def new_database(socket: Path, name: str) -> str:
    """URL of a fresh database."""
    with psycopg.connect(host=str(socket), user=_USER, dbname=_USER, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" STRATEGY file_copy'.encode())
    return f"postgresql:///{name}?host={socket}&user={_USER}"


def _run(*command: str | Path) -> None:
    become = ("runuser", "-u", _USER, "--") if os.getuid() == 0 else ()
    subprocess.run((*become, *command), check=True, capture_output=True, cwd="/")
