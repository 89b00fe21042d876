"""用紙の突合: what a person saw against the log, and no difference that nobody explained."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from branch_app.domain.deciders import day, sheets
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import BadInput, CloseNotPossible, OutOfOrder, PrinterBusy, SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import Pseudonym, SheetNumber
from branch_app.domain.values.reasons import PaperReason, SheetOutcome
from tests.fakes.bookkeeping import Books
from tests.fakes.played_log import CLERK, PAPER, SUPERVISOR
from tests.fakes.till import Till

LOST, SPOILT, FOUND = SheetOutcome
PLAIN = "plain"

EXPLAINED: dict[str, tuple[str, int, tuple[tuple[int, SheetOutcome], ...], tuple[int, int, int, int]]] = {
    "two lost": (PAPER, 2, ((2, LOST),), (10, 0, 2, 8)),
    "two spoilt": (PAPER, 2, ((2, SPOILT),), (10, 2, 0, 8)),
    "one of each": (PAPER, 2, ((1, LOST), (1, SPOILT)), (10, 1, 1, 8)),
    "one lost, one found": (PAPER, 2, ((1, LOST), (0, FOUND)), (10, 0, 1, 9)),
    "all found": (PAPER, 2, ((0, FOUND),), (10, 0, 0, 10)),
    "the whole tray lost": (PAPER, 10, ((10, LOST),), (10, 0, 10, 0)),
    "a used sheet on top, taken away": (PAPER, -1, ((0, FOUND),), (10, 0, 0, 10)),
    "plain, three lost": (PLAIN, 3, ((3, LOST),), (20, 0, 3, 17)),
    "plain, one spoilt, two found": (PLAIN, 3, ((1, SPOILT), (0, FOUND)), (20, 1, 0, 19)),
    "plain, a pack held two more": (PLAIN, -2, ((0, FOUND),), (22, 0, 0, 22)),
}
"""Stock, sheets missing, explanations; then received, spoilt, lost, rest."""


@pytest.mark.parametrize("case", EXPLAINED)
def test_every_difference_is_explained_to_the_sheet(case: str) -> None:
    """Lost and spoilt ones leave the tray, found ones stay, and the balance holds; then the tray is free again."""
    stock, missing, explanations, columns = EXPLAINED[case]
    till = _till()
    till.miss(missing, stock)
    for count, outcome in explanations:
        assert till.state.sheets.stock(stock).seen is not None
        till.explain(count, outcome, stock)
    tray = till.state.sheets.stock(stock)
    assert (*columns, None) == (tray.received, tray.spoilt, tray.lost, tray.rest, tray.seen)
    assert tray.received == tray.spoilt + tray.lost + tray.rest
    Books().read(till.entries).agree(till.state)
    till.count()
    till.close()


@pytest.mark.parametrize("stock", [PAPER, PLAIN])
@pytest.mark.parametrize("missing", [3, -1])
def test_what_is_missing_is_counted_from_the_reading_to_its_explanation(stock: str, missing: int) -> None:
    """Numbered paper by what lies on top, plain by how much; one too many is one below none."""
    till = _till()
    assert 0 == till.state.sheets.stock(stock).missing
    till.miss(missing, stock)
    assert missing == till.state.sheets.stock(stock).missing
    till.explain(0, FOUND, stock)
    assert 0 == till.state.sheets.stock(stock).missing


def test_until_it_is_explained_nothing_leaves_or_enters_the_tray() -> None:
    """No print, no test page, no new pack: each would hide the gap."""
    till = _till()
    _, (job,) = till.paid()
    till.miss(2)
    for deed in (
        partial(till.reserve, job),
        partial(till.load, 11, 5),
        lambda: till.do(lambda state: sheets.spoil(state.sheets, PAPER, 1, PaperReason.TORN)),
    ):
        with pytest.raises(OutOfOrder):
            deed()
    till.explain(2, LOST)
    till.hand_over(job)
    assert SheetNumber("security-000003") == till.job(job).attempts[-1].sheets[0]


@pytest.mark.parametrize("stock", [PAPER, PLAIN])
def test_an_open_difference_stops_the_close(stock: str) -> None:
    """It is named by its stock, and the day closes once it is explained."""
    till = _till()
    till.count()
    till.miss(1, stock)
    with pytest.raises(CloseNotPossible) as stopped:
        till.close()
    assert {"what": f"gap {stock}"} == stopped.value.facts
    assert [f"gap {stock}"] == list(day.obstacles(till.state.issuance, till.state.drawer, till.state.sheets))
    till.explain(1, LOST, stock)
    till.close()


def test_read_again_and_right_there_is_no_difference() -> None:
    """A number misread is not a sheet missing; both readings stay in the log."""
    till = _till()
    till.miss(1)
    till.do(lambda state: sheets.confirm_next(state.sheets, PAPER, 1))
    till.miss(1, PLAIN)
    till.do(lambda state: sheets.count(state.sheets, PLAIN, 20))
    assert [None, None] == [stock.seen for stock in till.state.sheets.stocks.values()]


@pytest.mark.parametrize("second", [Pseudonym(""), CLERK])
def test_nobody_explains_a_difference_alone(second: Pseudonym) -> None:
    """A second person saw it too."""
    till = _till()
    till.miss(1)
    with pytest.raises(SecondPersonNeeded):
        till.explain(1, LOST, second=second)


@pytest.mark.parametrize(("count", "outcome"), [(0, LOST), (3, LOST), (0, SPOILT), (3, SPOILT), (1, FOUND)])
def test_no_other_sheets_than_are_missing_are_explained(count: int, outcome: SheetOutcome) -> None:
    """None, or more than are missing, or found ones that would come in out of nowhere."""
    till = _till()
    till.miss(2)
    top = tuple(SheetNumber(f"security-{number:06d}") for number in range(1, count + 1))
    with pytest.raises(BadInput):
        till.add(events.StockExplained(PAPER, top, outcome, PaperReason.OTHER, SUPERVISOR))


def test_the_missing_sheets_are_those_on_top() -> None:
    """Others are still there for everybody to see."""
    till = _till()
    till.miss(2)
    with pytest.raises(BadInput):
        till.add(
            events.StockExplained(PAPER, (SheetNumber("security-000002"),), LOST, PaperReason.OTHER, SUPERVISOR)
        )


@pytest.mark.parametrize("missing", [0, 11, -2])
def test_what_cannot_be_seen_is_refused(missing: int) -> None:
    """No difference at all, more missing than lay there, or a number below nought."""
    with pytest.raises(BadInput):
        _till().miss(missing)


def test_a_difference_is_told_from_what_the_log_expects() -> None:
    """A branch cannot claim that another number was due."""
    with pytest.raises(BadInput):
        _till().add(events.StockDiffers(PAPER, 2, 3))


def test_while_sheets_may_come_back_no_difference_is_written_down() -> None:
    """First the print's end must be known: what seems missing may be in the printer."""
    till = _till()
    _, (job,) = till.paid()
    till.reserve(job)
    with pytest.raises(PrinterBusy):
        till.miss(1)


def test_nothing_is_explained_where_nothing_differs() -> None:
    """Sheets do not leave by an explanation nobody asked for."""
    with pytest.raises(BadInput):
        _till().explain(1, LOST)


def test_only_paper_without_numbers_is_counted() -> None:
    """Of numbered paper the top number is read; another count is no count."""
    till = _till()
    with pytest.raises(BadInput):
        till.do(lambda state: sheets.count(state.sheets, PAPER, 10))
    with pytest.raises(OutOfOrder):
        till.do(lambda state: sheets.count(state.sheets, PLAIN, 19))


def test_a_gap_may_open_at_any_state_of_any_copy() -> None:
    """Papers in hand are not in the tray, so they neither hide nor make a gap."""
    for state in (JobState.CHECKED, JobState.UNCOLLECTED, JobState.RETURNED, JobState.SPOILT):
        till = _till()
        job = till.in_state(state)
        till.miss(1)
        till.explain(1, LOST)
        verbs: dict[JobState, Callable[[], None]] = {
            JobState.CHECKED: partial(till.deliver, job),
            JobState.UNCOLLECTED: partial(till.deliver, job),
            JobState.RETURNED: partial(till.void, job),
            JobState.SPOILT: partial(till.hand_over, job),
        }
        verbs[state]()
        Books().read(till.entries).agree(till.state)


def test_a_changed_reading_replaces_the_first() -> None:
    """Read once more, and differently: the later one counts."""
    till = _till()
    till.miss(2)
    till.miss(3)
    assert replace(till.state.sheets.stock(PAPER), seen=4) == till.state.sheets.stock(PAPER)


def _till() -> Till:
    till = Till.opened(paper=10)
    till.do(lambda state: sheets.receive(state.sheets, PLAIN, 1, 20, numbered=False))
    return till
