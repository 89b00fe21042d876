"""釣銭箱: 入金, 出金, 点検, count and 引継. It has happened already, so it is written whatever the clock says."""

from collections.abc import Mapping

from branch_app.domain.deciders import drawer
from branch_app.domain.log.events import CashCount, DrawerInspected
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.reasons import CashReason, MoveReason
from branch_app.usecases.desk import Desk


def pay_in(desk: Desk, amount_yen: int, reason: MoveReason, words: str = "") -> None:
    """入金: cash that is no fee goes in.

    Raises:
        AmountWrong: nothing, or an absurd sum.
        OutOfOrder: the day is not open.
    """
    note, openings = desk.veil.words(words)
    desk.journal.record(
        desk.new_request(), lambda state: drawer.pay_in(state.drawer, amount_yen, reason, note), openings
    )


def pay_out(desk: Desk, amount_yen: int, reason: MoveReason, second: Pseudonym, words: str = "") -> None:
    """出金 by two persons (``Vouched.PAY_OUT``): cash that is no refund goes out.

    Raises:
        AmountWrong: nothing, or more than must lie there.
        SecondPersonNeeded: alone.
        OutOfOrder: the day is not open.
    """
    note, openings = desk.veil.words(words)
    desk.journal.record(
        desk.new_request(), lambda state: drawer.pay_out(state.drawer, amount_yen, reason, second, note), openings
    )


def inspect(desk: Desk) -> DrawerInspected:
    """点検 (X report): numbered within the day, so that no second one looks like the first; nothing is closed.

    Raises:
        OutOfOrder: the day is not open.
    """
    entries = desk.journal.record(desk.new_request(), lambda state: drawer.inspect(state.drawer))
    (report,) = (entry.event for entry in entries if isinstance(entry.event, DrawerInspected))
    return report


def count_drawer(
    desk: Desk,
    pieces: Mapping[int, int],
    reason: CashReason | None = None,
    second: Pseudonym | None = None,
    words: str = "",
) -> None:
    """Notes and coins by denomination; a difference has a reason, and a second person (``Vouched.DIFFERENCE``).

    Raises:
        BadInput: no such denomination, or an absurd number of pieces.
        AmountWrong: a difference, and no reason for it.
        SecondPersonNeeded: a difference, and nobody beside, or the same person twice.
        OutOfOrder: the day is not open.
    """
    note, openings = desk.veil.words(words)
    explanation = None if reason is None else drawer.Explanation(reason, second or Pseudonym(""), note)
    desk.journal.record(
        desk.new_request(), lambda state: drawer.count(state.drawer, _counts(pieces), explanation), openings
    )


def hand_over_drawer(
    desk: Desk,
    pieces: Mapping[int, int],
    taker: Pseudonym,
    reason: CashReason | None = None,
    words: str = "",
) -> None:
    """引継 within the day: who goes is signed in, ``taker`` comes (``Vouched.HAND_OVER``), both counted.

    The taker signs in afterwards. A difference stays the day's and is looked at again at the close.

    Raises:
        BadInput, AmountWrong: as for a count.
        SecondPersonNeeded: nobody takes it, or who goes takes it.
        OutOfOrder: the day is not open.
    """
    note, openings = desk.veil.words(words)
    desk.journal.record(
        desk.new_request(),
        lambda state: drawer.hand_over(state.drawer, _counts(pieces), taker, reason, note),
        openings,
    )


def _counts(pieces: Mapping[int, int]) -> list[CashCount]:
    return [CashCount(denomination, number) for denomination, number in pieces.items()]
