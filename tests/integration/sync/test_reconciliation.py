"""突合: central answers for a closed day from the entries it witnessed itself."""

from dataclasses import replace
from datetime import date

import pytest

from branch_app.domain.errors import CentralRefused
from sync.client.feeds import fetch_reconciliation
from sync.client.push import push
from tests.fakes.closed_day import closed_day
from tests.fakes.device import ignore_progress
from tests.fakes.tables import shipped
from tests.fakes.town import Town

TODAY = date(2026, 11, 2)


def test_a_closed_day_agrees(town: Town) -> None:
    """Nothing was taken, nothing is owed, no case stays open."""
    session, log = town.join()
    log.entries += [entry.to_bytes() for entry in closed_day(TODAY, shipped().version)]
    push(session, log, ignore_progress)
    report = fetch_reconciliation(session, TODAY)
    assert (report.office, report.size) == ("C06", 4)
    assert (report.branch_yen, report.central_yen, report.difference_yen, report.open_cases) == (0, 0, 0, ())


def test_a_claim_that_does_not_fold_is_a_case(town: Town) -> None:
    """A close that says more than the log gives a finding with the entry that shows it."""
    session, log = town.join()
    entries = closed_day(TODAY, shipped().version)
    entries[3] = replace(entries[3], event=replace(entries[3].event, charged_yen=300))
    log.entries += [entry.to_bytes() for entry in entries]
    push(session, log, ignore_progress)
    report = fetch_reconciliation(session, TODAY)
    assert report.difference_yen == 300
    assert {(case.code, case.entries) for case in report.open_cases} == {("close_differs", (3,))}


def test_an_entry_nobody_understands_is_a_case(town: Town) -> None:
    """What is kept out of the fold is named."""
    session, log = town.join()
    log.entries += [entry.to_bytes() for entry in closed_day(TODAY, shipped().version)]
    log.entries.append(b"?")
    push(session, log, ignore_progress)
    (case,) = fetch_reconciliation(session, TODAY).open_cases
    assert (case.code, case.entries) == ("entry_not_understood", (4,))


def test_a_day_that_is_not_closed_has_no_report(town: Town) -> None:
    """404 until the close has arrived."""
    session, log = town.join()
    log.entries += [entry.to_bytes() for entry in closed_day(TODAY, shipped().version)[:-1]]
    push(session, log, ignore_progress)
    with pytest.raises(CentralRefused) as refused:
        fetch_reconciliation(session, TODAY)
    assert refused.value.facts == {"status": 404, "reason": "day not closed"}
