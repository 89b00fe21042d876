"""Whether head office and this device are in step, as one value for whoever shows it."""

from dataclasses import dataclass

from branch_app.domain.errors import MadoguchiError
from branch_app.usecases.level import Level
from branch_app.usecases.line_status import LineState, LineStatus
from branch_app.usecases.status import LogStatus


@dataclass(frozen=True, slots=True)
class StepStatus:
    """What is written here and witnessed there, how the line was met last, and what stood in the way.

    ``trouble`` has its words in the table of errors; ``next_try_s`` are whole seconds until head office is asked
    again by itself.
    """

    log: LogStatus
    line: LineStatus
    trouble: MadoguchiError | None
    next_try_s: int

    @property
    def level(self) -> Level:
        """Good only when size and root that head office witnessed are ours, and the last trip met nothing.

        A line that is down leaves what was witnessed true, and is no good news all the same: since then head
        office may have been restored, or have said something that did not arrive.
        """
        if Level.BAD in {self.log.level, self.line.level}:
            return Level.BAD
        good = self.log.level is Level.GOOD and self.line.state is LineState.UP and self.trouble is None
        return Level.GOOD if good else Level.NOTICE

    @property
    def pending(self) -> int:
        """Entries that exist here only."""
        return self.log.pending
