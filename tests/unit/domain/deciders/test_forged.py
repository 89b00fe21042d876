"""Entries that no honest counter writes, and wishes that a decider refuses before any fold sees them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from branch_app.domain.deciders import sheets
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import decide
from branch_app.domain.deciders.issuance.decide import PreparedCopy
from branch_app.domain.errors import BadInput, OutOfOrder, Refused
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import ApplicationId, IssueNumber, ItemId, JobId, SheetNumber
from branch_app.domain.values.reasons import PaperReason, SheetOutcome
from tests.fakes.played_log import LISTED, PAPER, PRINTER, RESIDENTS, SEALED, SUPERVISOR
from tests.fakes.till import Till, Wished

OfItem = Callable[[ApplicationId, ItemId], events.ItemEvent]
OF_ITEMS: dict[str, OfItem] = {
    "refused": lambda form, item: events.ItemRefused(form, item, SEALED),
    "authorised": lambda form, item: events.ItemAuthorised(form, item, (LISTED, RESIDENTS), SEALED),
    "cancelled": events.ItemCancelled,
}


@pytest.mark.parametrize("kind", OF_ITEMS)
def test_an_item_of_another_form_is_refused(kind: str) -> None:
    """An item is spoken of under its own form, or a form could be charged for what another one asked."""
    till = Till.opened()
    (item,) = till.request(till.identified(), Wished())
    other = till.identified()
    with pytest.raises(BadInput) as refusal:
        till.add(OF_ITEMS[kind](other, item))
    assert {"at": "application"} == refusal.value.facts


def test_a_copy_of_another_forms_item_is_refused() -> None:
    """A number belongs to the form that asked for it."""
    till = Till.opened()
    (item,) = till.request(till.identified(), Wished())
    till.authorise(item)
    other = till.identified()
    with pytest.raises(BadInput):
        till.add(_prepared(till, other, item))


def _prepared(till: Till, form: ApplicationId, item: ItemId) -> events.JobPrepared:
    running = till.state.issuance.next_running
    number = IssueNumber(f"C06-1-{running:06d}")
    return events.JobPrepared(form, item, JobId("job"), number, running, 1, SEALED, SEALED)


@pytest.mark.parametrize("running", [1, 3, 40])
def test_a_number_is_neither_used_again_nor_skipped(running: int) -> None:
    """Numbers run without gaps: refused to the clerk who prepares, and in the log."""
    till = Till.opened()
    till.prepared()
    application = till.identified()
    (item,) = till.request(application, Wished())
    till.authorise(item)
    number = IssueNumber(f"C06-1-{running:06d}")
    copy = PreparedCopy(JobId("job"), number, 1, SEALED, SEALED)
    with pytest.raises(OutOfOrder):
        decide.prepare(till.state.issuance, item, running, [copy])
    with pytest.raises(OutOfOrder):
        till.add(replace(_prepared(till, application, item), running=running, number=number))


@pytest.mark.parametrize("exempt", [False, True])
def test_a_form_with_a_withdrawn_copy_is_neither_quoted_nor_paid(exempt: bool) -> None:
    """Nobody pays for a number that was cancelled, and no exemption covers it."""
    till = Till.opened()
    application, (job,) = till.prepared(Wished(exempt=exempt))
    till.add(events.JobCancelled(job))
    with pytest.raises(OutOfOrder):
        till.quote(application)
    quoted, (job,) = till.quoted(Wished(exempt=exempt))
    till.add(events.JobCancelled(job))
    with pytest.raises(OutOfOrder):
        till.pay(quoted)


@pytest.mark.parametrize("attempt", [0, 2])
def test_attempts_are_counted_one_by_one(attempt: int) -> None:
    """A reservation under another number would hide a print."""
    till = Till.opened()
    _, (job,) = till.paid()
    taken = sheets.next_sheets(till.state.sheets, PAPER, 1)
    with pytest.raises(OutOfOrder):
        till.add(events.JobReserved(job, attempt, PRINTER, PAPER, taken, LISTED))


def test_one_yen_is_a_fee() -> None:
    """Charged, and given back."""
    till = Till.opened()
    application, (job,) = till.paid(Wished(fee=1))
    assert 30_001 == till.state.drawer.expected_yen
    till.void(job)
    assert 1 == till.state.issuance.application(application).refunded_yen


def test_a_form_is_not_cancelled_over_an_item_that_is_asked_for() -> None:
    """Its items are cancelled first, each in its own entry."""
    till = Till.opened()
    application = till.identified()
    (item,) = till.request(application, Wished())
    with pytest.raises(OutOfOrder):
        till.add(events.ApplicationCancelled(application))
    till.authorise(item)
    with pytest.raises(OutOfOrder):
        till.add(events.ApplicationCancelled(application))


WISHES: dict[str, Callable[[Counter], Sequence[events.Event]]] = {
    "paper that came in before": lambda state: sheets.receive(state.sheets, PAPER, 1, 5, numbered=True),
    "a number that is not on top": lambda state: sheets.confirm_next(state.sheets, PAPER, 2),
    "a count of numbered paper": lambda state: sheets.count(state.sheets, PAPER, 50),
    "a difference that is none": lambda state: sheets.differs(state.sheets, PAPER, 1),
    "an explanation of nothing": lambda state: sheets.explain(
        state.sheets, PAPER, 1, SheetOutcome.LOST, PaperReason.NOT_FOUND, SUPERVISOR
    ),
    "something found where nothing is missing": lambda state: sheets.explain(
        state.sheets, PAPER, 0, SheetOutcome.FOUND, PaperReason.OTHER, SUPERVISOR
    ),
    "more sheets than lie there": lambda state: sheets.spoil(state.sheets, PAPER, 51, PaperReason.TORN),
}


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_is_refused_by_the_decider_itself(wish: str) -> None:
    """What a clerk is told does not wait for the fold."""
    till = Till.opened()
    with pytest.raises(Refused):
        WISHES[wish](till.state)


LIES: dict[str, events.Event] = {
    "another number on top": events.NextSheetConfirmed(PAPER, 2),
    "another count of plain paper": events.StockCounted("plain", 19),
    "a count of numbered paper": events.StockCounted(PAPER, 50),
    "a difference from another number": events.StockDiffers(PAPER, 2, 3),
    "a difference of nothing": events.StockDiffers(PAPER, 1, 1),
    "a box that was here": events.StockReceived(PAPER, numbered=True, first=1, count=5),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_about_paper_is_not_recorded(lie: str) -> None:
    """The fold holds every entry against what lies there."""
    till = Till.opened()
    till.do(lambda state: sheets.receive(state.sheets, "plain", 1, 20, numbered=False))
    with pytest.raises(Refused):
        till.add(LIES[lie])


def test_a_paper_of_two_stocks_does_not_come_back() -> None:
    """Even when both are known."""
    till = Till.opened()
    till.do(lambda state: sheets.receive(state.sheets, "plain", 1, 20, numbered=False))
    _, (job,) = till.paid()
    till.hand_over(job)
    till.next_day()
    told = replace(till.told(job), sheets=(SheetNumber("security-000001"), SheetNumber("plain-000001")))
    till.add(told)
    with pytest.raises(BadInput):
        till.bring_back(job)


@pytest.mark.parametrize("first", [0, 1])
def test_a_box_of_one_sheet_with_any_number_comes_in(first: int) -> None:
    """Number nought, too."""
    till = Till()
    till.do(lambda state: sheets.receive(state.sheets, PAPER, first, 1, numbered=True))
    assert (first, 1) == (till.state.sheets.stock(PAPER).next_number, till.state.sheets.stock(PAPER).rest)


def test_what_was_spoilt_outside_a_job_is_counted() -> None:
    """With what was spoilt before."""
    till = Till.opened()
    for count in (2, 3):
        till.do(lambda state, count=count: sheets.spoil(state.sheets, PAPER, count, PaperReason.TORN))
    tray = till.state.sheets.stock(PAPER)
    assert (5, 45, 6) == (tray.spoilt, tray.rest, tray.next_number)


def test_a_box_may_end_right_before_one_that_was_used_up() -> None:
    """Boxes are opened in any order."""
    till = Till.opened(paper=1)
    till.do(lambda state: sheets.spoil(state.sheets, PAPER, 1, PaperReason.TORN))
    till.load(11, 5)
    till.do(lambda state: sheets.spoil(state.sheets, PAPER, 5, PaperReason.TORN))
    till.load(6, 5)
    assert 5 == till.state.sheets.stock(PAPER).rest


def test_a_pack_that_held_more_goes_on_where_it_ended() -> None:
    """Plain sheets above the count follow on the last one."""
    till = Till.opened()
    till.do(lambda state: sheets.receive(state.sheets, "plain", 1, 20, numbered=False))
    till.do(lambda state: sheets.spoil(state.sheets, "plain", 4, PaperReason.TORN))
    till.do(lambda state: sheets.differs(state.sheets, "plain", 18))
    (found,) = till.do(
        lambda state: sheets.explain(state.sheets, "plain", 0, SheetOutcome.FOUND, PaperReason.OTHER, SUPERVISOR)
    )
    assert isinstance(found, events.StockExplained)
    assert ("plain-000021", "plain-000022") == found.sheets
    assert (18, 22) == (till.state.sheets.stock("plain").rest, till.state.sheets.stock("plain").received)
