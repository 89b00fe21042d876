"""改ざん防止用紙: every numbered sheet is somewhere, and in one place only."""

import pytest

from branch_app.domain.deciders import sheets
from branch_app.domain.errors import BadInput, OutOfOrder, PrinterBusy
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import SheetNumber
from branch_app.domain.values.reasons import PaperReason
from tests.fakes.played_log import LISTED, PAPER
from tests.fakes.till import Till, Wished

COLUMNS = ("received", "returned", "issued", "spoilt", "lost", "rest")


def test_every_sheet_is_somewhere_at_every_step() -> None:
    """Received + returned = issued + spoilt + lost + in hand + rest, from loading to a returned paper."""
    till = Till.opened(paper=10)
    _, (job,) = till.paid(Wished(pages=2))
    steps = [
        (till.reserve, (10, 0, 0, 0, 0, 8), 2),
        (till.spool, (10, 0, 0, 0, 0, 8), 2),
        (till.in_doubt, (10, 0, 0, 0, 0, 8), 2),
        (till.came_out, (10, 0, 0, 0, 0, 8), 2),
        (till.spoil, (10, 0, 0, 2, 0, 8), 0),
        (till.reserve, (10, 0, 0, 2, 0, 6), 2),
        (till.spool, (10, 0, 0, 2, 0, 6), 2),
        (till.in_doubt, (10, 0, 0, 2, 0, 6), 2),
        (till.lose, (10, 0, 0, 2, 2, 6), 0),
        (till.print, (10, 0, 0, 2, 2, 4), 2),
        (till.check, (10, 0, 0, 2, 2, 4), 2),
        (till.deliver, (10, 0, 2, 2, 2, 4), 0),
        (till.bring_back, (10, 2, 2, 2, 2, 4), 2),
        (till.void, (10, 2, 2, 4, 2, 4), 0),
    ]
    for verb, columns, in_hand in steps:
        verb(job)
        tray = till.state.sheets.stock(PAPER)
        assert columns == tuple(getattr(tray, name) for name in COLUMNS)
        assert in_hand == till.state.sheets.in_hand(PAPER)
        assert tray.received + tray.returned == tray.issued + tray.spoilt + tray.lost + tray.rest + in_hand


def test_a_returned_paper_comes_back_on_the_sheet_it_was_printed_on() -> None:
    """The sheet of a returned paper is the one it was issued on."""
    till = Till.opened()
    _, (job,) = till.paid()
    till.hand_over(job)
    till.bring_back(job)
    assert _numbers(1) == till.state.sheets.held[job].sheets


@pytest.mark.parametrize("count", [0, 11])
def test_a_print_takes_no_more_than_lies_there(count: int) -> None:
    """At least one sheet and at most the rest."""
    till = Till.opened(paper=10)
    with pytest.raises(OutOfOrder):
        sheets.next_sheets(till.state.sheets, PAPER, count)


def test_the_last_sheet_can_be_used() -> None:
    """The rest itself is allowed."""
    till = Till.opened(paper=1)
    assert _numbers(1) == sheets.next_sheets(till.state.sheets, PAPER, 1)


def test_an_unknown_tray_is_refused() -> None:
    """Paper that never came in cannot be taken."""
    with pytest.raises(BadInput):
        sheets.next_sheets(Till.opened().state.sheets, "cardboard", 1)


@pytest.mark.parametrize("taken", [(2,), (1, 3), (2, 1), (1, 1), ()])
def test_a_print_takes_the_top_sheets(taken: tuple[int, ...]) -> None:
    """A log that reserves or spoils other sheets than the top ones, in order, is refused."""
    till = Till.opened()
    _, (job,) = till.paid()
    with pytest.raises(OutOfOrder):
        till.add(events.JobReserved(job, 1, "tray-1", PAPER, _numbers(*taken), LISTED))
    with pytest.raises(OutOfOrder):
        till.add(events.SheetsSpoilt(PAPER, _numbers(*taken), PaperReason.TORN))


@pytest.mark.parametrize(("used", "rest", "following"), [((1,), 9, 2), ((1, 2), 8, 3), ((1, 2, 3, 4), 6, 5)])
def test_a_printer_may_use_other_than_the_reserved_sheets(used: tuple[int, ...], rest: int, following: int) -> None:
    """What it took less goes back on top, what it took more is taken from there."""
    till = Till.opened(paper=10)
    _, (job,) = till.paid(Wished(pages=2))
    till.reserve(job)
    till.spool(job)
    till.came_out(job, *_numbers(*used))
    tray = till.state.sheets.stock(PAPER)
    assert (rest, following) == (tray.rest, tray.next_number)


@pytest.mark.parametrize("used", [(), (2,), (1, 3), (2, 3), (1, 2, 4), (1, 2, 2), tuple(range(1, 12))])
def test_a_print_on_sheets_that_were_not_there_is_refused(used: tuple[int, ...]) -> None:
    """No sheet, a gap, another number, one twice, or more than lay in the tray."""
    till = Till.opened(paper=10)
    _, (job,) = till.paid(Wished(pages=2))
    till.reserve(job)
    till.spool(job)
    with pytest.raises(OutOfOrder):
        till.add(events.JobPrinted(job, 1, _numbers(*used), "person"))


def test_nothing_leaves_the_tray_while_its_sheets_may_come_back() -> None:
    """Sheets of a print that has not ended may go back on top, so none is spoilt or reserved from under them."""
    till = Till.opened()
    _, (job, other) = till.paid(Wished(copies=2))
    till.reserve(job)
    with pytest.raises(PrinterBusy):
        till.do(lambda state: sheets.spoil(state.sheets, PAPER, 1, PaperReason.TORN))
    with pytest.raises(PrinterBusy):
        till.reserve(other, printer="tray-2")
    with pytest.raises(PrinterBusy):
        till.add(events.SheetsSpoilt(PAPER, _numbers(2), PaperReason.TORN))
    till.spool(job)
    till.nothing_came(job)
    till.do(lambda state: sheets.spoil(state.sheets, PAPER, 1, PaperReason.TORN))
    assert 2 == till.state.sheets.stock(PAPER).next_number


def test_paper_follows_on_what_lies_in_the_tray() -> None:
    """While sheets lie there the next box starts with the number after the last."""
    till = Till.opened(paper=10)
    with pytest.raises(BadInput):
        till.load(12, 5)
    till.load(11, 5)
    assert (15, 15) == _received(till)


def test_an_empty_tray_takes_any_new_box() -> None:
    """With nothing left and nothing on its way back, the next box starts where it starts."""
    till = Till.opened(paper=1)
    _, (job,) = till.paid()
    till.hand_over(job)
    till.load(100, 10)
    assert 100 == till.state.sheets.stock(PAPER).next_number


def test_an_empty_tray_whose_last_sheet_may_come_back_takes_only_what_follows() -> None:
    """Loading another box meanwhile would give the sheet that comes back a number it never had."""
    till = Till.opened(paper=1)
    _, (job,) = till.paid()
    till.reserve(job)
    with pytest.raises(BadInput):
        till.load(100, 10)
    till.load(2, 10)
    till.spool(job)
    till.nothing_came(job)
    tray = till.state.sheets.stock(PAPER)
    assert (1, 11) == (tray.next_number, tray.rest)


@pytest.mark.parametrize("first", [1, 5, 10])
def test_no_numbered_sheet_comes_in_twice(first: int) -> None:
    """A box with a number that was here before is refused, also when the tray is empty."""
    till = Till.opened(paper=10)
    till.do(lambda state: sheets.spoil(state.sheets, PAPER, 10, PaperReason.TORN))
    with pytest.raises(BadInput):
        till.load(first, 10)


@pytest.mark.parametrize(("first", "count"), [(11, 0), (11, -1), (-1, 5)])
def test_a_box_of_nothing_is_refused(first: int, count: int) -> None:
    """At least one sheet, numbers from 0 on, on both sides of the line."""
    till = Till.opened(paper=10)
    with pytest.raises(BadInput):
        till.load(first, count)
    with pytest.raises(BadInput):
        till.add(events.StockReceived("new", numbered=True, first=first, count=count))


@pytest.mark.parametrize(("first", "comes"), [(9, True), (10, False), (12, False), (13, True)])
def test_a_box_lies_beside_one_that_was_here_and_never_in_it(first: int, comes: bool) -> None:
    """11 and 12 were here and are used up: another box of two lies wholly below or above them."""
    till = Till()
    till.add(events.DeviceEnrolled("C06", "C06-1", 1))
    till.open()
    till.load(11, 2)
    till.do(lambda state: sheets.spoil(state.sheets, PAPER, 2, PaperReason.JAM))
    if comes:
        till.load(first, 2)
        assert (4, 2) == _received(till)
    else:
        with pytest.raises(BadInput):
            till.load(first, 2)


def test_plain_and_numbered_paper_do_not_mix() -> None:
    """A tray holds one or the other."""
    till = Till.opened(paper=10)
    with pytest.raises(BadInput):
        till.do(lambda state: sheets.receive(state.sheets, PAPER, 11, 5, numbered=False))


@pytest.mark.parametrize("seen", [0, 2, 50])
def test_the_top_sheet_shows_what_the_log_expects(seen: int) -> None:
    """Another number on the tray is a gap to explain first, and cannot be recorded as confirmed."""
    till = Till.opened()
    with pytest.raises(OutOfOrder) as refusal:
        sheets.confirm_next(till.state.sheets, PAPER, seen)
    assert {"now": "next 1", "then": f"next {seen}"} == refusal.value.facts
    with pytest.raises(OutOfOrder):
        till.add(events.NextSheetConfirmed(PAPER, seen))


def test_the_expected_number_is_confirmed() -> None:
    """A person reads the number that the log expects, and nothing moves."""
    till = Till.opened()
    before = till.state.sheets
    till.do(lambda state: sheets.confirm_next(state.sheets, PAPER, 1))
    assert before == till.state.sheets


def _received(till: Till) -> tuple[int, int]:
    tray = till.state.sheets.stock(PAPER)
    return tray.received, tray.rest


def _numbers(*numbers: int) -> tuple[SheetNumber, ...]:
    return tuple(SheetNumber(f"{PAPER}-{number:06d}") for number in numbers)
