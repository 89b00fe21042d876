"""釣銭箱: what must lie in it, and what was counted."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.deciders import drawer
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.drawer import Drawer, Explanation, Shift
from branch_app.domain.errors import AmountWrong, BadInput, OutOfOrder, SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.log.events import CashCount
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.reasons import CashReason, MoveReason
from tests.fakes.played_day import pieces
from tests.fakes.played_log import CITIZEN, CLERK, MORNING, SUPERVISOR
from tests.fakes.till import Till, Wished

SEEN = Explanation(CashReason.FOUND, SUPERVISOR)


def test_the_drawer_holds_float_and_fees_less_refunds() -> None:
    """Float + charged - refunded; change does not count, because it went out again."""
    till = Till.opened(float_yen=20_000)
    application, (job,) = till.quoted()
    till.pay(application, 10_000)
    till.paid()
    till.void(job)
    assert Drawer(20_000, 600, 300) == till.state.drawer
    assert 20_300 == till.state.drawer.expected_yen


@given(st.lists(st.integers(0, 200), min_size=10, max_size=10))
def test_a_count_adds_up(numbers: list[int]) -> None:
    """The counted sum is denomination times pieces."""
    counts = [CashCount(value, number) for value, number in zip(DENOMINATIONS, numbers, strict=True)]
    total = sum(value * number for value, number in zip(DENOMINATIONS, numbers, strict=True))
    (counted,) = drawer.count(Drawer(float_yen=total), counts, None)
    assert events.DrawerCounted(tuple(counts), total, total, None) == counted


@pytest.mark.parametrize(
    ("counts", "at"),
    [
        ([CashCount(3, 1)], "denomination"),
        ([CashCount(100, 1), CashCount(100, 2)], "denomination"),
        ([CashCount(100, -1)], "pieces"),
        ([CashCount(1, drawer.MAX_PIECES + 1)], "pieces"),
    ],
)
def test_a_count_that_cannot_be_is_refused(counts: list[CashCount], at: str) -> None:
    """A coin that does not exist, one named twice, fewer than no pieces, or more than a drawer takes."""
    with pytest.raises(BadInput) as refusal:
        drawer.count(Drawer(), counts, SEEN)
    assert {"at": at} == refusal.value.facts


@pytest.mark.parametrize("difference", [-10, 10])
def test_a_difference_has_a_reason(difference: int) -> None:
    """Too little and too much are both recorded only with the reason."""
    state = Drawer(float_yen=1_000)
    counts = pieces(1_000 + difference)
    with pytest.raises(AmountWrong):
        drawer.count(state, counts, None)
    (counted,) = drawer.count(state, counts, SEEN)
    assert 1_000 + difference == drawer.evolve(state, counted).counted_yen


def test_a_difference_is_seen_by_two_persons() -> None:
    """Nobody, or the clerk again, does not do, on both sides of the line; a count that fits needs nobody."""
    till = Till.opened()
    short = pieces(29_990)
    for second in (Pseudonym(""), CLERK):
        with pytest.raises(SecondPersonNeeded):
            till.do(partial(_count, short, Explanation(CashReason.MISCOUNT, second)))
    with pytest.raises(SecondPersonNeeded):
        till.add(events.DrawerCounted(tuple(short), 29_990, 30_000, CashReason.MISCOUNT))
    till.count(short_by=10)
    assert 29_990 == till.state.drawer.counted_yen
    till.count()
    assert 30_000 == till.state.drawer.counted_yen


def _count(counts: list[CashCount], explanation: Explanation, state: Counter) -> tuple[events.Event, ...]:
    return drawer.count(state.drawer, counts, explanation)


def test_what_explains_no_difference_is_not_written_down() -> None:
    """A reason that was still chosen on the screen says nothing about a count that fits."""
    (counted,) = drawer.count(Drawer(float_yen=500), pieces(500), SEEN)
    assert events.DrawerCounted(tuple(pieces(500)), 500, 500, None) == counted


def test_cash_that_is_no_fee_goes_in_and_out() -> None:
    """It changes what must lie there and not what was earned, and it makes a count void."""
    till = Till.opened(float_yen=10_000)
    for move, there in ((Till.pay_in, 15_000), (Till.pay_out, 10_000)):
        till.count()
        move(till, 5_000)
        drawer_now = till.state.drawer
        assert (there, 0, None) == (drawer_now.expected_yen, drawer_now.cash_yen, drawer_now.counted_yen)
    till.count()
    till.close()
    claims = till.state.day.claims
    assert claims is not None
    assert (5_000, 5_000, 10_000) == (claims.paid_in_yen, claims.paid_out_yen, claims.counted_yen)


@pytest.mark.parametrize("amount", [-1, 0, 10_000_001])
def test_what_moves_is_an_amount(amount: int) -> None:
    """Nothing, less than nothing and absurd sums are refused, on both sides of the line."""
    till = Till.opened()
    for move in (Till.pay_in, Till.pay_out):
        with pytest.raises(AmountWrong):
            move(till, amount)
    for event in (
        events.DrawerPaidIn(amount, MoveReason.FLOAT),
        events.DrawerPaidOut(amount, MoveReason.FLOAT, SUPERVISOR),
    ):
        with pytest.raises(AmountWrong):
            till.add(event)


def test_a_drawer_does_not_grow_without_end() -> None:
    """Many sums that are sane each do not make one that is not."""
    till = Till.opened(float_yen=5_000_000)
    till.pay_in(5_000_000)
    with pytest.raises(AmountWrong):
        till.pay_in(1)


def test_no_more_goes_out_than_lies_there() -> None:
    """The last yen may go, no further one."""
    till = Till.opened(float_yen=1_000)
    with pytest.raises(AmountWrong):
        till.pay_out(1_001)
    till.pay_out(1_000)
    assert 0 == till.state.drawer.expected_yen


@pytest.mark.parametrize("second", [Pseudonym(""), CLERK])
def test_a_pay_out_needs_a_second_person(second: Pseudonym) -> None:
    """Nobody, or the clerk again, lets no cash out; a pay-in needs nobody."""
    till = Till.opened()
    with pytest.raises(SecondPersonNeeded):
        till.pay_out(100, second)
    till.pay_in(100)


def test_cash_is_handled_while_the_day_is_open() -> None:
    """Before 開始 and after 締め nothing goes in or out, nobody counts, nothing is handed over or inspected."""
    till = Till.opened()
    till.count()
    till.close()
    for verb in (
        partial(Till.pay_in, amount=1),
        partial(Till.pay_out, amount=1),
        Till.count,
        Till.pass_on,
        Till.inspect,
    ):
        with pytest.raises(OutOfOrder):
            verb(till)


def test_an_inspection_says_what_the_day_is_so_far() -> None:
    """X report: numbered within the day, in the log, and nothing starts again by it."""
    till = Till.opened(float_yen=10_000)
    _, (one,) = till.paid()
    application, (two, three) = till.quoted(Wished(copies=2))
    till.pay_by_terminal(application)
    till.pay_in(1_000)
    till.pay_out(400)
    till.inspect()
    said = events.DrawerInspected(1, 900, 0, 600, 0, 1_000, 400, 10_900)
    assert said == till.entries[-1].event
    till.inspect()
    assert replace(said, report=2) == till.entries[-1].event
    for job in (one, two, three):
        till.hand_over(job)
    till.count()
    till.close()
    till.open(on=MORNING.date() + timedelta(days=1))
    till.inspect()
    assert events.DrawerInspected(1, 0, 0, 0, 0, 0, 0, 30_000) == till.entries[-1].event


@pytest.mark.parametrize("lie", [{"report": 2}, {"expected_yen": 1}, {"cashless_yen": 300}])
def test_an_inspection_that_lies_cannot_be_recorded(lie: dict[str, int]) -> None:
    """The log refuses a report whose figures or count are not those of the fold."""
    (report,) = drawer.inspect(Drawer(float_yen=500))
    with pytest.raises(OutOfOrder):
        drawer.evolve(Drawer(float_yen=500), replace(report, **lie))


def test_a_kind_of_drawer_entry_that_nobody_knows_is_refused() -> None:
    """No entry about cash is passed over in silence."""
    with pytest.raises(BadInput):
        drawer.evolve(Drawer(), events.DrawerEvent())


def test_who_comes_answers_for_the_drawer() -> None:
    """引継: both counted, the difference has its reason and stays the day's; the close counts once more."""
    till = Till.opened(float_yen=10_000)
    till.pass_on(short_by=10)
    till.pass_on(CITIZEN)
    assert (
        Shift(SUPERVISOR, 9_990, 10_000, CashReason.MISCOUNT),
        Shift(CITIZEN, 10_000, 10_000, None),
    ) == till.state.drawer.shifts
    assert (10_000, None) == (till.state.drawer.expected_yen, till.state.drawer.counted_yen)


def test_a_hand_over_is_between_two() -> None:
    """Nobody hands the drawer to themselves or to nobody, or with a difference that has no reason."""
    till = Till.opened()
    for taker in (Pseudonym(""), CLERK):
        with pytest.raises(SecondPersonNeeded):
            till.pass_on(taker)
    short = tuple(pieces(29_999))
    with pytest.raises(AmountWrong):
        drawer.hand_over(till.state.drawer, short, SUPERVISOR)
    with pytest.raises(AmountWrong):
        till.add(events.DrawerHandedOver(short, 29_999, 30_000, SUPERVISOR, None))


def test_what_a_terminal_took_is_not_in_the_drawer() -> None:
    """A fee by card is charged, and the drawer holds what it held."""
    till = Till.opened(float_yen=10_000)
    till.paid()
    application, (job, _) = till.quoted(Wished(copies=2))
    till.pay_by_terminal(application)
    assert (900, 600, 10_300) == _sums(till)
    till.void(job)
    assert (300, 300) == (till.state.drawer.refunded_yen, till.state.drawer.cashless_refunded_yen)
    assert 10_300 == till.state.drawer.expected_yen
    taken = till.state.takings["juminhyo"]
    assert (600, 300, 300) == (taken.net_yen, taken.cashless_net_yen, taken.cashless_refunded_yen)


def _sums(till: Till) -> tuple[int, int, int]:
    state = till.state.drawer
    return state.charged_yen, state.cashless_yen, state.expected_yen


def test_money_that_moves_after_the_count_makes_it_void() -> None:
    """A charge or a refund after the count asks for another count."""
    till = Till.opened()
    till.count()
    _, (job,) = till.paid()
    assert till.state.drawer.counted_yen is None
    till.count()
    till.void(job)
    assert till.state.drawer.counted_yen is None


@pytest.mark.parametrize("lie", [{"counted_yen": 999}, {"expected_yen": 999}, {"counts": ()}])
def test_a_count_that_does_not_add_up_cannot_be_recorded(lie: dict[str, object]) -> None:
    """The log refuses a count whose sum, or whose expectation, is not that of the fold."""
    state = Drawer(float_yen=1_000)
    (counted,) = drawer.count(state, pieces(1_000), None)
    with pytest.raises(AmountWrong):
        drawer.evolve(state, replace(counted, **lie))


def test_a_float_below_nothing_cannot_be_recorded() -> None:
    """開始 with a negative float is refused by the fold too."""
    with pytest.raises(AmountWrong):
        drawer.evolve(Drawer(), events.DayOpened("2026-11-24", -1))


def test_a_count_is_void_with_its_pieces_once_cash_moved() -> None:
    """A close would otherwise show the pieces of another hour, and a reason for no difference."""
    till = Till.opened()
    till.count(short_by=100)
    assert pieces(29_900) == list(till.state.drawer.counts)
    assert CashReason.MISCOUNT is till.state.drawer.reason
    till.pay_in(1)
    now = till.state.drawer
    assert (None, (), None) == (now.counted_yen, now.counts, now.reason)
    till.count()
    assert (30_001, pieces(30_001), None) == (
        till.state.drawer.counted_yen,
        list(till.state.drawer.counts),
        till.state.drawer.reason,
    )


def test_limits_of_a_drawer_belong_to_it() -> None:
    """As many pieces as it takes, and the last yen up to ten million."""
    most = [CashCount(1, drawer.MAX_PIECES)]
    counted = drawer.count(Drawer(float_yen=drawer.MAX_PIECES), most)
    assert (events.DrawerCounted(tuple(most), drawer.MAX_PIECES, drawer.MAX_PIECES, None),) == counted
    (paid,) = drawer.pay_in(Drawer(float_yen=9_999_999), 1, MoveReason.CHANGE)
    assert events.DrawerPaidIn(1, MoveReason.CHANGE) == paid
    with pytest.raises(AmountWrong):
        drawer.pay_in(Drawer(float_yen=9_999_999), 2, MoveReason.CHANGE)
    (alone,) = drawer.pay_in(Drawer(paid_out_yen=5), 10_000_000, MoveReason.CHANGE)
    assert events.DrawerPaidIn(10_000_000, MoveReason.CHANGE) == alone
