"""Line, reader and printer as they were met last."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from branch_app.domain.errors import (
    CardError,
    CentralConflict,
    CentralError,
    CentralRefused,
    CentralUnreachable,
    EnvelopeNotTrusted,
    PrinterAbsent,
    ReaderUnavailable,
)
from branch_app.usecases.device_status import (
    PrinterState,
    PrinterStatus,
    ReaderState,
    ReaderStatus,
    look_at_printer,
    look_at_reader,
)
from branch_app.usecases.level import Level
from branch_app.usecases.line_status import LineState, LineStatus

NINE = datetime(2026, 11, 26, 9, tzinfo=UTC)
LATER = NINE + timedelta(minutes=5)
SILENCE = CentralUnreachable(reason="ConnectTimeout")


def test_before_the_first_call_nobody_knows() -> None:
    """Neither up nor down."""
    assert (LineState.UNKNOWN, None, "", Level.UNKNOWN) == _facts(LineStatus())


def test_a_line_is_up_since_the_first_answer() -> None:
    """Later answers do not move the moment."""
    assert (LineState.UP, NINE, "", Level.GOOD) == _facts(LineStatus().after_answer(NINE).after_answer(LATER))


def test_a_line_is_down_since_the_first_silence() -> None:
    """The citizen is served all the same, so it is a notice and no alarm."""
    status = LineStatus().after_answer(NINE).after_error(SILENCE, LATER).after_error(SILENCE, LATER + timedelta(1))
    assert (LineState.DOWN, LATER, "central_unreachable", Level.NOTICE) == _facts(status)


@pytest.mark.parametrize("error", [CentralRefused(status=403), CentralConflict(size=3), EnvelopeNotTrusted()])
def test_an_answer_that_is_a_no_is_no_silence(error: CentralError) -> None:
    """Somebody has to look at it; the code says which."""
    assert (LineState.REFUSED, NINE, error.code, Level.BAD) == _facts(LineStatus().after_error(error, NINE))


def test_an_answer_clears_the_error() -> None:
    """The line is back, since then."""
    assert (LineState.UP, LATER, "", Level.GOOD) == _facts(
        LineStatus().after_error(SILENCE, NINE).after_answer(LATER)
    )


def _facts(status: LineStatus) -> tuple[LineState, datetime | None, str, Level]:
    return status.state, status.since, status.error, status.level


@dataclass(frozen=True, slots=True)
class Shown:
    """A reader that shows one thing."""

    present: bool | CardError

    def card_present(self) -> bool:
        """That."""
        if isinstance(self.present, CardError):
            raise self.present
        return self.present


@pytest.mark.parametrize(
    ("present", "status", "level"),
    [
        (True, ReaderStatus(ReaderState.CARD), Level.GOOD),
        (False, ReaderStatus(ReaderState.READY), Level.GOOD),
        (ReaderUnavailable(reason="no_service"), ReaderStatus(ReaderState.ABSENT, "no_service"), Level.NOTICE),
    ],
)
def test_a_reader_shows_a_card_none_or_is_not_there(
    present: bool | CardError, status: ReaderStatus, level: Level
) -> None:
    """Without one a counter still issues by documents."""
    seen = look_at_reader(Shown(present))
    assert (status, level) == (seen, seen.level)


@dataclass(frozen=True, slots=True)
class Saying:
    """A printer that says one thing."""

    said: tuple[str, ...] | PrinterAbsent
    name: str = "printer"

    def problems(self) -> tuple[str, ...]:
        """That."""
        if isinstance(self.said, PrinterAbsent):
            raise self.said
        return self.said


@pytest.mark.parametrize(
    ("said", "status", "level"),
    [
        ((), PrinterStatus(PrinterState.READY), Level.GOOD),
        (("media-jam",), PrinterStatus(PrinterState.TROUBLED, ("media-jam",)), Level.BAD),
        (PrinterAbsent(cause="no-line"), PrinterStatus(PrinterState.ABSENT), Level.BAD),
    ],
)
def test_a_printer_is_ready_troubled_or_not_there(
    said: tuple[str, ...] | PrinterAbsent, status: PrinterStatus, level: Level
) -> None:
    """In its own keywords."""
    seen = look_at_printer(Saying(said))
    assert (status, level) == (seen, seen.level)
    assert Level.UNKNOWN is PrinterStatus().level
