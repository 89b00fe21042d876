"""The doctor's screen without a display."""

import pytest

from branch_app.domain.errors import DiskFull
from branch_app.ui.presenters.doctor import Doctor, DoctorPresenter, Verdict
from branch_app.ui.work import Lane
from branch_app.usecases.doctor import Check, Finding, Report
from branch_app.usecases.level import Level
from tests.fakes.direct_work import DirectWork


def _report(*levels: tuple[Check, Level]) -> Report:
    return Report(tuple(Finding(check, level, f"{check.value}_good") for check, level in levels))


@pytest.mark.parametrize(
    ("levels", "verdict"),
    [
        (((Check.DISK, Level.GOOD), (Check.KEYS, Level.GOOD)), Verdict.ALL_WELL),
        (((Check.DISK, Level.GOOD), (Check.KEYS, Level.UNKNOWN)), Verdict.SO_FAR),
        (((Check.DISK, Level.NOTICE), (Check.KEYS, Level.GOOD)), Verdict.POSSIBLE),
        (((Check.READER, Level.BAD), (Check.KEYS, Level.GOOD)), Verdict.POSSIBLE),
        (((Check.DISK, Level.BAD), (Check.KEYS, Level.GOOD)), Verdict.IMPOSSIBLE),
    ],
)
def test_one_line_says_what_it_comes_to(levels: tuple[tuple[Check, Level], ...], verdict: Verdict) -> None:
    """Bad where the main job needs it: impossible; a reader or the line missing: possible."""
    presenter = DoctorPresenter(lambda: _report(*levels), DirectWork())
    presenter.run()
    assert verdict is presenter.state.verdict


def test_nothing_is_said_before_the_first_report() -> None:
    """Unknown is not well."""
    assert Doctor().verdict is None


def test_it_looks_where_waiting_hurts_nobody_and_can_look_again() -> None:
    """On the devices' lane; each run asks anew."""
    work, asked = DirectWork(), []
    presenter = DoctorPresenter(lambda: asked.append(1) or _report(), work)
    presenter.run()
    presenter.run()
    assert ([Lane.DEVICES] * 2, 2, False) == (work.lanes, len(asked), presenter.state.running)


def test_trouble_while_looking_is_told() -> None:
    """The last report stands."""

    def fails() -> Report:
        raise DiskFull

    presenter = DoctorPresenter(fails, DirectWork())
    presenter.run()
    assert (DiskFull, False) == (type(presenter.state.trouble), presenter.state.running)
