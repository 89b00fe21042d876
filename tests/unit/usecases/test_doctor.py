"""The doctor asks everything, and knows what the main job cannot do without."""

import pytest

from branch_app.domain.errors import FileDamaged, ReaderUnavailable
from branch_app.strings import Language
from branch_app.usecases.doctor import Check, Finding, Probe, Report, examine, say
from branch_app.usecases.level import Level

OPTIONAL = {Check.READER, Check.CENTRAL, Check.LEFTOVERS}


def good(check: Check) -> Probe:
    """Nothing is wrong with it."""
    return lambda: Finding(check, Level.GOOD, f"{check.value}_good", {})


def healthy() -> dict[Check, Probe]:
    """A device in good order."""
    return {check: good(check) for check in Check}


def broken() -> Finding:
    """A probe that meets an error of ours."""
    raise FileDamaged(file="ledger-1.db", reason="quick check")


def test_a_healthy_device_can_issue() -> None:
    """Every check has its answer, in one order."""
    report = examine(dict(reversed(healthy().items())))
    assert list(Check) == [finding.check for finding in report.findings]
    assert report.can_issue
    assert () == report.needs_password


@pytest.mark.parametrize("check", Check)
def test_what_the_main_job_needs(check: Check) -> None:
    """Without reader, head office or a clean folder a counter still issues; without anything else it cannot."""
    report = examine({**healthy(), check: lambda: Finding(check, Level.BAD, f"{check.value}_failed")})
    assert (check in OPTIONAL) is report.can_issue


@pytest.mark.parametrize("level", [Level.NOTICE, Level.UNKNOWN])
def test_a_notice_stops_nothing(level: Level) -> None:
    """Nor does what nobody could look at; that is said apart."""
    report = examine({check: lambda check=check: Finding(check, level, "") for check in Check})
    assert report.can_issue
    assert (tuple(Check) if level is Level.UNKNOWN else ()) == report.needs_password


def test_an_error_is_an_answer_and_keeps_nobody_from_being_asked() -> None:
    """The database does not open: that is bad, and the others are still looked at."""
    report = examine({**healthy(), Check.DATABASE: broken})
    (finding,) = (each for each in report.findings if each.level is not Level.GOOD)
    assert (Check.DATABASE, Level.BAD, "database_failed") == (finding.check, finding.level, finding.sentence)
    assert isinstance(finding.error, FileDamaged)
    assert len(Check) == len(report.findings)
    assert not report.can_issue


def test_a_finding_is_told_with_its_facts_and_its_error() -> None:
    """Figures fill the gaps; an error says what happened; a remedy follows."""
    low = say(Finding(Check.DISK, Level.NOTICE, "disk_low", {"mb": 412}), Language.JA)
    assert "412 MB" in low.says
    assert low.remedy
    failed = say(
        Finding(Check.READER, Level.NOTICE, "reader_failed", error=ReaderUnavailable(reason="no_service")),
        Language.EN,
    )
    assert failed.says.startswith("The card reader cannot be used. ")
    assert "{" not in failed.says


def test_an_empty_report_stops_nothing() -> None:
    """Nothing asked, nothing found."""
    assert Report(()).can_issue
