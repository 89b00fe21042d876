"""Any interleaving of verbs over many forms, copies, printers and days keeps every book in balance."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from branch_app.domain.deciders import sheets
from branch_app.domain.deciders.counter import Counter, evolve, fold
from branch_app.domain.deciders.issuance import decide
from branch_app.domain.deciders.states import ENDED, IN_FLIGHT, ApplicationState, ItemState, JobState
from branch_app.domain.errors import Refused
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import JobDelivered
from branch_app.domain.reconcile.day import reconcile
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.values.identifiers import ApplicationId, ItemId, JobId
from branch_app.domain.values.reasons import PaperReason, SheetOutcome
from tests.fakes.bookkeeping import Books
from tests.fakes.played_log import PAPER, SEALED, TABLES
from tests.fakes.tables import always, tables
from tests.fakes.till import Till, Wished

INDEX = st.integers(0, 11)
WISHES = st.lists(
    st.builds(
        Wished,
        certificate=st.sampled_from(["juminhyo", "inkan", "kisaijiko"]),
        copies=st.integers(1, 3),
        exempt=st.booleans(),
        pages=st.integers(1, 2),
    ),
    min_size=1,
    max_size=2,
)
FEES = always(
    tables(
        TABLES,
        fees="certificate,channel,yen,valid_from,valid_until\n"
        + "".join(f"{certificate.value},counter,300,,\n" for certificate in Certificate),
    )
)

CopyVerb = Callable[[Till, JobId], None]
FormVerb = Callable[[Till, ApplicationId], object]
ItemVerb = Callable[[Till, ItemId], object]


def _refuse(till: Till, item: ItemId) -> None:
    till.do(lambda state: decide.refuse(state.issuance, item, SEALED))


def _fail_to_render(till: Till, item: ItemId) -> None:
    till.do(lambda state: decide.render_failed(state.issuance, item, "glyph_missing"))


def _cancel(till: Till, application: ApplicationId) -> None:
    till.do(lambda state: decide.cancel(state.issuance, application))


def _reserve_elsewhere(till: Till, job: JobId) -> None:
    till.reserve(job, "tray-2", "plain")


def _reserve_same_paper_elsewhere(till: Till, job: JobId) -> None:
    till.reserve(job, "tray-2")


def _come_out_on(count: int, till: Till, job: JobId) -> None:
    held = till.state.sheets.held[job]
    tray = till.state.sheets.stock(held.stock)
    more = tuple(sheets.sheet_number(tray.name, tray.next_number + index) for index in range(3))
    till.came_out(job, *(*held.sheets, *more)[:count])


def _void_for_us(till: Till, job: JobId) -> None:
    till.void(job, office_fault=True)


_RESERVE: tuple[CopyVerb, ...] = (
    Till.reserve,
    Till.reserve,
    Till.hand_over,
    _reserve_elsewhere,
    _reserve_same_paper_elsewhere,
)
_VOID: tuple[CopyVerb, ...] = (Till.void, _void_for_us)
_ANSWERS: tuple[CopyVerb, ...] = (
    Till.came_out,
    Till.nothing_came,
    partial(_come_out_on, 1),
    partial(_come_out_on, 3),
)
COPY_VERBS: dict[JobState, tuple[CopyVerb, ...]] = {
    JobState.PREPARED: (*_RESERVE, *_RESERVE, Till.void),
    JobState.RESERVED: (Till.spool, Till.spool, Till.in_doubt, Till.void),
    JobState.SPOOLED: (*_ANSWERS, Till.in_doubt),
    JobState.UNKNOWN: (*_ANSWERS, Till.lose),
    JobState.NOT_PRINTED: (*_RESERVE, *_VOID),
    JobState.LOST: (*_RESERVE, *_VOID),
    JobState.SPOILT: (*_RESERVE, *_VOID),
    JobState.PRINTED: (Till.check, Till.spoil),
    JobState.CHECKED: (Till.deliver, Till.leave, Till.withhold, Till.deliver, Till.spoil),
    JobState.UNCOLLECTED: (Till.deliver, *_VOID),
    JobState.WITHHELD: (Till.deliver, Till.let_go, *_VOID),
    JobState.DELIVERED: (Till.bring_back,),
    JobState.RETURNED: _VOID,
}
FORM_VERBS: dict[ApplicationState, tuple[FormVerb, ...]] = {
    ApplicationState.ACCEPTED: (Till.identify, _cancel),
    ApplicationState.IDENTIFIED: (Till.quote, Till.quote, _cancel),
    ApplicationState.QUOTED: (Till.pay, Till.pay, Till.pay_by_terminal, _cancel),
    ApplicationState.CHARGED: (Till.receipt,),
    ApplicationState.EXEMPT: (Till.receipt,),
    ApplicationState.SETTLED: (Till.receipt,),
}
ITEM_VERBS: dict[ItemState, tuple[ItemVerb, ...]] = {
    ItemState.REQUESTED: (Till.authorise, Till.authorise, _refuse),
    ItemState.AUTHORISED: (Till.prepare, Till.prepare, _fail_to_render),
}
STAGES: tuple[Callable[..., object], ...] = (Till.prepared, Till.quoted, Till.paid, Till.paid, Till.paid)
PAID = {ApplicationState.CHARGED, ApplicationState.EXEMPT, ApplicationState.SETTLED}
OPEN_DAY = precondition(lambda machine: machine.till.state.day.open)
BUSY_DAY = precondition(lambda machine: machine.till.state.day.open and machine.till.state.day.applications > 2)


class AnyDay(RuleBasedStateMachine):
    """A clerk who does anything at any time; what the rules refuse changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.till = Till.opened(paper=40)
        self._try(Till.do, lambda state: sheets.receive(state.sheets, "plain", 1, 20, numbered=False))
        self.books = Books()
        self.state = Counter()

    @OPEN_DAY
    @rule(wished=WISHES, stage=st.sampled_from(STAGES))
    def take_a_form(self, wished: list[Wished], stage: Callable[..., object]) -> None:
        """A form, brought some way."""
        stage(self.till, *wished)

    @OPEN_DAY
    @rule(wished=WISHES)
    def start_a_form(self, wished: list[Wished]) -> None:
        """A form whose certificates are only asked for."""
        self.till.request(self.till.identified(), *wished)

    @OPEN_DAY
    @rule(which=INDEX, how=INDEX)
    def move_a_form(self, which: int, how: int) -> None:
        """The next step of a form."""
        self._move(self.till.state.issuance.applications.values(), FORM_VERBS, which, how)

    @OPEN_DAY
    @rule(which=INDEX, how=INDEX)
    def move_an_item(self, which: int, how: int) -> None:
        """The next step of a certificate."""
        self._move(self.till.state.issuance.items.values(), ITEM_VERBS, which, how)

    @OPEN_DAY
    @rule(which=st.lists(INDEX, min_size=1, max_size=2), steps=st.lists(INDEX, min_size=4, max_size=12))
    def move_copies(self, which: list[int], steps: list[int]) -> None:
        """Next steps of one copy, or of two across each other."""
        for turn, how in enumerate(steps):
            issuance = self.till.state.issuance
            paid = [job for job in issuance.jobs.values() if issuance.application(job.application).state in PAID]
            self._move(paid, COPY_VERBS, which[turn % len(which)], how)

    @rule(which=INDEX, verb=st.sampled_from([verb for verbs in COPY_VERBS.values() for verb in verbs]))
    def anything_with_a_copy(self, which: int, verb: CopyVerb) -> None:
        """Any verb, also one that makes no sense now."""
        jobs = [job for job in self.till.state.issuance.jobs.values() if job.attempts]
        if jobs and jobs[which % len(jobs)].id in self.till.state.sheets.held:
            self._try(verb, jobs[which % len(jobs)].id)

    @rule(which=INDEX, verb=st.sampled_from([verb for verbs in FORM_VERBS.values() for verb in verbs]))
    def anything_with_a_form(self, which: int, verb: FormVerb) -> None:
        """Any verb, also one that makes no sense now."""
        forms = list(self.till.state.issuance.applications)
        if forms:
            self._try(verb, forms[which % len(forms)])

    @rule(stock=st.sampled_from([PAPER, "plain"]), count=st.integers(1, 12), how=st.integers(0, 4))
    def handle_paper(self, stock: str, count: int, how: int) -> None:
        """More paper, mostly the numbers that follow; or some of it torn while loading."""
        tray = self.till.state.sheets.stock(stock)
        first = tray.next_number + tray.rest + (how == 1)
        if how:
            receive = partial(sheets.receive, stock=stock, first=first, count=count, numbered=tray.numbered)
            self._try(Till.do, lambda state: receive(state.sheets))
        else:
            self._try(Till.do, lambda state: sheets.spoil(state.sheets, stock, count, PaperReason.TORN))

    @rule(stock=st.sampled_from([PAPER, "plain"]), missing=st.integers(-2, 3), how=INDEX)
    def reconcile_paper(self, stock: str, missing: int, how: int) -> None:
        """Other sheets lie there than expected; two persons explain some or all of them."""
        self._try(Till.miss, missing, stock)
        self._try(Till.explain, how % 4, list(SheetOutcome)[how % 3], stock)

    @OPEN_DAY
    @rule(which=INDEX, office_fault=st.booleans())
    def bring_back_forgotten(self, which: int, *, office_fault: bool) -> None:
        """A paper of an earlier day comes back, and is voided."""
        happened = (entry.event for entry in self.till.entries)
        here = self.till.state.issuance.jobs
        gone = [event.job for event in happened if isinstance(event, JobDelivered) and event.job not in here]
        if gone:
            job = gone[which % len(gone)]
            self._try(Till.bring_back_later, job)
            if job in self.till.state.issuance.jobs:
                self.till.void(job, office_fault=office_fault)

    @rule(amount=st.sampled_from([1, 5_000, 40_000]), verb=st.sampled_from([Till.pay_in, Till.pay_out]))
    def handle_cash(self, amount: int, verb: Callable[[Till, int], None]) -> None:
        """Cash that is no fee."""
        self._try(verb, amount)

    @OPEN_DAY
    @rule(verb=st.sampled_from([Till.inspect, Till.pass_on]))
    def look_at_the_drawer(self, verb: Callable[[Till], None]) -> None:
        """点検 and 引継."""
        verb(self.till)

    @BUSY_DAY
    @rule(short_by=st.sampled_from([0, 10]))
    def close_if_possible(self, short_by: int) -> None:
        """締め, when everything happens to be in order."""
        self._try(Till.count, short_by)
        self._try(Till.close)

    @BUSY_DAY
    @rule()
    def clear_and_close(self) -> None:
        """No state is a trap: whatever stands open can be ended in some way, and then the day closes."""
        for application in self.till.state.issuance.applications:
            self._try(_cancel, application)
        for job in self.till.state.issuance.jobs:
            self._clear(job)
        for stock in (PAPER, "plain"):
            if self.till.state.sheets.stock(stock).seen is not None:
                self.till.explain(0, SheetOutcome.FOUND, stock)
        self.till.count()
        self.till.close()

    @precondition(lambda machine: not machine.till.state.day.open)
    @rule()
    def open_once_more(self) -> None:
        """補正 of the day just closed."""
        self.till.supplement()

    @precondition(lambda machine: not machine.till.state.day.open)
    @rule()
    def open_next(self) -> None:
        """開始 of the next day."""
        self.till.now += timedelta(days=1)
        self.till.open()

    @invariant()
    def the_books_agree(self) -> None:
        """Cash, sheets, numbers, charges: entry by entry, so every prefix of the log is a valid state."""
        for entry in self.till.entries[self.state.size :]:
            self.state = evolve(self.state, entry)
            self.books.book(entry.event)
            self.books.agree(self.state)
        assert self.state == self.till.state

    def teardown(self) -> None:
        """Bytes and back, replay, and head office finds nothing but the cash that is missing."""
        replayed = [Entry.from_bytes(entry.to_bytes()) for entry in self.till.entries]
        assert self.till.state == fold(replayed)
        for day in reconcile(replayed, FEES):
            assert 0 == day.difference_yen
            assert {"cash_differs"} >= {finding.code for finding in day.findings}

    def _clear(self, job: JobId) -> None:
        if self.till.job(job).state in IN_FLIGHT - {JobState.UNKNOWN}:
            self.till.in_doubt(job)
        if self.till.job(job).state is JobState.UNKNOWN:
            self.till.nothing_came(job)
        if self.till.job(job).state is JobState.PRINTED:
            self.till.check(job)
        if self.till.job(job).state is JobState.CHECKED:
            self.till.leave(job)
        if self.till.job(job).state not in {*ENDED, JobState.UNCOLLECTED, JobState.WITHHELD}:
            self.till.void(job)

    def _move(
        self, things: Iterable[Any], verbs: Mapping[Any, Sequence[Callable[..., object]]], which: int, how: int
    ) -> None:
        movable = [thing for thing in things if thing.state in verbs]
        if movable:
            thing = movable[which % len(movable)]
            fitting = verbs[thing.state]
            self._try(fitting[how % len(fitting)], thing.id)

    def _try(self, verb: Callable[..., object], *arguments: object) -> None:
        """What is refused leaves the state as it was; a verb of several decisions may stop halfway."""
        try:
            verb(self.till, *arguments)
        except Refused:
            assert self.till.state.size == len(self.till.entries)


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)


@settings(max_examples=12)
@given(st.randoms(use_true_random=True))
def test_long_days_stay_in_balance(chance: Random) -> None:
    """The same over days of hundreds of entries, which shrinking examples seldom reach."""
    machine = AnyDay()
    for _ in range(3):
        for _ in range(6):
            _busy_hour(machine, chance)
            machine.the_books_agree()
        machine.clear_and_close()
        machine.open_next()
        machine.the_books_agree()
    machine.teardown()


def _busy_hour(machine: AnyDay, chance: Random) -> None:
    wish = Wished(copies=chance.randint(1, 3), exempt=chance.random() < 0.2, pages=chance.randint(1, 2))
    machine.take_a_form([wish], Till.paid)
    machine.handle_paper(PAPER, chance.randint(1, 12), chance.choice([0, 2, 2, 2]))
    machine.move_copies([chance.randrange(50) for _ in range(2)], [chance.randrange(60) for _ in range(24)])
