"""Workers, database and devices killed at random, primary and replica included; devices go on by themselves.

    python -m tests.prove.line_killed SECONDS SEED [promote]

Devices are processes that write to a log on disk and push; workers are processes of head office on one PostgreSQL.
Somebody kills one of them every moment (SIGKILL) and starts it anew. With ``promote`` the primary is killed in the
middle of pushes and its synchronous replica promoted, once, half way. At the end everybody heals: each log is at
head office to its last entry, each entry once and as it was written.
"""

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

import psycopg

from branch_app.domain.errors import CentralUnreachable
from branch_app.domain.records.policy import Instructions
from branch_app.domain.values.codec import encode
from branch_app.settings import table_texts
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog, Leaf
from sync.central.offices import keep_settings
from sync.central.serving.server import Settings, open_head_office
from sync.central.trust.enrolment import offer_code
from sync.client.enrolment import enrol
from tests.fakes.device import fresh_keys, fresh_request
from tests.fakes.postgres import binaries
from tests.fakes.town import HOSTS, Watch, city

_USER, _WORKERS, _DEVICES = "postgres", 3, 4
_HEAL_SECONDS = 120


@dataclass
class Postgres:
    """One server with its folder; every commit is on the disk."""

    folder: Path
    programs: Path
    extra: str = ""

    @property
    def data(self) -> Path:
        """Its files."""
        return self.folder / "data"

    def make(self) -> None:
        """Empty."""
        self._own()
        _as_user(self.programs / "initdb", "-D", self.data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C")

    def copy_of(self, primary: "Postgres") -> None:
        """A streaming replica named ``replica``."""
        self._own()
        source = f"host={primary.folder} user={_USER} application_name=replica"
        _as_user(self.programs / "pg_basebackup", "-d", source, "-D", self.data, "-R", "-X", "stream", "-c", "fast")

    def start(self) -> None:
        """Up, or coming up."""
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        options = (
            f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c max_connections=80 {self.extra}"
        )
        _as_user(self.programs / "pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "-o", options, "start")

    def promote(self) -> None:
        """The replica is the primary from now on."""
        _as_user(self.programs / "pg_ctl", "-D", self.data, "-w", "promote")

    def kill(self) -> None:
        """SIGKILL to the server and, with it, to all its processes."""
        pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        for process in (pid, *children):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(Path(f"/proc/{process}").exists() for process in (pid, *children)):
            time.sleep(0.02)

    def _own(self) -> None:
        self.folder.mkdir(parents=True)
        if os.getuid() == 0:
            os.chown(self.folder, pwd.getpwnam(_USER).pw_uid, pwd.getpwnam(_USER).pw_gid)


@dataclass
class Play:
    """All processes."""

    folder: Path
    chance: Random
    url: str = ""
    ports: list[int] = field(default_factory=list)
    workers: dict[int, subprocess.Popen[str]] = field(default_factory=dict)
    devices: dict[int, subprocess.Popen[str]] = field(default_factory=dict)

    @property
    def urls(self) -> list[str]:
        """Of all workers."""
        return [f"https://127.0.0.1:{port}" for port in self.ports]

    def start_worker(self, number: int) -> None:
        """On its own port."""
        command = [sys.executable, "main.py", "central", "serve", "--folder", str(self.folder / "central")]
        command += ["--port", str(self.ports[number])]
        environment = {**os.environ, "MADOGUCHI_CENTRAL_DB": self.url}
        self.workers[number] = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )

    def start_device(self, number: int) -> None:
        """On its own folder."""
        command = [
            sys.executable,
            "-m",
            "tests.prove.line_device",
            str(self.folder / f"device-{number}"),
            *self.urls,
        ]
        self.devices[number] = subprocess.Popen(command, stdin=subprocess.PIPE, text=True)

    def kill_one(self, primary: Postgres, *, database: bool) -> str:
        """Somebody, the database too where it may; it is started anew."""
        what = self.chance.choice(("worker", "worker", "device", "device", *(["database"] if database else [])))
        if what == "database":
            primary.kill()
            time.sleep(self.chance.uniform(0, 1))
            primary.start()
            return what
        number = self.chance.randrange(_WORKERS if what == "worker" else _DEVICES)
        process = (self.workers if what == "worker" else self.devices)[number]
        process.kill()
        process.wait()
        (self.start_worker if what == "worker" else self.start_device)(number)
        return what


@dataclass
class Pair:
    """A primary, and its synchronous replica where there is one; ``serving`` is the primary of the moment."""

    primary: Postgres
    replica: Postgres | None
    serving: Postgres = field(init=False)

    def __post_init__(self) -> None:
        self.serving = self.primary

    def start(self) -> str:
        """URL of an empty database on whichever is primary."""
        self.primary.make()
        self.primary.start()
        _told(self.primary, "CREATE DATABASE central")
        hosts = str(self.primary.folder)
        if self.replica is not None:
            self.replica.copy_of(self.primary)
            self.replica.start()
            _told(self.primary, "ALTER SYSTEM SET synchronous_standby_names = 'replica'", "SELECT pg_reload_conf()")
            hosts += f",{self.replica.folder}"
        return f"postgresql:///central?host={hosts}&user={_USER}&target_session_attrs=read-write"

    def fail_over(self) -> bool:
        """The primary dies and the replica takes its place; False where that has happened, or cannot."""
        if self.replica is None or self.serving is self.replica:
            return False
        self.primary.kill()
        self.replica.promote()
        _told(self.replica, "ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()")
        self.serving = self.replica
        return True

    def stop(self) -> None:
        """Whatever runs."""
        for server in filter(None, (self.primary, self.replica)):
            with suppress(OSError):
                server.kill()


def main(seconds: int, seed: int, *, promote: bool) -> int:
    """Until then, and then until all are in step."""
    programs = binaries()
    if programs is None:
        raise SystemExit("no PostgreSQL here")
    root = Path(tempfile.mkdtemp(prefix="line-killed-"))
    root.chmod(0o755)
    pair = Pair(Postgres(root / "primary", programs), Postgres(root / "replica", programs) if promote else None)
    play = Play(root, Random(seed))  # noqa: S311
    try:
        play.url = pair.start()
        central = _open(play)
        _enrol(play, central)
        counts = _killed(play, pair, time.monotonic() + seconds / 2, time.monotonic() + seconds)
        return _healed(play, central, counts)
    finally:
        for process in (*play.workers.values(), *play.devices.values()):
            process.kill()
            process.wait()
        pair.stop()
        shutil.rmtree(root)


def _killed(play: Play, pair: Pair, half: float, until: float) -> Counter[str]:
    """Who died how often. While there is a replica, the database dies once, and its replica takes over."""
    counts: Counter[str] = Counter()
    while time.monotonic() < until:
        time.sleep(play.chance.uniform(0.2, 3))
        if time.monotonic() > half and pair.fail_over():
            counts["primary"] += 1
        else:
            counts[play.kill_one(pair.serving, database=pair.serving is not pair.primary or not pair.replica)] += 1
    return counts


def _told(server: Postgres, *statements: str) -> None:
    with psycopg.connect(host=str(server.folder), user=_USER, dbname=_USER, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def _open(play: Play) -> HeadOffice:
    return open_head_office(Settings(play.folder / "central", play.url, HOSTS), table_texts(), Watch())


def _enrol(play: Play, central: HeadOffice) -> None:
    """Ports for all workers, an enrolment for each device; then all of them start."""
    for _ in range(_WORKERS):
        with socket.create_server(("127.0.0.1", 0)) as free:
            play.ports.append(free.getsockname()[1])
    with central.database.connection_context():
        for office in city().offices:
            keep_settings(central, office.code, office.settings)
    for number in range(_WORKERS):
        play.start_worker(number)
    for number in range(_DEVICES):
        folder = play.folder / f"device-{number}"
        folder.mkdir()
        code = offer_code(central, "C06", f"K{number}", timedelta(days=400))
        told = _first(
            lambda code=code, name=folder.name: enrol(play.urls[0], code, fresh_keys(name), fresh_request())
        )
        (folder / "enrolment").write_text(json.dumps(encode(told.enrolment)))
        play.start_device(number)


def _first(ask: Callable[[], Instructions]) -> Instructions:
    """Head office is coming up."""
    until = time.monotonic() + _HEAL_SECONDS
    while time.monotonic() < until:
        with suppress(CentralUnreachable):
            return ask()
        time.sleep(0.2)
    raise SystemExit("head office did not come up")


def _healed(play: Play, central: HeadOffice, counts: Counter[str]) -> int:
    """Devices stop writing and push what they have; then head office is looked at."""
    for number, process in enumerate(play.devices.values()):
        (play.folder / f"device-{number}" / "enough").touch()
        process.kill()
        process.wait()
    for number in range(_DEVICES):
        play.start_device(number)
    sizes = []
    for process in play.devices.values():
        if process.wait(_HEAL_SECONDS) != 0:
            print(json.dumps({"failed": "not in step", **counts}))  # noqa: T201
            return 1
    central.close()
    central = _open(play)
    with central.database.connection_context():
        for number in range(_DEVICES):
            folder = play.folder / f"device-{number}"
            written = (folder / "log").read_bytes().splitlines()
            row = DeviceLog.get(DeviceLog.device == f"K{number}")
            held = [bytes(leaf.data) for leaf in Leaf.select().where(Leaf.log == row).order_by(Leaf.seq)]
            if held != written or row.size != len(written) or row.quarantined:
                print(json.dumps({"failed": f"device {number}", "held": len(held), "written": len(written)}))  # noqa: T201
                return 1
            sizes.append(len(written))
    central.close()
    print(json.dumps({"killed": counts, "entries": sizes}))  # noqa: T201
    return 0


def _as_user(*command: str | Path) -> None:
    become = ("runuser", "-u", _USER, "--") if os.getuid() == 0 else ()
    subprocess.run((*become, *command), check=True, capture_output=True, cwd="/")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), promote="promote" in sys.argv[3:]))
