"""A real IPP printer for demo, training and tests: ippeveprinter (Debian's cups-ipp-utils) with a play of its own.

::

    with TrainingPrinter(spool) as device:
        device.stage(Scene.PRINTS, Scene.JAMS)
        printer = IppPrinter("training", IppClient(device.address, Patience()), pace)

What it received lies in ``spool``, byte for byte. It listens on loopback only and needs no display, no CUPS and no
system bus: it brings a message bus of its own. Everything it starts ends with it, and with the program that started
it, even when that is killed. Start it from a thread that lives as long as it should.
"""

import shutil
import socket
import subprocess
from contextlib import ExitStack, suppress
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Final, Self

from branch_app.domain.errors import PrinterAbsent
from branch_app.ports import Ticket
from branch_app.printing import children
from branch_app.printing.children import Child, end, start
from branch_app.printing.client import PrinterAddress

_PROGRAMS: Final = ("dbus-daemon", "ippeveprinter", "ipptool", "pdfinfo", "setpriv")
_COMMAND: Final = Path(__file__).with_name("training_command.sh")
_CANCELLED: Final = Path(__file__).with_name("training_cancelled.test")
_ATTEMPTS: Final = 5
_LOOKS: Final = 500
_LOOK_S: Final = 0.02
_LISTENING: Final = b"printer-uri-supported="


class Scene(Enum):
    """What happens to one job."""

    PRINTS = "prints"
    JAMS = "jams"
    """Stalls, and prints after `TrainingPrinter.clear` or stops when cancelled."""
    RUNS_EMPTY = "runs_empty"
    """Stalls in the same way."""
    LINGERS = "lingers"
    """Prints one page, and the others after `TrainingPrinter.clear`, even when cancelled before."""
    ABORTS = "aborts"
    ABORTS_MIDWAY = "aborts_midway"
    """After one page."""
    COUNTS_NOTHING = "counts_nothing"
    """Completed, without a word about impressions."""
    VANISHES = "vanishes"
    """The printer loses its power once somebody has asked about the job: whoever sent it was answered before."""


def is_installed() -> bool:
    """Whether this machine has every program it needs."""
    return all(children.is_installed(program) for program in _PROGRAMS)


class TrainingPrinter:
    """One printer, switched on inside the ``with`` block; ``spool`` is a folder that exists."""

    def __init__(self, spool: Path) -> None:
        self._spool = spool
        self._running = ExitStack()
        self._device: Child | None = None
        self._staged = 0
        self.address = PrinterAddress("localhost", 0)

    def __enter__(self) -> Self:
        with ExitStack() as starting:
            # Short, because the address of a bus has room for a hundred bytes only.
            self._play = Path(starting.enter_context(TemporaryDirectory(prefix="printer-")))
            self._lay_out()
            starting.callback(end, self._start_bus())
            starting.callback(self.power_off)
            self._switch_on_somewhere()
            self._running = starting.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.close()

    def stage(self, *scenes: Scene) -> None:
        """What happens to the jobs to come, one after another; a job without a scene prints."""
        for scene in scenes:
            self._staged += 1
            (self._play / "scenes" / f"{self._staged:06d}.{scene.value}").touch()

    def unstage(self) -> None:
        """Forget the scenes that no job has taken yet."""
        for staged in (self._play / "scenes").iterdir():
            staged.unlink()

    def clear(self) -> None:
        """Take out the jammed sheet, load paper, let it go on."""
        (self._play / "clear").touch()

    def power_off(self) -> None:
        """Switch off, whatever it is doing; it forgets its jobs."""
        if self._device is not None:
            end(self._device)
            self._device = None

    def power_on(self) -> None:
        """Switch on again at the same address; job numbers begin at 1 again.

        Raises:
            PrinterAbsent: it would not start.
        """
        self.power_off()
        self._device = self._start_device()
        if not self._comes_up(self._device):
            self.power_off()
            raise PrinterAbsent(cause="training-printer")

    def received(self, ticket: Ticket) -> tuple[Path, ...]:
        """The files it received under that name."""
        return tuple(self._spool.glob(f"*-{ticket.name}.pdf"))

    def _lay_out(self) -> None:
        (self._play / "scenes").mkdir()
        shutil.copyfile(_CANCELLED, self._play / "cancelled.test")
        shutil.copyfile(_COMMAND, self._play / "command.sh")
        (self._play / "command.sh").chmod(0o700)

    def _switch_on_somewhere(self) -> None:
        """Another program may take a free port first, so try several."""
        for _ in range(_ATTEMPTS - 1):
            self.address = PrinterAddress("localhost", _free_port())
            with suppress(PrinterAbsent):
                return self.power_on()
        return self.power_on()

    def _start_bus(self) -> Child:
        """A bus says its address once it can be used."""
        command = (
            "dbus-daemon",
            "--session",
            "--nofork",
            "--nopidfile",
            f"--address={self._bus}",
            "--print-address",
        )
        bus = start(command, {}, subprocess.PIPE)
        if bus.stdout is not None:
            bus.stdout.readline()
            bus.stdout.close()
        return bus

    def _start_device(self) -> Child:
        place = ("-n", self.address.host, "-p", str(self.address.port), "-r", "off", "--no-web-forms")
        papers = ("-2", "-f", "application/pdf", "-d", str(self._spool.absolute()), "-k")
        play = ("-c", f"{self._play}/command.sh", "-D", "file:///dev/null", "-K", f"{self._play}/keys")
        environment = {
            "HOME": str(self._play),
            "DBUS_SYSTEM_BUS_ADDRESS": self._bus,
            "TRAINING_PRINTER": str(self._play),
        }
        with self._log.open("wb") as log:
            return start(("ippeveprinter", "-v", *place, *papers, *play, "training"), environment, log)

    @property
    def _log(self) -> Path:
        return self._play / "log"

    @property
    def _bus(self) -> str:
        return f"unix:path={self._play}/bus"

    def _comes_up(self, device: Child) -> bool:
        """Whether this very process listens; it ends at once when its port belongs to another."""
        for _ in range(_LOOKS):
            with suppress(subprocess.TimeoutExpired):
                device.wait(_LOOK_S)
                return False
            if _LISTENING in self._log.read_bytes():
                return True
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
