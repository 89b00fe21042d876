"""What a line may do to messages: lose one, lose or halve its answer, bring it twice, or long after another."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from branch_app.domain.errors import CentralUnreachable
from sync.central.head_office import HeadOffice
from sync.central.serving.app import HANDLERS, answer
from sync.client.transport import Line, Reply
from sync.wire.routes import Route

Deliver = Callable[[str, bytes], Reply]
"""Path and body of a request that arrives at head office → its answer."""


class Lost(Exception):
    """Nobody hears an answer; ``half`` is what of it still came."""

    def __init__(self, half: bytes = b"") -> None:
        super().__init__("lost")
        self.half = half


@dataclass(frozen=True, slots=True)
class Weather:
    """Chances from 0 to 1 for each message, seconds of delay each way, and bits a second (0: no limit)."""

    lose_request: float = 0
    lose_answer: float = 0
    half_answer: float = 0
    twice: float = 0
    late: float = 0
    delay_s: float = 0
    bits_per_second: int = 0
    cut: bool = False


FINE = Weather()


@dataclass
class Sky:
    """The weather now, and the requests that it holds back; ``seed`` decides whom it hits."""

    seed: int = 0
    weather: Weather = FINE
    delivered: int = 0
    _held: list[tuple[str, bytes, Deliver]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = Random(self.seed)  # noqa: S311 - weather
        self._lock = threading.Lock()

    def carry(self, path: str, body: bytes, deliver: Deliver) -> Reply:
        """One request there and its answer back.

        Raises:
            Lost.
        """
        weather = self.weather
        if weather.cut or self.hits(weather.lose_request):
            raise Lost
        time.sleep(weather.delay_s)
        if self.hits(weather.late):
            with self._lock:
                self._held.append((path, body, deliver))
            raise Lost
        reply = self._arrived(path, body, deliver)
        if self.hits(weather.twice):
            reply = self._arrived(path, body, deliver)
        self.release()
        if self.hits(weather.lose_answer) or self.weather.cut:
            raise Lost
        time.sleep(weather.delay_s)
        if self.hits(weather.half_answer):
            raise Lost(reply.body[: len(reply.body) // 2])
        return reply

    def heal(self) -> None:
        """Fine weather; what was held back arrives now, long after anybody waits for it."""
        self.weather = FINE
        self.release()

    def release(self) -> None:
        """What was held back arrives."""
        with self._lock:
            held, self._held = self._held, []
        for path, body, deliver in held:
            with suppress(OSError):
                self._arrived(path, body, deliver)

    def hits(self, chance: float) -> bool:
        """Whether it happens this time."""
        with self._lock:
            return self._chance.random() < chance

    def _arrived(self, path: str, body: bytes, deliver: Deliver) -> Reply:
        self.delivered += 1
        return deliver(path, body)


class OpenLine(Line):
    """``Line`` to a head office in this process, under a sky."""

    def __init__(self, central: HeadOffice, sky: Sky) -> None:
        self._central = central
        self._sky = sky

    def post(self, route: Route, body: bytes) -> Reply:
        """As the weather lets it."""
        try:
            return self._sky.carry(route.value, body, self._deliver)
        except Lost as lost:
            raise CentralUnreachable(reason="weather") from lost

    def _deliver(self, path: str, body: bytes) -> Reply:
        found = answer(self._central, HANDLERS[Route(path)], body)
        return Reply(found.status, found.body)
