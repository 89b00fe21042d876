"""Many certificates of every kind, one after another, and what stays in memory.

In a process of its own: ``python -m branch_app.bench.documents.memory PAPERS``.
"""

import dataclasses
import gc
import json
import resource
import sys
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from branch_app.bench.documents.mix import mixed_orders
from branch_app.bench.seals import PassingSeals
from branch_app.composition.papers import paper_renderer

_STATM = Path("/proc/self/statm")
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class MixedPapers:
    """How many, median of one on its core, largest file, and megabytes resident after the first tenth and all."""

    papers: int
    core_ms: float
    largest: int
    early_mb: float
    late_mb: float


def mixed_papers(papers: int) -> MixedPapers:
    """Make them; nothing of one is kept for the next."""
    renderer, orders = paper_renderer(PassingSeals()), mixed_orders()
    times: list[float] = []
    largest, early = 0, 0.0
    for number, order in enumerate(islice(orders, papers), 1):
        start = time.process_time()
        largest = max(largest, len(renderer.render(order).pdf))
        times.append((time.process_time() - start) * 1_000)
        if number == papers // 10:
            early = _resident()
    return MixedPapers(papers, round(median(times), 2), largest, early, _resident())


def _resident() -> float:
    """Without what is only waiting to be collected."""
    gc.collect()
    return round(int(_STATM.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / _MB, 1)


if __name__ == "__main__":
    print(json.dumps(dataclasses.asdict(mixed_papers(int(sys.argv[1])))))  # noqa: T201 - the bench reads it
