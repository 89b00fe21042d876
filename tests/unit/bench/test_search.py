"""The bench types what people type."""

from pathlib import Path

from branch_app.bench.search import search_times


def test_every_key_is_a_search(tmp_path: Path) -> None:
    """A small city: every beginning of every word is timed, and times are positive and in order."""
    times = search_times(tmp_path, residents=40, people=3)
    assert 40 == times.residents
    assert times.searches > 3 * 5 * 5
    assert 0 < times.p50 <= times.p99 <= times.worst
