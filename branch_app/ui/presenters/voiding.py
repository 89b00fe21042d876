"""取消: which paper, why, whose fault, and a second person. Before payment a form is withdrawn instead."""

from dataclasses import dataclass, replace

from branch_app.domain.deciders.states import JobState
from branch_app.domain.values.identifiers import JobId, Pseudonym
from branch_app.domain.values.reasons import PaperReason
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.presenters.issue import IssuePresenter
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.presenters.second_person import SecondPersonPresenter
from branch_app.usecases.papers import Paper

REASONS = (
    PaperReason.WRONG_CERTIFICATE,
    PaperReason.WRONG_SUBJECT,
    PaperReason.NOT_NEEDED,
    PaperReason.SMEARED,
    PaperReason.TORN,
    PaperReason.JAM,
    PaperReason.NOT_FOUND,
    PaperReason.OTHER,
)
"""In the order of their keys, from 1."""

_OFFICE_FAULT = frozenset({PaperReason.SMEARED, PaperReason.TORN, PaperReason.JAM, PaperReason.NOT_FOUND})
"""What a citizen cannot have caused: proposed as the office's fault."""

VOIDABLE = frozenset(
    {
        JobState.PREPARED,
        JobState.NOT_PRINTED,
        JobState.LOST,
        JobState.SPOILT,
        JobState.PRINTED,
        JobState.CHECKED,
        JobState.UNCOLLECTED,
        JobState.WITHHELD,
        JobState.RETURNED,
    }
)
"""Not while its paper may be coming out, and not once it was handed over."""


@dataclass(frozen=True, slots=True)
class Voiding:
    """``papers`` are those that can be voided, ``at`` the chosen one; no reason is chosen for anybody.

    Where some are ``marked``, those are voided together, else the chosen one alone.
    """

    papers: tuple[Paper, ...] = ()
    at: int = 0
    marked: frozenset[JobId] = frozenset()
    reason: PaperReason | None = None
    office_fault: bool = False

    @property
    def shown(self) -> bool:
        """Whether it is asked for now."""
        return bool(self.papers)

    @property
    def jobs(self) -> tuple[JobId, ...]:
        """What is given up, in the order prepared."""
        marked = tuple(paper.job for paper in self.papers if paper.job in self.marked)
        return marked or tuple(paper.job for paper in self.papers[self.at : self.at + 1])


class VoidingPresenter(Presenter[Voiding]):
    """Over the application in hand."""

    def __init__(self, issue: IssuePresenter, second: SecondPersonPresenter) -> None:
        super().__init__(Voiding())
        self._issue = issue
        self._second = second

    def ask(self) -> None:
        """F9 on paid work; nothing happens where nothing can be voided."""
        work = self._issue.state.work
        if work is None or self._issue.state.busy:
            return
        papers = tuple(paper for paper in work.papers if paper.state in VOIDABLE)
        at = next((place for place, paper in enumerate(papers) if paper.job in work.next.jobs), 0)
        self._become(Voiding(papers, at))

    def move(self, by: int) -> None:
        """Another paper."""
        self._change(at=max(0, min(self.state.at + by, len(self.state.papers) - 1)))

    def mark(self) -> None:
        """The chosen paper too, or not after all; then the next one is chosen."""
        jobs = {paper.job for paper in self.state.papers[self.state.at : self.state.at + 1]}
        self._change(marked=self.state.marked ^ jobs)
        self.move(1)

    def choose(self, place: int) -> None:
        """The reason at that place, from 0; whose fault it is, is proposed with it."""
        if place < len(REASONS):
            reason = REASONS[place]
            self._change(reason=reason, office_fault=reason in _OFFICE_FAULT)

    def toggle_fault(self) -> None:
        """The clerk knows better whose fault it is."""
        self._change(office_fault=not self.state.office_fault)

    def go(self) -> None:
        """Two persons."""
        state = self.state
        if not state.jobs or state.reason is None:
            return
        jobs, reason, fault = state.jobs, state.reason, state.office_fault

        def agreed(second: Pseudonym) -> None:
            self._issue.void(jobs, reason, second, office_fault=fault)

        self._become(Voiding())
        self._second.ask(Vouched.VOID, agreed)

    def give_up(self) -> None:
        """Nothing is voided."""
        self._become(replace(self.state, papers=()))
