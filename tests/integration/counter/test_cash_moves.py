"""Cash that is no fee, looks at the drawer, and its way from one clerk to the next, at the manager's page."""

import pytest

from branch_app.documents.slips import SlipPapers
from branch_app.domain.errors import AmountWrong
from branch_app.domain.log.events import DrawerHandedOver, DrawerInspected, DrawerPaidIn, DrawerPaidOut
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.reasons import CashReason, MoveReason
from branch_app.domain.values.vouching import Vouched
from branch_app.settings import RESOURCES
from branch_app.ui.presenters.cash_move import REASONS, CashMovePresenter, Way
from branch_app.ui.presenters.manager import Deed, ManagerPresenter, Section
from branch_app.ui.presenters.receipts import SlipTools
from branch_app.ui.presenters.second_person import Circle, SecondPersonPresenter
from branch_app.usecases.desk import Desk
from branch_app.usecases.front_door import Doorplate
from branch_app.usecases.run_day import close_day
from branch_app.usecases.tray import confirm_sheet
from tests.fakes.clerk import FIRST_SHEET, FLOAT
from tests.fakes.counter_room import Closes, Colleague, Receipted
from tests.fakes.direct_work import DirectWork
from tests.fakes.logged import logged


@pytest.fixture
def manager(desk: Desk) -> ManagerPresenter:
    """The day is open."""
    presenter = ManagerPresenter(
        lambda: desk, DirectWork(), SlipTools(SlipPapers(RESOURCES), Receipted()), Closes()
    )
    presenter.show(Section.CASH)
    return presenter


@pytest.fixture
def second(desk: Desk) -> SecondPersonPresenter:
    """A colleague who says yes once they are asked."""
    plates = tuple(Doorplate(each.id, each.name, each.roles, has_slot=True) for each in desk.enrolment.roster)
    return SecondPersonPresenter(lambda: Circle(lambda: plates, "clerk-1", Colleague(desk)), DirectWork())


@pytest.fixture
def moves(manager: ManagerPresenter, second: SecondPersonPresenter) -> CashMovePresenter:
    """Nothing is asked yet."""
    return CashMovePresenter(manager, second)


def _fill(moves: CashMovePresenter, way: Way, reason: MoveReason, amount_yen: int) -> None:
    moves.open()
    moves.go(way)
    moves.choose(REASONS.index(reason))
    moves.type(amount_yen)


def _count(manager: ManagerPresenter, yen: int) -> None:
    for denomination in DENOMINATIONS:
        pieces, yen = divmod(yen, denomination)
        manager.count(denomination, pieces)


def test_change_comes_in_by_one_person(moves: CashMovePresenter, manager: ManagerPresenter, desk: Desk) -> None:
    """The clerk's words stand behind a commitment; the drawer must hold more."""
    _fill(moves, Way.IN, MoveReason.CHANGE, 5_000)
    moves.write(" 区役所から ")
    (paid,) = logged(desk.journal.ledger, DrawerPaidIn)
    assert (5_000, MoveReason.CHANGE, Deed.PAID_IN) == (paid.amount_yen, paid.reason, manager.state.done)
    assert paid.note is not None
    assert "区役所から" in desk.journal.ledger.opening_of(paid.note).value.decode()
    assert FLOAT + 5_000 == desk.journal.state.drawer.expected_yen


def test_what_leaves_the_drawer_waits_for_a_second_person(
    moves: CashMovePresenter, second: SecondPersonPresenter, desk: Desk
) -> None:
    """Nothing is written until they have said yes."""
    _fill(moves, Way.OUT, MoveReason.REMITTANCE, 20_000)
    moves.write("")
    assert (Vouched.PAY_OUT, []) == (second.state.action, logged(desk.journal.ledger, DrawerPaidOut))
    second.answer("any")
    (paid,) = logged(desk.journal.ledger, DrawerPaidOut)
    assert (20_000, None, FLOAT - 20_000) == (paid.amount_yen, paid.note, desk.journal.state.drawer.expected_yen)


def test_more_than_lies_there_does_not_leave(
    moves: CashMovePresenter, manager: ManagerPresenter, second: SecondPersonPresenter
) -> None:
    """The page says so, whoever agreed."""
    _fill(moves, Way.OUT, MoveReason.EXCHANGE, FLOAT + 1)
    moves.write("")
    second.answer("any")
    assert isinstance(manager.state.trouble, AmountWrong)


def test_a_move_that_is_not_whole_is_not_written(moves: CashMovePresenter, desk: Desk) -> None:
    """No way, no reason, no amount, or the clerk thought better of it."""
    size = desk.journal.refresh().size
    moves.open()
    moves.write("")
    moves.type(100)
    moves.choose(0)
    moves.choose(len(REASONS))
    moves.write("")
    assert (True, MoveReason.CHANGE) == (moves.state.shown, moves.state.reason)
    moves.give_up()
    moves.write("")
    assert (False, size) == (moves.state.shown, desk.journal.refresh().size)


def test_no_cash_moves_on_a_day_that_is_closed(
    moves: CashMovePresenter, manager: ManagerPresenter, desk: Desk
) -> None:
    """The dialog does not even open."""
    confirm_sheet(desk, FIRST_SHEET)
    _count(manager, FLOAT)
    manager.record_count()
    close_day(desk, Colleague(desk).beside("clerk-2", "", Vouched.CLOSE))
    manager.refresh()
    moves.open()
    assert not moves.state.shown


def test_inspections_are_numbered(manager: ManagerPresenter, desk: Desk) -> None:
    """The second report of a day does not look like the first."""
    manager.inspect()
    manager.inspect()
    reports = [event.report for event in logged(desk.journal.ledger, DrawerInspected)]
    assert manager.state.report is not None
    assert ([1, 2], 2, Deed.INSPECTED) == (reports, manager.state.report.inspections, manager.state.done)


def test_the_drawer_goes_to_whoever_counted_it_too(manager: ManagerPresenter, desk: Desk) -> None:
    """What they counted stands in the log, the table is empty again, and the day expects what it did."""
    taker = Colleague(desk).beside("clerk-2", "", Vouched.HAND_OVER)
    _count(manager, FLOAT)
    manager.hand_over(taker)
    (over,) = logged(desk.journal.ledger, DrawerHandedOver)
    assert (taker, FLOAT, None) == (over.taker, over.counted_yen, over.reason)
    assert (Deed.HANDED_OVER, {}) == (manager.state.done, manager.state.pieces)
    assert desk.journal.state.drawer.counted_yen is None


def test_a_drawer_that_differs_is_handed_over_with_a_reason(manager: ManagerPresenter, desk: Desk) -> None:
    """Without one nothing happens; with one it stays the day's difference."""
    taker = Colleague(desk).beside("clerk-2", "", Vouched.HAND_OVER)
    _count(manager, FLOAT - 100)
    manager.hand_over(taker)
    assert [] == logged(desk.journal.ledger, DrawerHandedOver)
    manager.explain(CashReason.WRONG_CHANGE)
    manager.hand_over(taker)
    (over,) = logged(desk.journal.ledger, DrawerHandedOver)
    assert (-100, CashReason.WRONG_CHANGE) == (over.counted_yen - over.expected_yen, over.reason)
