"""Whoever stands at the counter is told before anything is written: each decider refuses by itself.

The fold would refuse the same a moment later; then the wish is already an entry that somebody has to take back.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from branch_app.domain.deciders import day, drawer, sheets
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import decide, printing
from branch_app.domain.deciders.issuance.decide import PreparedCopy
from branch_app.domain.deciders.states import JobState
from branch_app.domain.deciders.two_persons import Actors
from branch_app.domain.errors import PrinterBusy, Refused
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import ApplicationId, IssueNumber, ItemId, JobId
from branch_app.domain.values.payment import Means, Payment
from branch_app.domain.values.reasons import MoveReason, PaperReason, SupplementReason
from tests.fakes.played_log import CITIZEN, CLERK, LISTED, PAPER, PRINTER, RESIDENTS, SEALED, SUPERVISOR
from tests.fakes.till import Till, Wished

Asked = Callable[[Counter, ApplicationId, ItemId], Sequence[events.Event]]
AskedOfJob = Callable[[Counter, JobId], Sequence[events.Event]]


def _asked_for(state: Counter, form: ApplicationId, copies: int) -> Sequence[events.Event]:
    wished = events.ItemRequested(form, ItemId("more"), CITIZEN, "juminhyo", copies, SEALED)
    return decide.request(state.issuance, form, [wished])


def _numbered(state: Counter, item: ItemId) -> Sequence[events.Event]:
    running = state.issuance.next_running
    copy = PreparedCopy(JobId("job"), IssueNumber(f"C06-1-{running:06d}"), 1, SEALED, SEALED)
    return decide.prepare(state.issuance, item, running, [copy])


ON_A_CHARGED_FORM: dict[str, Asked] = {
    "accept it again": lambda state, form, _item: decide.accept(
        state.issuance, form, state.issuance.application(form).form
    ),
    "identify somebody": lambda state, form, _item: decide.identify(
        state.issuance, form, CITIZEN, "my_number_card", SEALED, revocation_checked=False, data=(RESIDENTS,)
    ),
    "ask for more": lambda state, form, _item: _asked_for(state, form, 1),
    "allow an item": lambda state, form, item: decide.authorise(
        state.issuance, events.ItemAuthorised(form, item, (LISTED, RESIDENTS), SEALED)
    ),
    "release an item": lambda state, form, item: decide.release(
        state.issuance, events.ItemReleased(form, item, SEALED, SUPERVISOR), CLERK
    ),
    "refuse an item": lambda state, _form, item: decide.refuse(state.issuance, item, SEALED),
    "say it cannot be made": lambda state, _form, item: decide.render_failed(state.issuance, item, "fonts"),
    "number a copy": lambda state, _form, item: _numbered(state, item),
    "quote it": lambda state, form, _item: decide.quote(state.issuance, form, []),
    "take the fee by terminal": lambda state, form, _item: decide.pay_cashless(
        state.issuance, form, Payment(Means.CARD, "slip")
    ),
    "withdraw it": lambda state, form, _item: decide.cancel(state.issuance, form),
}


@pytest.mark.parametrize("wish", ON_A_CHARGED_FORM)
def test_a_charged_form_is_past_this(wish: str) -> None:
    """A form whose fee was taken is only printed, handed over or voided."""
    till = Till.opened()
    form, (job,) = till.paid()
    with pytest.raises(Refused):
        ON_A_CHARGED_FORM[wish](till.state, form, till.job(job).item)


ON_A_NEW_FORM: dict[str, Asked] = {
    "a receipt": lambda state, form, _item: decide.receipt(state.issuance, form, Actors(CLERK)),
    "no copies": lambda state, form, _item: _asked_for(state, form, 0),
    "a million copies": lambda state, form, _item: _asked_for(state, form, 1_000_000),
    "somebody alone releases": lambda state, form, item: decide.release(
        state.issuance, events.ItemReleased(form, item, SEALED, CLERK), CLERK
    ),
    "a sum while something is pending": lambda state, form, _item: decide.quote(state.issuance, form, []),
    "an item of another form": lambda state, _form, item: decide.authorise(
        state.issuance, events.ItemAuthorised(ApplicationId("none"), item, (LISTED, RESIDENTS), SEALED)
    ),
}


@pytest.mark.parametrize("wish", ON_A_NEW_FORM)
def test_a_new_form_is_not_ready_for_this(wish: str) -> None:
    """Asked for, and neither allowed, made nor paid."""
    till = Till.opened()
    form = till.identified()
    (item,) = till.request(form, Wished())
    with pytest.raises(Refused):
        ON_A_NEW_FORM[wish](till.state, form, item)


def test_a_sum_is_that_of_its_lines() -> None:
    """A line too few, or another number of copies, is no quote."""
    till = Till.opened()
    form, _ = till.prepared(Wished(copies=2))
    (line,) = till.lines(form)
    for lines in ([], [line, line], [replace(line, copies=1)]):
        with pytest.raises(Refused):
            decide.quote(till.state.issuance, form, lines)


def test_an_item_is_allowed_once_and_a_sum_is_made_once() -> None:
    """Pressed again, neither is asked for anew."""
    till = Till.opened()
    form = till.identified()
    (item,) = till.request(form, Wished())
    till.authorise(item)
    with pytest.raises(Refused):
        decide.authorise(till.state.issuance, events.ItemAuthorised(form, item, (LISTED, RESIDENTS), SEALED))
    till.prepare(item)
    till.quote(form)
    with pytest.raises(Refused):
        decide.quote(till.state.issuance, form, till.lines(form))


def test_nothing_is_taken_by_a_terminal_for_a_free_form() -> None:
    """Nor under a slip that paid another."""
    till = Till.opened()
    free, _ = till.quoted(Wished(exempt=True))
    paid, _ = till.quoted()
    till.pay_by_terminal(paid, "slip")
    again, _ = till.quoted()
    for form, slip in ((free, "new"), (again, "slip")):
        with pytest.raises(Refused):
            decide.pay_cashless(till.state.issuance, form, Payment(Means.CARD, slip))


OF_A_COPY: dict[str, tuple[JobState, AskedOfJob]] = {
    "sent without a reservation": (
        JobState.PREPARED,
        lambda state, job: printing.spooled(state.issuance, job, 7),
    ),
    "not sent without one": (
        JobState.PREPARED,
        lambda state, job: printing.nothing_sent(state.issuance, job, "offline"),
    ),
    "printed without being sent": (
        JobState.RESERVED,
        lambda state, job: printing.printed(state.issuance, job, (), "printer"),
    ),
    "not printed after it came out": (
        JobState.PRINTED,
        lambda state, job: printing.not_printed(state.issuance, job, "printer", "jam"),
    ),
    "in doubt after it came out": (
        JobState.PRINTED,
        lambda state, job: printing.unknown(state.issuance, job, "no-answer"),
    ),
    "spoilt before it was printed": (
        JobState.PREPARED,
        lambda state, job: printing.spoilt(state.issuance, job, PaperReason.JAM),
    ),
    "checked before it came out": (JobState.SPOOLED, lambda state, job: printing.checked(state.issuance, job, 1)),
    "checked with a page too few": (JobState.PRINTED, lambda state, job: printing.checked(state.issuance, job, 0)),
    "handed over unchecked": (JobState.PRINTED, lambda state, job: printing.delivered(state.issuance, job)),
    "handed over although withheld": (
        JobState.WITHHELD,
        lambda state, job: printing.delivered(state.issuance, job),
    ),
    "left here after it was handed over": (
        JobState.DELIVERED,
        lambda state, job: printing.uncollected(state.issuance, job),
    ),
    "kept back after it was handed over": (
        JobState.DELIVERED,
        lambda state, job: printing.withheld(state.issuance, job),
    ),
    "back before it was handed over": (
        JobState.CHECKED,
        lambda state, job: printing.returned(state.issuance, job),
    ),
    "voided after it was handed over": (
        JobState.DELIVERED,
        lambda state, job: printing.void(
            state.issuance, job, PaperReason.JAM, CLERK, SUPERVISOR, office_fault=True
        ),
    ),
    "voided alone": (
        JobState.CHECKED,
        lambda state, job: printing.void(state.issuance, job, PaperReason.JAM, CLERK, CLERK, office_fault=True),
    ),
    "given back where nothing is due": (
        JobState.CHECKED,
        lambda state, job: printing.refund(state.issuance, job, CLERK, SUPERVISOR, "slip"),
    ),
    "reserved while it is printing": (
        JobState.SPOOLED,
        lambda state, job: printing.reserve(state.issuance, job, PRINTER, PAPER, (), LISTED, Actors(CLERK)),
    ),
}


@pytest.mark.parametrize("wish", OF_A_COPY)
def test_a_copy_is_not_there_yet_or_past_it(wish: str) -> None:
    """From reservation to 交付 in the order of the state table, whoever asks."""
    till = Till.opened()
    state, asked = OF_A_COPY[wish]
    job = till.in_state(state)
    with pytest.raises(Refused):
        asked(till.state, job)


def test_a_printer_that_works_takes_no_other_copy() -> None:
    """Whatever comes out of it now is of the first (Yokohama, 2023)."""
    till = Till.opened()
    till.in_state(JobState.SPOOLED)
    _, (other,) = till.paid()
    till.do(lambda state: sheets.receive(state.sheets, "plain", 1, 5, numbered=False))
    taken = sheets.next_sheets(till.state.sheets, "plain", 1)
    with pytest.raises(PrinterBusy):
        printing.reserve(till.state.issuance, other, PRINTER, "plain", taken, LISTED, Actors(CLERK))


OF_A_DAY: dict[str, Callable[[Counter], Sequence[events.Event]]] = {
    "opened once more": lambda state: day.open_day(state.day, date(2026, 11, 25), 0),
    "supplemented while it is open": lambda state: day.supplement(
        state.day, SupplementReason.RETURNED, CLERK, SUPERVISOR
    ),
    "closed with nothing counted": lambda state: day.close_day(
        state.day, state.issuance, state.drawer, state.sheets, CLERK, SUPERVISOR
    ),
    "nothing paid in": lambda state: drawer.pay_in(state.drawer, 0, MoveReason.CHANGE),
    "negative cash paid in": lambda state: drawer.pay_in(state.drawer, -1, MoveReason.CHANGE),
    "more than any drawer holds": lambda state: drawer.pay_in(state.drawer, 10_000_000, MoveReason.CHANGE),
    "more paid out than lies there": lambda state: drawer.pay_out(
        state.drawer, 30_001, MoveReason.EXCHANGE, SUPERVISOR
    ),
}


@pytest.mark.parametrize("wish", OF_A_DAY)
def test_an_open_day_does_not_take_this(wish: str) -> None:
    """Float of 30,000 yen, nothing counted."""
    with pytest.raises(Refused):
        OF_A_DAY[wish](Till.opened().state)


def test_a_closed_day_is_not_closed() -> None:
    """Without being opened once more."""
    till = Till.opened()
    till.count()
    till.close()
    now = till.state
    with pytest.raises(Refused):
        day.close_day(now.day, now.issuance, now.drawer, now.sheets, CLERK, SUPERVISOR)
