"""Devices, head office and the weather between them, played at random: what must hold whatever happens.

Each device writes, sends when it likes, and loses the line when it likes; head office is opened anew in between.
Held after every step: what head office acknowledged it has, each entry once and as it was written; what it cosigned
never shrinks; nobody's log loses an entry. After every heal all of them are in step, by size and root.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from branch_app.domain.errors import CentralError
from branch_app.domain.log.checkpoint import Checkpoint
from branch_app.domain.log.note import Note
from sync.central.models import DeviceLog, Leaf
from sync.client.push import push
from sync.client.session import Session
from sync.client.transport import Line
from tests.fakes.device import ignore_progress
from tests.fakes.memory_log import MemoryLog
from tests.fakes.town import Town
from tests.fakes.weather import FINE, Sky, Weather

CHANCE = st.sampled_from([0.0, 0.0, 0.3, 0.7])
WEATHERS = st.builds(Weather, CHANCE, CHANCE, CHANCE, CHANCE, CHANCE)
_DEVICES = 2


@dataclass(slots=True)
class Counter:
    """One device: its session under its own sky, its log, and every entry it ever wrote."""

    session: Session
    log: MemoryLog
    sky: Sky
    written: list[bytes] = field(default_factory=list)
    cosigned: int = 0


class LineMachine(RuleBasedStateMachine):
    """``line`` makes a device's line under its sky."""

    def __init__(self, town: Town, line: Callable[[Sky], Line], names: Callable[[], str]) -> None:
        super().__init__()
        self.town = town
        self.line = line
        self.names = names
        self.counters: list[Counter] = []

    @initialize(seed=st.integers(0, 10**6))
    def join(self, seed: int) -> None:
        """Devices that nobody knows yet."""
        for number in range(_DEVICES):
            session, log = self.town.join(self.names())
            sky = Sky(seed + number)
            self.counters.append(Counter(replace(session, line=self.line(sky)), log, sky))

    @rule(who=st.integers(0, _DEVICES - 1), count=st.integers(1, 40))
    def write(self, who: int, count: int) -> None:
        """Entries at a counter."""
        counter = self.counters[who]
        counter.log.grow(count, f"{who}")
        counter.written += counter.log.entries[len(counter.written) :]

    @rule(who=st.integers(0, _DEVICES - 1), weather=WEATHERS)
    def send(self, who: int, weather: Weather) -> None:
        """A trip in that weather."""
        counter = self.counters[who]
        counter.sky.weather = weather
        self._push(counter)

    @rule(who=st.integers(0, _DEVICES - 1))
    def cut(self, who: int) -> None:
        """A trip over a line that is down."""
        self.counters[who].sky.weather = Weather(cut=True)
        assert self._push(self.counters[who]) is None

    @rule(who=st.integers(0, _DEVICES - 1))
    def late(self, who: int) -> None:
        """What was held back arrives at last."""
        self.counters[who].sky.release()

    @rule(who=st.integers(0, _DEVICES - 1))
    def forget(self, who: int) -> None:
        """A device that was unplugged before it kept its newest receipt."""
        log = self.counters[who].log
        del log.receipts[-1:]

    @rule()
    def heal(self) -> None:
        """All lines are well: everybody gets in step at the first try."""
        for counter in self.counters:
            counter.sky.heal()
            counter.sky.weather = FINE
            assert self._push(counter) == len(counter.written)

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        """Head office has of each log what it cosigned, in order, each entry once and as it was written."""
        with self.town.central.database.connection_context():
            for counter in self.counters:
                enrolment = counter.session.enrolment
                row = DeviceLog.get(DeviceLog.origin == enrolment.origin)
                leaves = [bytes(leaf.data) for leaf in Leaf.select().where(Leaf.log == row).order_by(Leaf.seq)]
                assert leaves == counter.written[: row.size]
                assert not row.quarantined
                assert counter.cosigned <= row.size
                counter.cosigned = row.size

    @invariant()
    def receipts_are_kept_in_order(self) -> None:
        """What a device holds as acknowledged only grows, and head office has it."""
        for counter in self.counters:
            sizes = [Checkpoint.parse(Note.parse(text.encode()).text).size for text in counter.log.receipts]
            assert sizes == sorted(set(sizes))
            assert max(sizes, default=0) <= counter.cosigned
            assert counter.log.entries == counter.written

    def teardown(self) -> None:
        """Whatever happened before, it ends well."""
        self.heal()

    def _push(self, counter: Counter) -> int | None:
        try:
            return push(counter.session, counter.log, ignore_progress)
        except CentralError:
            return None
