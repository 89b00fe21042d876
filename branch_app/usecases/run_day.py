"""開始 and 締め: float and paper in the morning, count and close at night, all offline."""

from collections.abc import Mapping

from branch_app.domain.deciders import day, drawer, sheets
from branch_app.domain.log.events import CashCount
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.reasons import CashReason
from branch_app.usecases.desk import Desk


def open_day(desk: Desk, float_yen: int) -> None:
    """開始 with the float (釣銭準備金) in yen."""
    desk.journal.decide(desk.new_request(), lambda state: day.open_day(state.day, desk.today(), float_yen))


def receive_paper(desk: Desk, first: int, count: int, seen: int) -> None:
    """Numbered sheets came in and lie in the tray; ``seen`` is what the top one shows."""
    desk.journal.decide(
        desk.new_request(),
        lambda state: sheets.receive(state.sheets, desk.stock, first, count, numbered=True),
    )
    desk.journal.record(desk.new_request(), lambda state: sheets.confirm_next(state.sheets, desk.stock, seen))


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
