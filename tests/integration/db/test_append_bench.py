"""The bench measures what it says."""

from pathlib import Path

from db.append_bench import measure


def test_same_rows_on_both_sides(tmp_path: Path) -> None:
    """Both sides took every entry, and times are positive; the gate on the ratio is the bench's own."""
    figures = measure(tmp_path, entries=20)
    assert 20 == figures.entries
    assert 0 < figures.bare_p50 <= figures.bare_p99
    assert 0 < figures.ours_p50 <= figures.ours_p99
