"""The figures of the replica: made on real parts, held to their limits."""

from dataclasses import replace
from pathlib import Path

import pytest

from branch_app.bench.register.changes import ChangeFigures
from branch_app.bench.register.device import BuildFigures
from branch_app.bench.register.figures import RegisterFigures, growth, over, register_figures
from branch_app.bench.register.lookups import LookUpFigures
from branch_app.bench.register.search import SearchFigures
from branch_app.bench.register.town import CityLoad

_GOOD = RegisterFigures(
    1_431_000,
    CityLoad(5_700_000, 600.0, 100.0),
    BuildFigures(4_500_000, 100.0, 390),
    50.0,
    LookUpFigures(49.0, 0.9, 0.9, 0.9),
    SearchFigures(10_000, 0, 0.4, 4.0, 9.0, 0.3, 3.0),
    ChangeFigures(10_000, 20.0, 1.0, 19.0, 1_000),
)


def test_a_small_town_gives_every_figure(tmp_path: Path) -> None:
    """Head office, device, bare driver and log are real; every row that came is a row of the town."""
    figures = register_figures(tmp_path / "bench", 300)
    assert 0 < figures.build.rows <= figures.load.rows
    assert 0 < figures.changes.changes <= 300
    assert 10_000 == figures.search.queries
    assert figures.bare > 0
    assert not (tmp_path / "bench").exists()


@pytest.mark.parametrize(
    ("figures", "limit"),
    [
        (replace(_GOOD, bare=39.0), "build_ratio"),
        (replace(_GOOD, build=BuildFigures(1, 100.0, 401)), "build_memory"),
        (replace(_GOOD, look_up=LookUpFigures(51.0, 0.9, 0.9, 0.9)), "first_open"),
        (replace(_GOOD, look_up=LookUpFigures(49.0, 1.1, 0.9, 0.9)), "household_p99"),
        (replace(_GOOD, search=SearchFigures(10_000, 0, 0.4, 5.1, 9.0, 0.3, 3.0)), "search"),
        (replace(_GOOD, changes=ChangeFigures(10_000, 20.0, 1.0, 21.0, 1_000)), "append_p99"),
    ],
)
def test_a_limit_that_does_not_hold_is_named(figures: RegisterFigures, limit: str) -> None:
    """One at a time."""
    assert [limit] == over([figures])


def test_good_figures_are_over_nothing() -> None:
    """Just below every limit; a small town is held to none of its own."""
    small = replace(_GOOD, residents=14_310, bare=1.0)
    assert [] == over([small, _GOOD])


def test_growth_is_from_the_smallest_to_the_largest() -> None:
    """Whatever order they come in."""
    small = replace(_GOOD, residents=14_310, search=replace(_GOOD.search, p50=0.1))
    assert 4.0 == growth([_GOOD, small])
    assert ["growth"] == over([_GOOD, small])
