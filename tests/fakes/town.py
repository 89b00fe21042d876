"""Head office of the made-up city for tests: a clock moved by hand, devices that join."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from branch_app.domain.records.registers import RegisterRow
from sync.central.example.city import City, load_city, rows_of
from sync.central.example.impression import Engraver
from sync.central.head_office import HeadOffice
from sync.central.trust.enrolment import offer_code
from sync.client.enrolment import enrol
from sync.client.session import Session
from sync.client.transport import Line
from tests.fakes.device import SystemRandom, fresh_keys, fresh_request
from tests.fakes.line_book import MemoryLineBook
from tests.fakes.memory_log import MemoryLog

RESOURCES = Path("resources")
ENGRAVER = Engraver(Path("/usr/share/fonts/truetype/ipamj/ipamjm.ttf"))
HOSTS = ("localhost", "127.0.0.1")
_TOKYO = ZoneInfo("Asia/Tokyo")


@dataclass(slots=True)
class Watch:
    """Central's clock, moved by hand."""

    now: datetime = datetime(2026, 11, 2, 8, 0, tzinfo=_TOKYO)

    def __call__(self) -> datetime:
        """Aware time."""
        return self.now


@dataclass(frozen=True, slots=True)
class Town:
    """A running central with its address and clock; ``reopen`` opens the same head office again."""

    central: HeadOffice
    url: str
    watch: Watch
    lines: ExitStack
    reopen: Callable[[], HeadOffice]

    def join(self, device: str = "C06-1") -> tuple[Session, MemoryLog]:
        """A newly enrolled device with an empty log."""
        code = offer_code(self.central, "C06", device, timedelta(minutes=10))
        keys = fresh_keys()
        enrolment = enrol(self.url, code, keys, fresh_request()).enrolment
        line = self.lines.enter_context(Line(self.url, enrolment.central_ca))
        return Session(line, enrolment, keys, SystemRandom(), MemoryLineBook()), MemoryLog(enrolment.origin)


@cache
def city() -> City:
    """The made-up city."""
    return load_city(RESOURCES / "demo" / "city.json")


@cache
def city_rows() -> tuple[RegisterRow, ...]:
    """Its register rows under a fixed PIN key."""
    return rows_of(city(), ENGRAVER, b"k" * 32)
