"""The figures of ``make bench`` come from the product's own path."""

from branch_app.documents.bench import prepare_times
from branch_app.documents.renderer import PaperRenderer
from tests.fakes.papers import juminhyo, order


def test_figures_are_in_order(renderer: PaperRenderer) -> None:
    """Half the papers are no slower than the slowest hundredth; four people stay under 60 KB."""
    times = prepare_times(renderer, order(juminhyo()), rounds=10)
    assert 0 < times.warm_p50_ms <= times.warm_p99_ms
    assert times.first_ms > 0
    assert 10_000 < times.pdf_bytes < 60_000
