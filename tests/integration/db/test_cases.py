"""The office's cases on the device: each as head office told it last, and how they ended."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from branch_app.domain.errors import BadInput, DataStale
from branch_app.domain.reconcile.casework import CaseScene, closed, found
from branch_app.domain.reconcile.finding import Finding
from branch_app.domain.records.case import NO_CASES, Case, CaseId, CaseNews, CasePoint
from branch_app.domain.values.reasons import CloseReason
from db.cases import KEPT_CLOSED
from db.device import DeviceFile
from tests.fakes.store import Desk

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


@pytest.fixture
def file(desk: Desk) -> Iterator[DeviceFile]:
    """A new device's file."""
    file = DeviceFile.create(desk.folder.data, desk.vault.machine_ring())
    yield file
    file.close()


def test_what_is_told_lies_here_and_is_told_from_there_on(file: DeviceFile) -> None:
    """The nearest deadline first; after the file was opened anew too."""
    assert (NO_CASES, ()) == (file.cases.point(), file.cases.cases())
    first, second = _case("1"), replace(_case("2"), deadline=date(2026, 11, 25))
    file.cases.take(_news(0, 2, first, second))
    assert ((second, first), CasePoint(2, "m2")) == (file.cases.cases(), file.cases.point())
    assert first == file.cases.case(first.id)


def test_a_change_takes_the_place_of_what_was(file: DeviceFile) -> None:
    """Closed cases stay for a while, so that the office sees how they ended."""
    case = _case("1")
    file.cases.take(_news(0, 1, case))
    ended = closed(case, CloseReason.EXPLAINED, NOW)
    file.cases.take(_news(1, 2, ended))
    assert (ended,) == file.cases.cases()
    later = replace(_news(2, 3), as_of=NOW + KEPT_CLOSED + timedelta(days=1))
    file.cases.take(later)
    assert () == file.cases.cases()


def test_everything_anew_forgets_what_is_no_case_any_more(file: DeviceFile) -> None:
    """A restored head office; what follows in the next piece is laid over it."""
    file.cases.take(_news(0, 7, _case("1"), _case("2")))
    file.cases.take(_news(0, 2, _case("3")))
    file.cases.take(_news(2, 3, _case("4")))
    assert {"3", "4"} == {case.about for case in file.cases.cases()}


@pytest.mark.parametrize(("since", "version"), [(3, 4), (1, 2), (2, 1)], ids=["gap", "overlap", "older"])
def test_a_gap_or_something_older_is_refused(file: DeviceFile, since: int, version: int) -> None:
    """Ours stands."""
    file.cases.take(_news(0, 2, _case("1")))
    with pytest.raises(DataStale):
        file.cases.take(_news(since, version, _case("2")))
    assert ("1",) == tuple(case.about for case in file.cases.cases())


def test_a_case_that_is_not_here_is_refused(file: DeviceFile) -> None:
    """Nobody answers what was never asked."""
    with pytest.raises(BadInput):
        file.cases.case(CaseId("0"))


def _case(about: str) -> Case:
    scene = CaseScene("C06", "C06-1/1", date(2026, 11, 24), NOW)
    return found(None, Finding("fee_differs", (4,), "200 / 300", about), scene)


def _news(since: int, version: int, *cases: Case) -> CaseNews:
    return CaseNews(since, CasePoint(version, f"m{version}"), NOW, cases, more=False)
