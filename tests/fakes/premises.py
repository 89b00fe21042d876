"""The real things of one counter: coins, sheets and papers lie where they lie, whatever a program believes."""

from dataclasses import dataclass, field

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.sheets import sheet_number
from branch_app.domain.values.identifiers import JobId, SheetNumber
from tests.fakes.played_log import PAPER

Papers = dict[JobId, tuple[SheetNumber, ...]]


@dataclass(slots=True)
class Premises:
    """Yen in the drawer, the tray, papers on the shelf and in citizens' hands, the bin.

    ``mistaken_yen`` is what wrong change put too much into the drawer today, ``top`` the number on the top sheet.
    """

    cash_yen: int = 0
    mistaken_yen: int = 0
    terminal_yen: int = 0
    top: int = 1
    rest: int = 0
    shelf: Papers = field(default_factory=dict)
    given: Papers = field(default_factory=dict)
    binned: int = 0
    nowhere: int = 0
    ever_out: set[JobId] = field(default_factory=set)

    def morning(self, float_yen: int) -> None:
        """Yesterday's takings went to the bank; the float lies in the drawer."""
        self.cash_yen, self.mistaken_yen, self.terminal_yen = float_yen, 0, 0

    def take(self, due: int, tendered: int, mistake: int) -> None:
        """Cash for a fee, and change back; ``mistake`` yen of it wrongly kept, or given too much when negative."""
        change = tendered - due - mistake
        self.cash_yen += tendered - change
        self.mistaken_yen += mistake

    def load(self, count: int) -> None:
        """Paper below what lies there."""
        self.rest += count

    def feed(self, job: JobId, pages: int) -> tuple[SheetNumber, ...]:
        """The printer takes the top sheets; the paper lies on the shelf."""
        sheets = self._fed(pages)
        self.shelf[job] = sheets
        self.ever_out.add(job)
        return sheets

    def swallow(self, job: JobId, pages: int) -> None:
        """The printer takes the top sheets, and nobody finds them."""
        self.nowhere += len(self._fed(pages))
        self.ever_out.add(job)

    def tear(self, count: int) -> None:
        """Sheets are gone from the top of the tray."""
        self.nowhere += len(self._fed(count))

    def bin(self, job: JobId) -> None:
        """A paper from the shelf is torn up, if there is one."""
        self.binned += len(self.shelf.pop(job, ()))

    def give(self, job: JobId) -> None:
        """To the citizen."""
        self.given[job] = self.shelf.pop(job)

    def get_back(self, job: JobId) -> None:
        """From the citizen."""
        self.shelf[job] = self.given.pop(job)

    def agree(self, state: Counter) -> None:
        """The log says what lies here, to the yen and the sheet."""
        drawer, tray = state.drawer, state.sheets.stock(PAPER)
        assert self.cash_yen - self.mistaken_yen == drawer.expected_yen
        assert self.cash_yen == drawer.counted_yen
        assert self.terminal_yen == drawer.cashless_yen - drawer.cashless_refunded_yen
        assert (self.top, self.rest) == (tray.next_number, tray.rest)
        assert self.shelf == {job: held.sheets for job, held in state.sheets.held.items()}
        assert sum(map(len, self.given.values())) == tray.issued - tray.returned
        assert (self.binned, self.nowhere) == (tray.spoilt, tray.lost)

    def _fed(self, pages: int) -> tuple[SheetNumber, ...]:
        sheets = tuple(sheet_number(PAPER, self.top + index) for index in range(pages))
        self.top, self.rest = self.top + pages, self.rest - pages
        return sheets
