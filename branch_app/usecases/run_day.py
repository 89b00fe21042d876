"""開始 and 締め: float and paper in the morning, count and close at night, all offline."""

from collections.abc import Mapping

from branch_app.domain.deciders import day, drawer, sheets
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.log.events import CashCount, Event
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.reasons import CashReason, PaperReason
from branch_app.usecases.desk import Desk


def open_day(desk: Desk, float_yen: int) -> None:
    """開始 with the float (釣銭準備金) in yen."""
    desk.journal.decide(desk.new_request(), lambda state: day.open_day(state.day, desk.today(), float_yen))


def receive_paper(desk: Desk, first: int, count: int, seen: int) -> None:
    """Numbered sheets came in and lie in the tray; ``seen`` is what the top one shows.

    Raises:
        OutOfOrder: the tray shows another number; nothing was written.
    """

    def decision(state: Counter) -> tuple[Event, ...]:
        (received,) = sheets.receive(state.sheets, desk.stock, first, count, numbered=True)
        loaded = sheets.evolve(state.sheets, received)
        return (received, *sheets.confirm_next(loaded, desk.stock, seen))

    desk.journal.decide(desk.new_request(), decision)


def spoil_sheets(desk: Desk, count: int, reason: PaperReason) -> None:
    """書損 of sheets from the top of the tray that no print used: torn while loading, a test page, a gap explained.

    Raises:
        PrinterBusy: a print that has not ended may still give sheets back.
        OutOfOrder: fewer lie there.
    """
    desk.journal.record(desk.new_request(), lambda state: sheets.spoil(state.sheets, desk.stock, count, reason))


def count_drawer(desk: Desk, pieces: Mapping[int, int], reason: CashReason | None = None, words: str = "") -> None:
    """Notes and coins by denomination.

    Raises:
        AmountWrong: a difference, and no reason for it.
    """
    note, openings = desk.veil.words(words)
    counts = [CashCount(denomination, number) for denomination, number in pieces.items()]
    desk.journal.record(
        desk.new_request(), lambda state: drawer.count(state.drawer, counts, reason, note), openings
    )


def close_day(desk: Desk, second: Pseudonym) -> None:
    """締め by two persons; needs no line.

    Raises:
        CloseNotPossible: something stands open; it is named.
    """
    desk.journal.decide(
        desk.new_request(),
        lambda state: day.close_day(
            state.day, state.issuance, state.drawer, state.sheets, desk.journal.operator, second
        ),
    )
