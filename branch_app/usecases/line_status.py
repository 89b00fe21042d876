"""The line to head office as it was met last; every call to head office tells how it went."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from branch_app.domain.errors import CentralError, CentralUnreachable
from branch_app.usecases.level import Level


class LineState(Enum):
    """What the last call met."""

    UP = "up"
    DOWN = "down"
    REFUSED = "refused"
    """Head office, or somebody in its place, answered, and not as it should."""
    UNKNOWN = "unknown"
    """Nobody has called yet."""


_LEVELS = {
    LineState.UP: Level.GOOD,
    LineState.DOWN: Level.NOTICE,
    LineState.REFUSED: Level.BAD,
    LineState.UNKNOWN: Level.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class LineStatus:
    """``since`` when it is so, and the code of the last error, "" for none."""

    state: LineState = LineState.UNKNOWN
    since: datetime | None = None
    error: str = ""

    @property
    def level(self) -> Level:
        """A line that is down stops nothing here."""
        return _LEVELS[self.state]

    def after_answer(self, now: datetime) -> "LineStatus":
        """Head office answered."""
        return self._then(LineState.UP, now, "")

    def after_error(self, error: CentralError, now: datetime) -> "LineStatus":
        """Head office did not answer, or not as it should."""
        state = LineState.DOWN if isinstance(error, CentralUnreachable) else LineState.REFUSED
        return self._then(state, now, error.code)

    def _then(self, state: LineState, now: datetime, error: str) -> "LineStatus":
        return LineStatus(state, self.since if state is self.state else now, error)
