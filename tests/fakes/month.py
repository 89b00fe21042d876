"""A simulated month: one office, its counters, a stream of citizens and something wrong every day.

Every counter plays on a log with the real deciders, beside real things (``Premises``) that know nothing of the log.
The same seed makes the same month, entry by entry.
"""

from collections import Counter as Tally
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from branch_app.domain.deciders import sheets
from branch_app.domain.deciders.counter import Counter, fold
from branch_app.domain.deciders.issuance import decide
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.errors import Refused
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.merkle import leaf_hashes, root_of
from branch_app.domain.values.identifiers import ApplicationId, JobId
from branch_app.domain.values.payment import Means
from branch_app.domain.values.reasons import PaperReason, SheetOutcome
from tests.fakes.faults import Fault, faults_of_a_day
from tests.fakes.played_log import MORNING, PAPER, SEALED, SUPERVISOR, TOKYO
from tests.fakes.premises import Premises
from tests.fakes.till import Till, Wished

FLOAT = 30_000
WAITING = frozenset({JobState.UNCOLLECTED, JobState.WITHHELD})
_BOX = 400
"""Sheets in a box."""
_SUPPLEMENTS = 0.3
"""Part of the days that are closed twice."""
_PURSE = (0, 0, 200, 700, 1_000)
"""Yen that a citizen may tender above what is due."""


@dataclass(slots=True)
class SimulatedCounter:
    """One device with its clerk; ``faults`` counts what went wrong so far, ``forms`` who came."""

    chance: Random
    till: Till
    real: Premises = field(default_factory=Premises)
    faults: Tally[Fault] = field(default_factory=Tally)
    forms: int = 0
    today: list[JobId] = field(default_factory=list)
    earlier: list[JobId] = field(default_factory=list)
    morning: Counter = field(default_factory=Counter)

    def play(self, on: date, forms: int) -> events.DayClosed:
        """A whole day, from 開始 to 締め."""
        self._open(on)
        planned = faults_of_a_day(self.chance, forms)
        for number in range(forms):
            fault = planned.get(number)
            if fault is not None:
                self.faults[fault] += 1
            self._serve(fault)
            if number == forms // 2:
                self._noon()
        closed = self._close()
        return self._once_more() if self.today and self.chance.random() < _SUPPLEMENTS else closed

    def _once_more(self) -> events.DayClosed:
        """補正締め: somebody knocks after the close and brings a paper back."""
        self.till.supplement()
        self._come_back_later(self.chance.choice(self.today))
        return self._close()

    def _open(self, on: date) -> None:
        self.till.now = datetime.combine(on, time(8, 30), TOKYO)
        self.morning = self.till.state
        if not self.till.entries:
            self.till.add(events.DeviceEnrolled("C06", "C06-1", 1))
        self.till.open(FLOAT, on)
        self.real.morning(FLOAT)
        self.earlier += self.today
        self.today = []
        self._load()
        for job in self.till.state.issuance.jobs.values():
            if job.state in WAITING:
                self._after_a_night(job.id)

    def _load(self) -> None:
        self.till.load(self.real.top + self.real.rest, _BOX)
        self.real.load(_BOX)

    def _after_a_night(self, job: JobId) -> None:
        """Somebody comes for it at last, it is voided, or it lies on; what was withheld two persons release."""
        if self.till.job(job).state is JobState.WITHHELD:
            self.till.release(job)
        self.chance.choice([self._hand_out, self._void, lambda _job: None])(job)

    def _noon(self) -> None:
        """Change from the bank, a look at the drawer, and another clerk takes over."""
        self.till.pay_in(5_000)
        self.till.pay_out(5_000)
        self.till.inspect()
        self.till.pass_on()

    def _serve(self, fault: Fault | None) -> None:
        self.forms += 1
        if fault is Fault.GAP:
            self._miss_sheets(self.chance.randint(1, 3))
        certificates = 2 if fault is Fault.REFUSED else self.chance.choice([1, 1, 1, 2])
        wished = [self._wish(fault) for _ in range(certificates)]
        application, jobs = self._prepared(wished, fault)
        if fault is Fault.WITHDRAWN:
            self.till.do(lambda state: decide.cancel(state.issuance, application))
            return
        self.till.quote(application)
        self._pay(application, fault)
        for number, job in enumerate(jobs):
            self._copy(job, fault if number == 0 else None)
        if fault is Fault.LATER and self.earlier:
            self._come_back_later(self.earlier.pop(self.chance.randrange(len(self.earlier))))

    def _miss_sheets(self, count: int) -> None:
        """The top sheet shows another number; two persons say that those before it are lost."""
        self.real.tear(count)
        self.till.do(lambda state: sheets.differs(state.sheets, PAPER, self.real.top))
        self.till.do(
            lambda state: sheets.explain(
                state.sheets, PAPER, count, SheetOutcome.LOST, PaperReason.NOT_FOUND, SUPERVISOR
            )
        )

    def _wish(self, fault: Fault | None) -> Wished:
        return Wished(
            certificate=self.chance.choice(["juminhyo", "juminhyo", "inkan", "kisaijiko"]),
            copies=self.chance.choice([1, 1, 1, 1, 2, 3]),
            exempt=fault is not Fault.WRONG_CHANGE and self.chance.random() < 0.1,
            pages=self.chance.choice([1, 1, 1, 2]),
        )

    def _prepared(self, wished: list[Wished], fault: Fault | None) -> tuple[ApplicationId, list[JobId]]:
        application = self.till.identified()
        jobs = []
        refused, *others = self.till.request(application, *wished)
        if fault is Fault.REFUSED:
            self.till.do(lambda state: decide.refuse(state.issuance, refused, SEALED))
        else:
            others = [refused, *others]
        for item in others:
            self.till.authorise(item)
            jobs += self.till.prepare(item)
        return application, jobs

    def _pay(self, application: ApplicationId, fault: Fault | None) -> None:
        due = self.till.state.issuance.application(application).total_yen
        if due and fault is not Fault.WRONG_CHANGE and self.chance.random() < 0.15:
            self.till.pay_by_terminal(application)
            self.real.terminal_yen += due
        else:
            tendered = due + (self.chance.choice(_PURSE) if due else 0)
            mistake = self.chance.choice([-100, -10, 50]) if fault is Fault.WRONG_CHANGE else 0
            self.till.pay(application, tendered)
            self.real.take(due, tendered, mistake)
        if fault is Fault.PRESSED_TWICE:
            self._refused(application, due)
        if due and self.chance.random() < 0.3:
            self.till.receipt(application)

    def _refused(self, application: ApplicationId, due: int) -> None:
        before = self.till.state
        try:
            self.till.pay(application, due)
        except Refused:
            assert before == self.till.state
        else:
            raise AssertionError("charged twice")

    def _copy(self, job: JobId, fault: Fault | None) -> None:
        """From the printer to the citizen, whatever comes between."""
        match fault:
            case Fault.VOID:
                self._void(job)
                return
            case Fault.JAM:
                self._print(job)
                self.till.spoil(job)
                self.real.bin(job)
            case Fault.EMPTY:
                self._send(job)
                self.till.nothing_came(job)
                self._load()
            case Fault.UNKNOWN:
                self._send(job)
                self.till.in_doubt(job)
                self._find_out(job)
            case Fault.RESTART:
                self.till.reserve(job)
                self._restart()
                self.till.in_doubt(job)
                self._find_out(job)
        if self.till.job(job).state is not JobState.PRINTED:
            self._print(job)
        self.till.check(job)
        self._finish(job, fault)

    def _finish(self, job: JobId, fault: Fault | None) -> None:
        match fault:
            case Fault.UNCOLLECTED:
                self.till.leave(job)
            case Fault.HOLD:
                self.till.withhold(job)
            case Fault.RETURNED:
                self._hand_out(job)
                self.till.bring_back(job)
                self._came_back(job)
            case _:
                self._hand_out(job)

    def _send(self, job: JobId) -> None:
        self.till.reserve(job)
        self.till.spool(job)

    def _print(self, job: JobId) -> None:
        self._send(job)
        self.till.came_out(job, *self.real.feed(job, self.till.job(job).pages))

    def _find_out(self, job: JobId) -> None:
        """What a person sees who goes and looks."""
        pages = self.till.job(job).pages
        match self.chance.randrange(3):
            case 0:
                self.till.came_out(job, *self.real.feed(job, pages))
            case 1:
                self.till.nothing_came(job)
            case _:
                self.real.swallow(job, pages)
                self.till.lose(job)

    def _restart(self) -> None:
        """The state of before is the state that today's entries give, read from their bytes."""
        today = self.till.entries[self.morning.size :]
        assert self.till.state == fold([Entry.from_bytes(entry.to_bytes()) for entry in today], self.morning)

    def _hand_out(self, job: JobId) -> None:
        self.till.deliver(job)
        self.real.give(job)
        self.today.append(job)

    def _come_back_later(self, job: JobId) -> None:
        if self.till.state.issuance.jobs.get(job) is None:
            self.till.bring_back_later(job)
        else:
            self.till.bring_back(job)
        self._came_back(job)

    def _came_back(self, job: JobId) -> None:
        self.real.get_back(job)
        self.today = [other for other in self.today if other != job]
        self._void(job)

    def _void(self, job: JobId) -> None:
        """The clerk gives back what the rule says, worked out from the paper and not from the log's sums."""
        at_fault = self.chance.random() < 0.5
        copy = self.till.job(job)
        form = self.till.state.issuance.application(copy.application)
        fee = self.till.state.issuance.item(copy.item).copy_fee_yen
        self.till.void(job, office_fault=at_fault)
        back = fee if at_fault or job not in self.real.ever_out else 0
        if form.means is Means.CASH:
            self.real.cash_yen -= back
        else:
            self.real.terminal_yen -= back
        self.real.bin(job)

    def _close(self) -> events.DayClosed:
        self.till.count(short_by=-self.real.mistaken_yen)
        self.real.agree(self.till.state)
        self.till.close()
        closed = self.till.entries[-1].event
        assert isinstance(closed, events.DayClosed)
        return closed


@dataclass(slots=True)
class Month:
    """The office; ``closes`` are the days' closes, counter by counter."""

    counters: tuple[SimulatedCounter, ...]
    closes: list[tuple[events.DayClosed, ...]] = field(default_factory=list)

    @classmethod
    def of(cls, seed: int, counters: int) -> "Month":
        """Nothing has happened yet."""
        made = (SimulatedCounter(Random(f"{seed}/{number}"), Till()) for number in range(counters))  # noqa: S311
        return cls(tuple(made))

    def play(self, days: int, forms: int, passed: Callable[[date], object] = lambda _on: None) -> "Month":
        """So many business days with so many forms at every counter; ``passed`` hears of each."""
        for on in business_days(days):
            self.closes.append(tuple(counter.play(on, forms) for counter in self.counters))
            passed(on)
        return self

    @property
    def roots(self) -> tuple[bytes, ...]:
        """Of every counter's log."""
        return tuple(
            root_of(leaf_hashes(entry.to_bytes() for entry in counter.till.entries)) for counter in self.counters
        )

    @property
    def unsettled(self) -> int:
        """Forms that ended in no way and wait for no one."""
        ended = {ApplicationState.SETTLED, ApplicationState.CANCELLED}
        return sum(
            application.state not in ended
            and not any(job.state in WAITING for job in counter.till.state.issuance.jobs_of(application.id))
            for counter in self.counters
            for application in counter.till.state.issuance.applications.values()
        )


def business_days(count: int) -> Iterator[date]:
    """Mondays to Fridays from the first morning on."""
    on = MORNING.date()
    while count:
        if on.weekday() < 5:
            yield on
            count -= 1
        on += timedelta(days=1)
