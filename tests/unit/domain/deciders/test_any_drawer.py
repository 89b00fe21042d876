"""Whatever moves, the drawer's expected sum is what lies there, and a count holds until cash moves again."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from branch_app.domain.deciders import drawer
from branch_app.domain.deciders.counter import Counter, fold
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import AmountWrong, Refused, SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.values.identifiers import JobId
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.payment import Means
from tests.fakes.played_day import pieces
from tests.fakes.played_log import CLERK, SUPERVISOR
from tests.fakes.till import Till, Wished

FLOAT = 30_000
AMOUNTS = st.sampled_from([1, 300, 9_999, 50_000])
WISHES = st.builds(Wished, copies=st.integers(1, 3), fee=st.sampled_from([200, 300, 450]))
OPEN = precondition(lambda machine: machine.till.state.day.open)


class AnyDrawer(RuleBasedStateMachine):
    """``cash`` lies in the drawer, ``moved`` since the last count; ``fees`` and ``back`` are yen in cash today."""

    def __init__(self) -> None:
        super().__init__()
        self.till = Till.opened(FLOAT)
        self.cash = FLOAT
        self.moved = True
        self.reports = 0
        self.fees = self.back = 0

    @OPEN
    @rule(wished=WISHES, more=st.sampled_from([0, 1, 700]))
    def sell(self, wished: Wished, more: int) -> None:
        """For cash, with change."""
        application, _ = self.till.quoted(wished)
        due = wished.copies * wished.fee
        self.till.pay(application, due + more)
        self.cash += due
        self.fees += due
        self.moved = True

    @OPEN
    @rule(wished=WISHES)
    def sell_by_terminal(self, wished: Wished) -> None:
        """No cash moves."""
        self.till.pay_by_terminal(self.till.quoted(wished)[0])

    @precondition(lambda machine: machine.till.state.day.open and machine.prepared())
    @rule(which=st.integers(0, 9))
    def give_back(self, which: int) -> None:
        """The fee of a copy nobody printed, the way it came."""
        prepared = self.prepared()
        job = prepared[which % len(prepared)]
        issuance = self.till.state.issuance
        fee = issuance.item(self.till.job(job).item).copy_fee_yen
        means = issuance.application(self.till.job(job).application).means
        self.till.void(job)
        if means is Means.CASH:
            self.cash -= fee
            self.back += fee
            self.moved = True

    @OPEN
    @rule(amount=AMOUNTS)
    def pay_in(self, amount: int) -> None:
        """Cash that is no fee."""
        self.till.pay_in(amount)
        self.cash += amount
        self.moved = True

    @OPEN
    @rule(amount=AMOUNTS)
    def pay_out(self, amount: int) -> None:
        """Never more than lies there."""
        try:
            self.till.pay_out(amount)
        except AmountWrong:
            assert amount > self.cash
            return
        assert amount <= self.cash
        self.cash -= amount
        self.moved = True

    @OPEN
    @rule()
    def pay_out_alone(self) -> None:
        """Not by one person."""
        self._refused(lambda: self.till.pay_out(1, CLERK), SecondPersonNeeded if self.cash else AmountWrong)

    @OPEN
    @rule()
    def inspect(self) -> None:
        """The next X report says what lies there and moves nothing."""
        self.till.inspect()
        self.reports += 1
        told = self.till.entries[-1].event
        assert isinstance(told, events.DrawerInspected)
        assert (self.cash, self.reports) == (told.expected_yen, told.report)

    @OPEN
    @rule(short=st.sampled_from([0, 1, -100]))
    def hand_over(self, short: int) -> None:
        """Counted by both; what is missing stays missing in the day."""
        if self.cash - short >= 0:
            self.till.pass_on(short_by=short)

    @OPEN
    @rule(short=st.sampled_from([0, 10, -500]))
    def count(self, short: int) -> None:
        """To the piece, or with a difference that a second person saw."""
        if self.cash - short >= 0:
            self.till.count(short)
            self.moved = False

    @OPEN
    @rule(denomination=st.sampled_from(DENOMINATIONS))
    def count_wrong_and_say_nothing(self, denomination: int) -> None:
        """A piece more, and no reason: refused."""
        wrong = [*pieces(self.cash)]
        at = DENOMINATIONS.index(denomination)
        wrong[at] = events.CashCount(denomination, wrong[at].pieces + 1)
        self._refused(lambda: self.till.do(lambda state: drawer.count(state.drawer, wrong)), AmountWrong)

    @OPEN
    @rule(again=st.booleans())
    def close(self, again: bool) -> None:
        """Only a drawer that was counted since cash last moved; then the next day, or the same once more."""
        for job in self.prepared():
            self.give_back_now(job)
        if self.moved:
            self._refused(self.till.close, Refused)
            self.till.count()
        self.till.close()
        claims = self.till.state.day.claims
        assert claims is not None
        cash = claims.charged_yen - claims.cashless_yen - claims.refunded_yen + claims.cashless_refunded_yen
        assert self.fees - self.back == cash
        if again:
            self.till.supplement(SUPERVISOR)
            self.moved = self.till.state.drawer.counted_yen is None
            return
        self.till.now += timedelta(days=1)
        self.till.open(FLOAT)
        self.cash, self.moved, self.reports, self.fees, self.back = FLOAT, True, 0, 0, 0

    @invariant()
    def the_log_says_what_lies_there(self) -> None:
        """And a count is void as soon as cash moved."""
        now = self.till.state.drawer
        assert self.cash == now.expected_yen >= 0
        assert self.moved is (now.counted_yen is None)
        assert self.reports == now.inspections

    def teardown(self) -> None:
        """Every prefix is a state, the last one is this."""
        state = Counter()
        for entry in self.till.entries:
            state = fold([Entry.from_bytes(entry.to_bytes())], state)
            assert state.drawer.expected_yen >= 0
        assert self.till.state == state

    def prepared(self) -> list[JobId]:
        """Paid copies that nobody printed."""
        return [job.id for job in self.till.state.issuance.jobs.values() if job.state is JobState.PREPARED]

    def give_back_now(self, job: JobId) -> None:
        """As ``give_back``."""
        self.give_back(self.prepared().index(job))

    def _refused(self, verb: object, error: type[Refused]) -> None:
        before = self.till.state
        assert callable(verb)
        try:
            verb()
        except error:
            assert before == self.till.state
        else:
            raise AssertionError("not refused")


TestAnyDrawer = AnyDrawer.TestCase
TestAnyDrawer.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
