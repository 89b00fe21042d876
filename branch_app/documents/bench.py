"""How long a paper takes, from the order to the checked file."""

import time
from dataclasses import dataclass
from statistics import median, quantiles

from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.records.certificate import PrintOrder


@dataclass(frozen=True, slots=True)
class PrepareTimes:
    """Milliseconds of the first paper (font hashed and parsed) and of the following ones, and bytes of a file."""

    first_ms: float
    warm_p50_ms: float
    warm_p99_ms: float
    pdf_bytes: int


def prepare_times(renderer: PaperRenderer, order: PrintOrder, rounds: int = 200) -> PrepareTimes:
    """Render ``order`` that many times. The first figure holds only in a process that has made no paper before."""
    first, size = _timed(renderer, order)
    warm = [_timed(renderer, order)[0] for _ in range(rounds)]
    return PrepareTimes(first, median(warm), quantiles(warm, n=100)[98], size)


def _timed(renderer: PaperRenderer, order: PrintOrder) -> tuple[float, int]:
    start = time.perf_counter()
    paper = renderer.render(order)
    return (time.perf_counter() - start) * 1000, len(paper.pdf)
