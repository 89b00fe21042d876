"""What a printer's words mean for the paper: every sentence and its verdict."""

import pytest

from branch_app.ports import PrintReport, PrintState
from branch_app.printing.verdict import JobFacts, blocking, ended, keywords, waiting
from branch_app.printing.vocabulary import JobState

SIDES = 2


def facts(state: JobState, impressions: int | None, *reasons: str, begun: bool = True) -> JobFacts:
    """What a printer says of a job of one sheet."""
    return JobFacts(state, reasons, impressions, begun)


@pytest.mark.parametrize(
    ("expected", "job"),
    [
        (PrintState.PRINTED, facts(JobState.COMPLETED, 2)),
        (PrintState.PRINTED, facts(JobState.COMPLETED, 3)),
        (PrintState.UNKNOWN, facts(JobState.COMPLETED, 1)),
        (PrintState.UNKNOWN, facts(JobState.COMPLETED, 0)),
        (PrintState.UNKNOWN, facts(JobState.COMPLETED, None)),
        (PrintState.UNKNOWN, facts(JobState.COMPLETED, 2, "job-completed-with-errors")),
        (PrintState.NOT_PRINTED, facts(JobState.ABORTED, 0)),
        (PrintState.UNKNOWN, facts(JobState.ABORTED, 1)),
        (PrintState.UNKNOWN, facts(JobState.ABORTED, None)),
        (PrintState.NOT_PRINTED, facts(JobState.CANCELED, 0, begun=False)),
        (PrintState.UNKNOWN, facts(JobState.CANCELED, 0)),
        (PrintState.UNKNOWN, facts(JobState.CANCELED, 2)),
        (PrintState.UNKNOWN, facts(JobState.CANCELED, None, begun=False)),
    ],
)
def test_an_ended_job_has_one_verdict(expected: PrintState, job: JobFacts) -> None:
    """Only a full count proves a print, only an untouched job proves that nothing came out."""
    report = ended(job, SIDES)
    assert report is not None
    assert expected is report.state


@pytest.mark.parametrize("state", [JobState.PENDING, JobState.HELD, JobState.PROCESSING, JobState.STOPPED])
def test_a_job_that_goes_on_has_no_verdict_yet(state: JobState) -> None:
    """Even with all impressions counted: a cancel or an abort may still follow."""
    assert ended(facts(state, SIDES), SIDES) is None


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("media-jam", ("media-jam",)),
        ("media-jam-warning", ("media-jam",)),
        ("media-jam-error", ("media-jam",)),
        ("media-empty-report", ("media-empty",)),
        ("media-empty-tray-2-warning", ("media-empty-tray-2",)),
        ("com.example-drum-cracked-error", ("com.example-drum-cracked",)),
        ("media-low-warning", ()),
        ("toner-low-report", ()),
        ("none", ()),
    ],
)
def test_a_reason_blocks_by_what_it_is_not_by_its_severity(reason: str, expected: tuple[str, ...]) -> None:
    """A jam told as a warning is a jam; low toner is not, unless the printer calls it an error."""
    assert expected == blocking([reason])


def test_a_jam_stalls_a_job_that_the_printer_calls_processing() -> None:
    """The jam is told of the printer only, the job stays processing."""
    report = waiting(facts(JobState.PROCESSING, 0, "job-printing"), ["media-jam-warning"])
    assert PrintReport(PrintState.STALLED, ("media-jam",), 0) == report


def test_a_stopped_job_is_stalled_without_any_printer_reason() -> None:
    """``processing-stopped`` is enough."""
    report = waiting(facts(JobState.STOPPED, 0), ["none"])
    assert PrintReport(PrintState.STALLED, (), 0) == report


@pytest.mark.parametrize("state", [JobState.PENDING, JobState.HELD, JobState.PROCESSING])
def test_a_job_on_its_way_is_pending(state: JobState) -> None:
    """Nothing blocks, nothing has ended."""
    assert PrintState.PENDING is waiting(facts(state, 0, "job-printing"), ["none"]).state


def test_a_job_held_for_a_person_is_stalled() -> None:
    """A printer that waits for a password at its panel prints nothing by itself."""
    report = waiting(facts(JobState.HELD, 0, "job-hold-until-specified"), ["none"])
    assert PrintReport(PrintState.STALLED, ("job-hold-until-specified",), 0) == report


def test_only_keywords_pass_into_a_report() -> None:
    """Reasons are written into the log, so a printer cannot smuggle text into it, and not many words."""
    said = ["none", "media-jam-error", "media-jam", "Taro Yamada", "氏名", "x" * 65, "", "job-printing"]
    assert ("media-jam", "job-printing") == keywords(said)
    assert 8 == len(keywords(f"reason-{each}" for each in range(100)))
