"""``bench day`` measures what it says; its limits are the bench's own."""

from pathlib import Path

import pytest

from branch_app.bench.day import figures, years


@pytest.mark.timeout(600)
def test_a_day_on_a_log_that_was_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closed days by the deciders' own folds, then issues, starts, appends and a close, each with a time."""
    for module in (figures, years):
        monkeypatch.setattr(module, "ISSUES_A_DAY", 5)
    monkeypatch.setattr(figures, "_APPENDS", 5)
    monkeypatch.setattr(figures, "_STARTS", 1)
    told = figures.day_figures(tmp_path, 300, 3)
    assert 200 < told.entries < 400
    assert 0 < told.issue_p50 <= told.issue_p95 <= told.on_the_clock["issue_p95"]
    assert 0 < told.start <= told.slowest_start
    assert 0 < told.mirror_p50 <= told.mirror_p99
    assert 0 < told.close <= told.on_the_clock["close"]
    assert set(told.over()) <= set(told.as_json()["limits"])
