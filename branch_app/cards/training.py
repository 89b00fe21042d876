"""A whole PC/SC stack without hardware, for training, demonstration and tests: pcscd, vpcd, virtual cards.

Example::

    with pcsc_stack() as stack:
        reader = PcscReader(stack.reader_name, terms)
        stack.insert(chip)

vpcd listens on every interface and pcscd on one fixed path, so each stack lives in network and mount namespaces of
its own: nothing of it can be reached from outside, and stacks do not meet. This needs root and Linux; elsewhere
``obstacle`` says what is missing, and ``VirtualReader`` does the same in memory.
"""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from branch_app.cards import vpcd_door
from branch_app.cards.pcsc import Presence, readers, wait_for
from branch_app.cards.virtual import Chip
from branch_app.cards.vpcd import InsertedChip
from branch_app.domain.errors import ReaderUnavailable

READER_NAME = "Virtual PCD 00 00"
_PROGRAMS = ("unshare", "nsenter", "setpriv", "mount", "ip", "pcscd")
_DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
_SOCKET_VARIABLE = "PCSCLITE_CSOCK_NAME"
_READER_CONF = f"""\
FRIENDLYNAME "Virtual PCD"
DEVICENAME   /dev/null:{vpcd_door.VPCD_PORT}
LIBPATH      {_DRIVER}
CHANNELID    {vpcd_door.VPCD_PORT}
"""
# setpriv: the service must not outlive a program that was killed
_SCRIPT = (
    'ip link set lo up && mount --bind "$0" /run && exec setpriv --pdeathsig TERM pcscd --foreground --config "$1"'
)
_PAUSE_SECONDS = 0.02
_START_TRIES = 500
_NOTICE_MS = 5000
"""pcscd looks at the reader every 0.4 s; twelve times that is a reader that does not work."""


def obstacle() -> str | None:
    """Why no stack can be started here (a word for a report), or None."""
    if not sys.platform.startswith("linux"):
        return "platform"
    if os.geteuid() != 0:
        return "root"
    if not Path(_DRIVER).exists():
        return "vpcd"
    return next((program for program in _PROGRAMS if shutil.which(program) is None), None)


class PcscStack:
    """A running stack with one card at most on its reader."""

    reader_name = READER_NAME

    def __init__(self, service: subprocess.Popen[bytes], door: socket.socket) -> None:
        self._service = service
        self._door = door
        self._inserted: InsertedChip | None = None

    def insert(self, chip: Chip) -> None:
        """Lay a card on and wait until the service has noticed.

        Raises:
            ReaderUnavailable: it never did.
        """
        self.remove()
        self.swap(chip)
        self._wait_for((Presence.CARD, Presence.IN_USE))

    def remove(self) -> None:
        """Take the card away and wait until the service has noticed."""
        self.pull()
        self._wait_for((Presence.EMPTY,))

    def swap(self, chip: Chip) -> None:
        """Another card in place of this one, faster than the service looks."""
        present, self._inserted = self._inserted, None
        self.queue(chip)
        if present is not None:
            present.pull()

    def queue(self, chip: Chip) -> None:
        """Have a card wait that lies there the moment the present one is gone, whoever takes that away."""
        self._door.send(b"?")
        _, lines, _, _ = socket.recv_fds(self._door, 1, 1)
        if not lines:
            raise ReaderUnavailable(reason="vpcd")
        self._inserted = InsertedChip(chip, socket.socket(fileno=lines[0]))

    def pull(self) -> None:
        """Take the card away without waiting for the service."""
        if self._inserted is not None:
            self._inserted.pull()
            self._inserted = None

    def stop_service(self) -> None:
        """End pcscd, as a crash or an administrator would."""
        self._service.terminate()
        self._service.wait()

    def _wait_for(self, wanted: tuple[Presence, ...]) -> None:
        if not wait_for(self.reader_name, wanted, _NOTICE_MS):
            raise ReaderUnavailable(reason="vpcd")


def claim_socket() -> None:
    """Let this process and its children look for a card service where its stacks will listen, and nowhere else.

    Sets PCSCLITE_CSOCK_NAME, which libpcsclite reads once per process: at the first look for a reader.
    """
    os.environ[_SOCKET_VARIABLE] = str(_directory() / "run" / "pcscd" / "pcscd.comm")


@contextmanager
def pcsc_stack() -> Iterator[PcscStack]:
    """Start pcscd with vpcd, and end it with the block.

    Calls `claim_socket`, so it must come before the first use of ``pcsc``, or be called before that by itself; all
    stacks of a process use one path, one after another.

    Raises:
        ReaderUnavailable: ``reason`` is what ``obstacle`` says, or the service did not come up.
    """
    missing = obstacle()
    if missing is not None:
        raise ReaderUnavailable(reason=missing)
    claim_socket()
    service = _start_service(_directory())
    try:
        _wait_until_up(service)
        with _door(service.pid) as door:
            stack = PcscStack(service, door)
            try:
                yield stack
            finally:
                stack.pull()
    finally:
        service.terminate()
        service.wait()


@cache
def _directory() -> Path:
    """What pcscd sees as /run, with its configuration beside; one per process, see ``pcsc_stack``."""
    directory = Path(tempfile.mkdtemp(prefix="madoguchi-pcsc-"))
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    (directory / "run").mkdir()
    (directory / "reader.conf").write_text(_READER_CONF)
    return directory


def _start_service(directory: Path) -> subprocess.Popen[bytes]:
    command = ["unshare", "--net", "--mount", "--", "sh", "-c", _SCRIPT]
    places = [str(directory / "run"), str(directory / "reader.conf")]
    nothing = subprocess.DEVNULL
    # S603: a fixed command; the places are a temporary directory of our own
    return subprocess.Popen(command + places, stdin=nothing, stdout=nothing, stderr=nothing)  # noqa: S603


def _wait_until_up(service: subprocess.Popen[bytes]) -> None:
    for _ in range(_START_TRIES):
        if _answers():
            return
        try:
            service.wait(_PAUSE_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        break
    raise ReaderUnavailable(reason="pcscd")


def _answers() -> bool:
    try:
        return READER_NAME in readers()
    except ReaderUnavailable:
        return False


@contextmanager
def _door(service_pid: int) -> Iterator[socket.socket]:
    ours, theirs = socket.socketpair()
    command = ["nsenter", f"--net=/proc/{service_pid}/ns/net", "--", sys.executable, "-I", vpcd_door.__file__]
    # S603: a fixed command, with the process id of our own service
    with ours, subprocess.Popen(command, stdin=theirs.fileno()) as process:  # noqa: S603
        theirs.close()
        try:
            yield ours
        finally:
            ours.close()
            process.wait()
