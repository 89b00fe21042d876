"""The doctor at the window: every check once more, beside the window's thread."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from branch_app.domain.errors import MadoguchiError
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.doctor import Report
from branch_app.usecases.level import Level


class Verdict(Enum):
    """In one line."""

    ALL_WELL = "all_well"
    SO_FAR = "so_far"
    """What could be looked at is well; the rest takes a password."""
    POSSIBLE = "possible"
    """Something wants care, but certificates can be issued."""
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Doctor:
    """``report`` is the last one, None before the first is there."""

    report: Report | None = None
    running: bool = False
    trouble: MadoguchiError | None = None

    @property
    def verdict(self) -> Verdict | None:
        """None before the first report."""
        if self.report is None:
            return None
        if not self.report.can_issue:
            return Verdict.IMPOSSIBLE
        careful = any(finding.level in {Level.NOTICE, Level.BAD} for finding in self.report.findings)
        if careful:
            return Verdict.POSSIBLE
        return Verdict.SO_FAR if self.report.needs_password else Verdict.ALL_WELL


class DoctorPresenter(Presenter[Doctor]):
    """``look`` examines the device and may take a while: printer and head office are asked."""

    def __init__(self, look: Callable[[], Report], work: Work) -> None:
        super().__init__(Doctor())
        self._look = look
        self._work = work

    def run(self) -> None:
        """Once more; never twice at once."""
        if self.state.running:
            return
        self._change(running=True, trouble=None)
        self._work.run(
            Lane.DEVICES,
            self._look,
            lambda report: self._become(Doctor(report)),
            lambda error: self._change(running=False, trouble=error),
        )
