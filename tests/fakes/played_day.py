"""The day around the forms, played verb by verb on a log: float, tray, drawer, close."""

from dataclasses import dataclass
from datetime import date, timedelta

from branch_app.domain.deciders import day, drawer, sheets
from branch_app.domain.deciders.drawer import Explanation
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.reasons import CashReason, MoveReason, PaperReason, SheetOutcome, SupplementReason
from tests.fakes.played_log import CLERK, PAPER, SUPERVISOR, PlayedLog


@dataclass(slots=True)
class PlayedDay(PlayedLog):
    """From 開始 to 締め."""

    def open(self, float_yen: int = 30_000, on: date | None = None) -> None:
        """開始."""
        self.do(lambda state: day.open_day(state.day, on or self.now.date(), float_yen))

    def load(self, first: int, count: int) -> None:
        """Paper into the tray."""
        self.do(lambda state: sheets.receive(state.sheets, PAPER, first, count, numbered=True))

    def miss(self, missing: int, stock: str = PAPER) -> None:
        """So many fewer sheets lie there than the log expects."""
        tray = self.state.sheets.stock(stock)
        seen = tray.expected + (missing if tray.numbered else -missing)
        self.do(lambda state: sheets.differs(state.sheets, stock, seen))

    def explain(
        self, count: int, outcome: SheetOutcome, stock: str = PAPER, second: Pseudonym = SUPERVISOR
    ) -> None:
        """What became of them, by two persons."""
        reason = PaperReason.OTHER
        self.do(lambda state: sheets.explain(state.sheets, stock, count, outcome, reason, second))

    def count(self, short_by: int = 0) -> None:
        """Count the drawer; the expected sum unless some is missing, which a second person saw."""
        counts = pieces(self.state.drawer.expected_yen - short_by)
        missing = Explanation(CashReason.MISCOUNT, SUPERVISOR) if short_by else None
        self.do(lambda state: drawer.count(state.drawer, counts, missing))

    def pay_in(self, amount: int) -> None:
        """入金."""
        self.do(lambda state: drawer.pay_in(state.drawer, amount, MoveReason.CHANGE))

    def pay_out(self, amount: int, second: Pseudonym = SUPERVISOR) -> None:
        """出金 by two persons."""
        self.do(lambda state: drawer.pay_out(state.drawer, amount, MoveReason.EXCHANGE, second))

    def inspect(self) -> None:
        """点検."""
        self.do(lambda state: drawer.inspect(state.drawer))

    def pass_on(self, taker: Pseudonym = SUPERVISOR, short_by: int = 0) -> None:
        """引継 of the drawer, counted by both."""
        counts = pieces(self.state.drawer.expected_yen - short_by)
        reason = CashReason.MISCOUNT if short_by else None
        self.do(lambda state: drawer.hand_over(state.drawer, counts, taker, reason))

    def supplement(self, second: Pseudonym = SUPERVISOR) -> None:
        """補正."""
        self.do(lambda state: day.supplement(state.day, SupplementReason.RETURNED, CLERK, second))

    def close(self) -> None:
        """締め by two persons."""
        self.do(
            lambda state: day.close_day(state.day, state.issuance, state.drawer, state.sheets, CLERK, SUPERVISOR)
        )

    def next_day(self) -> None:
        """Count, close, and open on the next date."""
        self.count()
        self.close()
        self.now += timedelta(days=1)
        self.open()


def pieces(amount: int) -> list[events.CashCount]:
    """The fewest notes and coins of that sum."""
    counts = []
    for denomination in DENOMINATIONS:
        counts.append(events.CashCount(denomination, amount // denomination))
        amount %= denomination
    return counts
