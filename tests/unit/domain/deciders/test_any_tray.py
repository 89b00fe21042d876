"""Whatever happens to the paper, the log knows where every sheet is as soon as somebody has looked."""

from collections import Counter as Tally
from enum import Enum

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from branch_app.domain.deciders import sheets
from branch_app.domain.deciders.counter import fold
from branch_app.domain.deciders.sheets import Stock
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import OutOfOrder
from branch_app.domain.log.entry import Entry
from branch_app.domain.values.identifiers import JobId, SheetNumber
from branch_app.domain.values.reasons import PaperReason, SheetOutcome
from tests.fakes.played_log import PAPER, SUPERVISOR
from tests.fakes.till import Till, Wished

PAGES = st.integers(1, 2)
ENDS = st.sampled_from([JobState.DELIVERED, JobState.SPOILT, JobState.LOST, JobState.NOT_PRINTED])


class Place(Enum):
    """Where a sheet is."""

    TRAY = "tray"
    DESK = "desk"
    CITIZEN = "citizen"
    BIN = "bin"
    NOWHERE = "nowhere"


class AnyTray(RuleBasedStateMachine):
    """``places`` are the real sheets by number; ``unseen`` of them left the tray without anybody's knowing."""

    def __init__(self) -> None:
        super().__init__()
        self.till = Till.opened(paper=9)
        self.places = dict.fromkeys(range(1, 10), Place.TRAY)
        self.unseen = 0

    @rule(count=st.integers(1, 9))
    def load(self, count: int) -> None:
        """The numbers that follow."""
        self.look(PaperReason.TORN)
        first = len(self.places) + 1
        self.till.load(first, count)
        self.places |= dict.fromkeys(range(first, first + count), Place.TRAY)

    @precondition(lambda machine: machine.in_tray())
    @rule(count=st.integers(1, 3))
    def tear(self, count: int) -> None:
        """The top sheets go, and nobody says so."""
        for number in self.in_tray()[:count]:
            self.places[number] = Place.NOWHERE
            self.unseen += 1

    @rule(reason=st.sampled_from(PaperReason))
    def look(self, reason: PaperReason) -> None:
        """What lies on top is confirmed, or written down as a difference and explained, sheet by sheet."""
        seen = next(iter(self.in_tray()), len(self.places) + 1)
        if not self.unseen:
            self.till.do(lambda state: sheets.confirm_next(state.sheets, PAPER, seen))
            return
        self.till.do(lambda state: sheets.differs(state.sheets, PAPER, seen))
        while self.unseen:
            self._explain(1, SheetOutcome.LOST, reason)
            self.unseen -= 1

    @precondition(lambda machine: machine.unseen)
    @rule()
    def find_again(self) -> None:
        """They turn up and are put back on top."""
        seen = next(iter(self.in_tray()), len(self.places) + 1)
        self.till.do(lambda state: sheets.differs(state.sheets, PAPER, seen))
        self._explain(0, SheetOutcome.FOUND, PaperReason.OTHER)
        self.places |= dict.fromkeys(range(seen - self.unseen, seen), Place.TRAY)
        self.unseen = 0

    @rule(pages=PAGES)
    def nothing_leaves_before_it_is_explained(self, pages: int) -> None:
        """A tray that shows another number prints nothing."""
        if not self.unseen:
            return
        seen = next(iter(self.in_tray()), len(self.places) + 1)
        self.till.do(lambda state: sheets.differs(state.sheets, PAPER, seen))
        try:
            sheets.next_sheets(self.till.state.sheets, PAPER, pages)
        except OutOfOrder:
            self.find_again()
        else:
            raise AssertionError("printed over a gap")

    @rule(pages=PAGES, end=ENDS)
    def print(self, pages: int, end: JobState) -> None:
        """A paper that ends in one of the ways it can."""
        self.look(PaperReason.TORN)
        if len(self.in_tray()) < pages:
            return
        _, (job,) = self.till.paid(Wished(pages=pages))
        self.till.reserve(job)
        self.till.spool(job)
        match end:
            case JobState.NOT_PRINTED:
                self.till.nothing_came(job)
            case JobState.LOST:
                self._feed(pages, Place.NOWHERE)
                self.till.in_doubt(job)
                self.till.lose(job)
            case _:
                self._come_out(job, pages, end)

    @precondition(lambda machine: machine.in_state(JobState.DELIVERED))
    @rule(which=st.integers(0, 9))
    def bring_back(self, which: int) -> None:
        """A citizen's paper is voided."""
        delivered = self.in_state(JobState.DELIVERED)
        job = delivered[which % len(delivered)]
        for sheet in self.till.job(job).attempts[-1].sheets:
            self.places[_number(sheet)] = Place.BIN
        self.till.bring_back(job)
        self.till.void(job)

    @invariant()
    def every_sheet_is_where_the_log_says(self) -> None:
        """What nobody has looked for is still believed to lie in the tray."""
        tray, found = self.stock, Tally(self.places.values())
        assert (found[Place.TRAY] + self.unseen, found[Place.BIN]) == (tray.rest, tray.spoilt)
        assert (found[Place.CITIZEN], found[Place.NOWHERE]) == (
            tray.issued - tray.returned,
            tray.lost + self.unseen,
        )
        assert 0 == self.till.state.sheets.in_hand(PAPER)
        assert tray.next_number + tray.rest == len(self.places) + 1

    def teardown(self) -> None:
        """Replay is the state."""
        assert self.till.state == fold(Entry.from_bytes(entry.to_bytes()) for entry in self.till.entries)

    @property
    def stock(self) -> Stock:
        """As the log has it."""
        return self.till.state.sheets.stock(PAPER)

    def in_tray(self) -> list[int]:
        """Numbers that really lie there, from the top."""
        return [number for number, place in self.places.items() if place is Place.TRAY]

    def in_state(self, wanted: JobState) -> list[JobId]:
        """Copies there."""
        return [job.id for job in self.till.state.issuance.jobs.values() if job.state is wanted]

    def _come_out(self, job: JobId, pages: int, end: JobState) -> None:
        fed = self._feed(pages, Place.CITIZEN if end is JobState.DELIVERED else Place.BIN)
        self.till.came_out(job, *(sheets.sheet_number(PAPER, number) for number in fed))
        if end is JobState.DELIVERED:
            self.till.check(job)
            self.till.deliver(job)
        else:
            self.till.spoil(job)

    def _feed(self, pages: int, to: Place) -> list[int]:
        fed = self.in_tray()[:pages]
        self.places |= dict.fromkeys(fed, to)
        return fed

    def _explain(self, count: int, outcome: SheetOutcome, reason: PaperReason) -> None:
        self.till.do(lambda state: sheets.explain(state.sheets, PAPER, count, outcome, reason, SUPERVISOR))


def _number(sheet: SheetNumber) -> int:
    return int(sheet.rpartition("-")[2])


TestAnyTray = AnyTray.TestCase
TestAnyTray.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
