"""用紙の突合: a top number is read, plain paper counted; a difference stops the tray until it is explained."""

from branch_app.domain.deciders import sheets
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.two_persons import two_persons
from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log.events import Event, StockDiffers
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.reasons import PaperReason, SheetOutcome
from branch_app.usecases.desk import Desk

PLAIN = "plain"
"""Paper without numbers, as the log names it."""


def confirm_sheet(desk: Desk, seen: int) -> None:
    """The next number on the tray, read by a person after loading, after a jam and before the close.

    Another number than the log expects is written down, and nothing leaves the tray until it is explained, or read
    again and right.

    Raises:
        OutOfOrder: it is another number.
        PrinterBusy: it is, and sheets of a print that has not ended may still come back.
    """
    _look(desk, desk.stock, seen)


def count_paper(desk: Desk, stock: str, seen: int) -> None:
    """Paper without numbers was counted; otherwise as ``confirm_sheet``.

    Raises:
        OutOfOrder, PrinterBusy: as ``confirm_sheet`` says.
        BadInput: no such stock.
    """
    _look(desk, stock, seen)


def receive_plain(desk: Desk, stock: str, count: int) -> None:
    """Paper without numbers came in.

    Raises:
        BadInput: none, or that stock has numbers.
        OutOfOrder: a difference is not explained.
    """

    def decision(state: Counter) -> tuple[Event, ...]:
        tray = state.sheets.stocks.get(stock)
        first = tray.next_number + tray.rest if tray else 1
        return sheets.receive(state.sheets, stock, first, count, numbered=False)

    desk.journal.decide(desk.new_request(), decision)


def explain_gap(
    desk: Desk,
    stock: str,
    count: int,
    outcome: SheetOutcome,
    reason: PaperReason,
    second: Pseudonym,
    words: str = "",
) -> None:
    """What became of ``count`` missing sheets, by two persons (``Vouched.GAP``); all must be explained to go on.

    Found sheets (0) lie where they should; of paper without numbers a pack may have held more than it said.

    Raises:
        SecondPersonNeeded: alone.
        BadInput: nothing differs there, or fewer are missing.
    """
    note, openings = desk.veil.words(words)
    two_persons(desk.journal.operator, second)
    desk.journal.record(
        desk.new_request(),
        lambda state: sheets.explain(state.sheets, stock, count, outcome, reason, second, note),
        openings,
    )


def _look(desk: Desk, stock: str, seen: int) -> None:
    entries = desk.journal.record(desk.new_request(), lambda state: _seen(state, stock, seen))
    for entry in entries:
        if isinstance(entry.event, StockDiffers):
            raise OutOfOrder(now=f"next {entry.event.expected}", then=f"next {entry.event.seen}")


def _seen(state: Counter, stock: str, seen: int) -> tuple[Event, ...]:
    tray = state.sheets.stock(stock)
    if seen != tray.expected:
        return sheets.differs(state.sheets, stock, seen)
    look = sheets.confirm_next if tray.numbered else sheets.count
    return look(state.sheets, stock, seen)
