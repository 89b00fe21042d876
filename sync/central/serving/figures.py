"""What one process of head office counts for Prometheus. No label and no figure names a person or a device."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_BYTES = (1 << 10, 1 << 13, 1 << 16, 1 << 19, 1 << 22, 1 << 25)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that was answered: seconds from its whole body to its answer, and bytes of both."""

    route: str
    status: int
    seconds: float
    received: int
    sent: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A registry of this process, and what is in it."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    requests: Counter = field(init=False)
    seconds: Histogram = field(init=False)
    received: Histogram = field(init=False)
    sent: Histogram = field(init=False)
    under_way: Gauge = field(init=False)
    ready: Gauge = field(init=False)
    to_compare: Gauge = field(init=False)

    def __post_init__(self) -> None:
        """Register them all; process figures come along."""
        ProcessCollector(registry=self.registry)
        route, one = ("route",), self.registry
        made = {
            "requests": Counter("madoguchi_requests", "Answers given", ("route", "status"), registry=one),
            "seconds": Histogram(
                "madoguchi_request_seconds", "Until answered", route, registry=one, buckets=_SECONDS
            ),
            "received": Histogram("madoguchi_received_bytes", "Bodies in", route, registry=one, buckets=_BYTES),
            "sent": Histogram("madoguchi_sent_bytes", "Bodies out", route, registry=one, buckets=_BYTES),
            "under_way": Gauge("madoguchi_requests_under_way", "Being answered", registry=one),
            "to_compare": Gauge("madoguchi_logs_to_compare", "Logs with entries not yet compared", registry=one),
            "ready": Gauge("madoguchi_ready", "1 where that part is ready", ("part",), registry=one),
        }
        for name, figure in made.items():
            object.__setattr__(self, name, figure)

    def count(self, asked: Asked) -> None:
        """One more."""
        self.requests.labels(asked.route, str(asked.status)).inc()
        self.seconds.labels(asked.route).observe(asked.seconds)
        self.received.labels(asked.route).observe(asked.received)
        self.sent.labels(asked.route).observe(asked.sent)

    @contextmanager
    def answering(self) -> Iterator[None]:
        """While a request is being answered."""
        with self.under_way.track_inprogress():
            yield

    def text(self) -> bytes:
        """As Prometheus reads it."""
        return generate_latest(self.registry)
