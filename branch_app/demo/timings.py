"""How long the parts of an issue took, in milliseconds."""

import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Timings:
    """Samples by name."""

    samples: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @contextmanager
    def measure(self, name: str) -> Iterator[None]:
        """Time one block, if it ends without an error."""
        start = time.perf_counter()
        yield
        self.samples[name].append((time.perf_counter() - start) * 1000)

    def median(self, name: str) -> float:
        """Of all samples, rounded to a tenth; 0 when there are none."""
        return round(statistics.median(self.samples[name]), 1) if self.samples[name] else 0.0
