"""The targets of the plain record by name, over two hundred residents, and the page that says so."""

from pathlib import Path

import pytest

from branch_app.domain.deciders.states import JobState
from branch_app.ui.keys import Key
from build.write_key_count import PAGE
from tests.keycount.bench import Bench
from tests.keycount.clerk import Clerk
from tests.keycount.measure import Search, rest_of_plain, searches, spread
from tests.keycount.page import counts_in, page
from tests.keycount.two_hundred import PEOPLE, Way, chosen, find


@pytest.fixture(scope="module")
def measured(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Way, Search]:
    """Anew."""
    return searches(made, tmp_path_factory.mktemp("two_hundred") / "home")


def test_a_percentile_is_somebody_real() -> None:
    """Nearest rank: of 200 the 190th, of 1 the only one."""
    of_many = spread(list(range(1, PEOPLE + 1)))
    assert (1, 100, 190, 200) == (of_many.least, of_many.median, of_many.p95, of_many.most)
    assert 7 == spread([7]).p95


def test_a_plain_record_by_name_takes_eighteen_keys_at_most(measured: dict[Way, Search]) -> None:
    """The 95th percentile, every character and every ↓ counted."""
    assert measured[Way.BEGINNINGS].keys.p95 <= 18


def test_and_eleven_seconds(measured: dict[Way, Search]) -> None:
    """The 95th percentile by name, and by date of birth."""
    assert measured[Way.BEGINNINGS].seconds.p95 <= 11.0
    assert measured[Way.BIRTH].seconds.p95 <= 11.0


def test_the_page_is_what_is_measured(measured: dict[Way, Search]) -> None:
    """Run ``python -m build.write_key_count``; the catalogue's rows are measured by their own tests."""
    text = PAGE.read_text(encoding="utf-8")
    assert page(counts_in(text), measured) == text


def test_what_follows_the_search_is_the_same_for_everybody(made: Path, tmp_path: Path) -> None:
    """So it is measured once and added; five residents are really served."""
    bench = Bench(made, tmp_path / "home")
    bench.open_day()
    rests = set()
    for person in chosen(bench.desk.restrictions.current().residents)[:5]:
        find(Clerk(bench), person, Way.BEGINNINGS)
        rests.add(rest_of_plain(bench))
        bench.keyboard.press(Key.RETURN)
    jobs = bench.desk.journal.refresh().issuance.jobs.values()
    assert (1, [JobState.DELIVERED] * 5) == (len(rests), [job.state for job in jobs])
    bench.leave()
