"""開始 and 締め: float and paper in the morning, close at night, all offline."""

from datetime import date

from branch_app.domain.deciders import day, sheets
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.log.events import Event
from branch_app.domain.rules.forgotten import is_forgotten
from branch_app.domain.values.identifiers import Pseudonym, RequestId
from branch_app.domain.values.reasons import PaperReason, SupplementReason
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


def spoil_sheets(desk: Desk, count: int, reason: PaperReason, request: RequestId | None = None) -> None:
    """書損 of sheets from the top of the tray that no print used: torn while loading, a test page.

    The same ``request`` again spoils nothing more.

    Raises:
        PrinterBusy: a print that has not ended may still give sheets back.
        OutOfOrder: fewer lie there.
    """
    desk.journal.record(
        request or desk.new_request(), lambda state: sheets.spoil(state.sheets, desk.stock, count, reason)
    )


def supplement_day(desk: Desk, reason: SupplementReason, second: Pseudonym) -> None:
    """補正: what came after the close and belongs to that day may be written down, then ``close_day`` once more.

    By two persons (``Vouched.SUPPLEMENT``). After the next 開始 a paper of an earlier day belongs to the day on
    which it is handed over, brought back or paid back.

    Raises:
        OutOfOrder: the day is open, or none was closed.
        SecondPersonNeeded: alone.
    """
    operator = desk.journal.operator
    desk.journal.decide(desk.new_request(), lambda state: day.supplement(state.day, reason, operator, second))


def forgotten_close(desk: Desk) -> date | None:
    """The business date of a day that ought to have been closed: until it is, nothing else is offered.

    By the log as it was read last, so that a window may ask between two jobs without opening a file.
    """
    state = desk.journal.state.day
    if not state.open:
        return None
    business_date = date.fromisoformat(state.business_date)
    return business_date if is_forgotten(business_date, desk.clock.now()) else None


def close_day(desk: Desk, second: Pseudonym) -> None:
    """締め by two persons, of the open day whatever the date is now; needs no line.

    Raises:
        CloseNotPossible: something stands open; it is named.
    """
    desk.journal.decide(
        desk.new_request(),
        lambda state: day.close_day(
            state.day, state.issuance, state.drawer, state.sheets, desk.journal.operator, second
        ),
    )
