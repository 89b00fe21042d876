"""The made-up city put down at head office, register by register, with what each took."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from branch_app.domain.records.registers import RegisterRow
from sync.central.head_office import HeadOffice
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.registers import Tools, synthetic_city
from sync.central.kawasaki.restricted import restricted
from sync.central.registers.bulk import record_all
from sync.central.restrictions import restrict_all

_RESTRICTIONS = "restriction"


@dataclass(frozen=True, slots=True)
class Loaded:
    """One register: rows, and seconds from the first row made to all of them put down."""

    register: str
    rows: int
    seconds: float

    @property
    def rows_per_second(self) -> float:
        """0 for a register that took no time."""
        return self.rows / self.seconds if self.seconds else 0.0


def load(central: HeadOffice, city: Kawasaki, tools: Tools, stopwatch: Callable[[], float]) -> Iterator[Loaded]:
    """Put down one register after another, each whole or not at all; the same city again changes nothing."""
    with central.database.connection_context():
        for table, rows in synthetic_city(city, tools):
            began, counted = stopwatch(), _Counted(rows)
            record_all(central, counted)
            yield Loaded(table, counted.count, stopwatch() - began)
        began, people = stopwatch(), list(restricted(city, city.numbers))
        restrict_all(central, people)
        yield Loaded(_RESTRICTIONS, len(people), stopwatch() - began)


class _Counted:
    """Rows that are counted while they pass."""

    def __init__(self, rows: Iterator[RegisterRow]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[RegisterRow]:
        for row in self._rows:
            self.count += 1
            yield row
