"""開始 and 締め: float and paper in the morning, close at night, all offline."""

from branch_app.domain.deciders import day, sheets
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.log.events import Event
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.reasons import PaperReason
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
