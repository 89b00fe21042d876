"""Following a print: changes are told, and time never decides what came out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from branch_app.domain.errors import PrinterAbsent
from branch_app.machine import TOKYO
from branch_app.ports import PrintReport, PrintState
from branch_app.printing.watch import TIMED_OUT, UNREACHABLE, Pace, watch

PENDING = PrintReport(PrintState.PENDING)
JAM = PrintReport(PrintState.STALLED, ("media-jam",))
PRINTED = PrintReport(PrintState.PRINTED, impressions=2)


@dataclass(slots=True)
class HandClock:
    """A clock that only passes while somebody sleeps."""

    passed_ms: int = 0
    naps: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        """Not looked at."""
        return datetime(2012, 3, 15, tzinfo=TOKYO)

    def monotonic_ms(self) -> int:
        """What was slept."""
        return self.passed_ms

    def boot_id(self) -> str:
        """Always the same."""
        return "boot"

    def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.naps.append(seconds)
        self.passed_ms += round(seconds * 1000)


def pace(clock: HandClock) -> Pace:
    """Ten questions a limit."""
    return Pace(clock, clock.sleep, every_ms=100, limit_ms=1000)


def asked(*answers: PrintReport | None) -> "Asked":
    """A printer that gives those answers, the last for ever; None is no answer."""
    return Asked(iter(answers), answers[-1])


@dataclass(slots=True)
class Asked:
    """Answers in order."""

    answers: Iterator[PrintReport | None]
    last: PrintReport | None
    questions: int = 0

    def __call__(self) -> PrintReport:
        """The next answer."""
        self.questions += 1
        answer = next(self.answers, self.last)
        if answer is None:
            raise PrinterAbsent(cause="no-line")
        return answer


def test_every_change_is_told_once_and_the_final_one_ends_it() -> None:
    """Repeated answers are not news."""
    ask = asked(PENDING, PENDING, JAM, JAM, PENDING, PRINTED)
    assert [PENDING, JAM, PENDING, PRINTED] == list(watch(ask, pace(HandClock())))


def test_nobody_is_asked_after_the_end() -> None:
    """A final report is the last question."""
    ask = asked(PRINTED)
    list(watch(ask, pace(HandClock())))
    assert 1 == ask.questions


def test_silence_ends_in_unknown_never_in_not_printed() -> None:
    """A time-out does not release what may still print (Yokohama, 2023)."""
    assert [PENDING, TIMED_OUT] == list(watch(asked(PENDING), pace(HandClock())))
    assert PrintState.UNKNOWN is TIMED_OUT.state


def test_the_limit_counts_from_the_last_news() -> None:
    """While a jam is being cleared and pages follow one another, nothing times out."""
    answers = [PrintReport(PrintState.PENDING, impressions=each) for each in range(6) for _ in range(8)]
    assert PRINTED == list(watch(asked(*answers, PRINTED), pace(HandClock())))[-1]


def test_a_printer_that_cannot_be_asked_is_stalled_and_asked_again() -> None:
    """A pulled cable proves nothing about the paper."""
    assert [PENDING, UNREACHABLE, PRINTED] == list(watch(asked(PENDING, None, None, PRINTED), pace(HandClock())))


def test_a_pause_lies_between_two_questions() -> None:
    """The printer is not hammered."""
    clock = HandClock()
    list(watch(asked(PENDING, PENDING, PENDING, PRINTED), pace(clock)))
    assert {0.1} == set(clock.naps)
