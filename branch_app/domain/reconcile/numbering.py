"""発行番号 without gaps, told from entries alone: also where a fold must stop or an entry is unknown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from branch_app.domain.deciders.issuance.state import Issuance
from branch_app.domain.deciders.states import JobState
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.reconcile.finding import Finding, FindingCode
from branch_app.domain.values.identifiers import IssueNumber, JobId

_WAITING = frozenset({JobState.UNCOLLECTED, JobState.WITHHELD})


@dataclass(slots=True)
class _Copy:
    """A number that nothing has become of yet; ``waits`` when it lies here for somebody."""

    number: IssueNumber
    seq: int
    waits: bool = False


@dataclass(slots=True)
class Numbering:
    """The fold; ``found`` grows with it."""

    following: int
    open: dict[JobId, _Copy] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)

    @classmethod
    def after(cls, issuance: Issuance, seq: int) -> "Numbering":
        """Goes on behind a state that was folded up to the entry ``seq``."""
        numbering = cls(issuance.next_running)
        for job in issuance.open_jobs():
            numbering.open[job.id] = _Copy(job.number, seq, job.state in _WAITING)
        return numbering

    def add(self, entry: Entry) -> None:
        """Take in the next entry."""
        match entry.event:
            case events.JobPrepared() as event:
                self._given(entry.seq, event)
            case events.JobDelivered() | events.JobVoided() | events.JobCancelled() as event:
                self.open.pop(event.job, None)
            case events.JobUncollected() | events.JobWithheld() as event if event.job in self.open:
                self.open[event.job].waits = True
            case events.DayClosed():
                self._closed(entry.seq)

    def _given(self, seq: int, event: events.JobPrepared) -> None:
        if event.running > self.following:
            last = event.running - 1
            gap = f"{self.following}" if last == self.following else f"{self.following}-{last}"
            self._find(FindingCode.NUMBER_MISSING, (seq,), f"{event.running - self.following}", gap)
        elif event.running < self.following:
            self._find(FindingCode.NUMBER_TWICE, (seq,), f"{event.running} / {self.following}", event.number)
        self.following = max(self.following, event.running + 1)
        self.open[event.job] = _Copy(event.number, seq)

    def _closed(self, seq: int) -> None:
        for copy in self.open.values():
            if not copy.waits:
                self._find(FindingCode.NUMBER_UNACCOUNTED, (copy.seq, seq), copy.number, copy.number)

    def _find(self, code: FindingCode, entries: tuple[int, ...], detail: str, about: str) -> None:
        self.found.append(Finding(code, entries, detail, about))


def check_numbers(entries: Iterable[Entry], issuance: Issuance, seq: int = 0) -> Iterator[Finding]:
    """Of the entries behind a state that was folded up to ``seq``."""
    numbering = Numbering.after(issuance, seq)
    for entry in entries:
        numbering.add(entry)
    yield from numbering.found
