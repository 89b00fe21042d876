"""The log says which data serve before any paper is made from them, also where a chain of changes broke off.

Killed is an exception that nothing catches; that a transaction cut off by a real one leaves nothing behind is for
``tests/integration/db/test_crash.py`` and ``test_replica_crash.py``.
"""

import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from branch_app.composition.device import Device
from branch_app.domain.errors import CentralUnreachable
from branch_app.domain.log.events import ItemAuthorised, RegisterSwitched
from branch_app.domain.records.registers import RegisterVersion
from branch_app.domain.records.resident import Household
from branch_app.domain.rules.freshness import RESTRICTIONS
from branch_app.domain.values.identifiers import ResidentId
from branch_app.machine import SystemRandom
from branch_app.ports import Bucket, Progress, RegisterDelta, RegisterPosition
from branch_app.printing.folder import FolderPrinter
from branch_app.settings import DeviceFolders
from branch_app.usecases.note_registers import note_registers
from branch_app.usecases.renew import renew
from db.ledger import SqlLedger
from db.register import SqlRegister
from db.replica import StoredReplica
from tests.fakes.branch import OPENED, SetClock, city, make_branch, open_branch
from tests.fakes.clerk import begin_day, desk_of, quoted
from tests.fakes.device import ignore_progress
from tests.fakes.logged import entries, logged
from tests.fakes.register_source import MemorySource

_CHAIN = 3
_RESIDENT = ResidentId(next(card.resident for card in city().city_cards if card.pin))

Arm = Callable[[pytest.MonkeyPatch], Progress]
"""Says where it is killed; what the renewal then tells of its progress."""


class Killed(BaseException):
    """Nothing of the program runs after it."""


@dataclass(slots=True)
class Morning(MemorySource):
    """Head office whose word is fresh enough to issue from; the line goes after ``breaks_after`` changes."""

    breaks_after: int | None = None

    def as_of(self) -> datetime:
        """A second later with every change."""
        return OPENED - timedelta(hours=1) + timedelta(seconds=self.change_seq)

    def delta(self, position: RegisterPosition) -> RegisterDelta:
        """The next change."""
        if self.breaks_after is not None:
            if not self.breaks_after:
                raise CentralUnreachable
            self.breaks_after -= 1
        return MemorySource.delta(self, position)


@dataclass(slots=True)
class Counter:
    """A device on its files, started as often as it is killed, and head office with three changes, one a delta."""

    root: Path
    source: Morning
    device: Device
    first: int
    forms: int = 0

    def move(self, times: int) -> None:
        """So many changes at head office."""
        register = self.device.registers.open()
        household = register.household_of(_RESIDENT)
        register.close()
        assert household is not None
        for number in range(times):
            self.source.change(replace(household, address=f"神奈川県川崎市麻生区見本{number}番地"))

    def issue(self) -> None:
        """A paper, as far as what it costs."""
        self.forms += 1
        desk = desk_of(self.device, FolderPrinter("folder", self.root))
        quoted(desk, str(self.forms), _RESIDENT)
        desk.register.close()

    def renew(self, progress: Progress = ignore_progress) -> None:
        """As the window does it."""
        renew(self.source, self.device.replica, self.device.journal, SystemRandom(), progress)

    def start_again(self) -> None:
        """Nothing is left of what was in memory."""
        self.device.close()
        self.device = open_device(self.root)

    def lying(self) -> int:
        """Up to which of the changes the residents are here, whatever the log says."""
        position = self.device.replica.position()
        assert position is not None
        return position.change_seq - self.first

    def noted(self) -> list[int]:
        """Up to which of them they are, entry by entry."""
        told = logged(self.device.ledger, RegisterSwitched)
        return [event.change_seq - self.first for event in told if event.register == "resident"]

    def unsaid(self) -> list[ItemAuthorised]:
        """What was made from other data than the log had said to serve."""
        said: set[tuple[str, int, int, str]] = set()
        found = []
        for event in (entry.event for entry in entries(self.device.ledger)):
            if isinstance(event, RegisterSwitched):
                said.add((event.register, event.generation, event.change_seq, event.as_of))
            if isinstance(event, ItemAuthorised):
                used = {(one.register, one.generation, one.change_seq, one.as_of) for one in event.data}
                found += [event] * (not {one for one in used if one[0] != RESTRICTIONS} <= said)
        return found


def open_device(root: Path) -> Device:
    """As the program starts."""
    return open_branch(DeviceFolders.below(root), SetClock())


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Counter:
    """One paper was made from the generation that serves."""
    root = tmp_path_factory.mktemp("branch")
    make_branch(root)
    device = open_device(root)
    source = Morning(device.replica.tables(), page=1)
    for table in source.tables:
        source.change(*device.replica.lines(Bucket(table, "", None, 0, "")))
    device.replica.build(source, source.offer(), ignore_progress)
    begin_day(desk_of(device, FolderPrinter("folder", root)))
    made = Counter(root, source, device, source.change_seq)
    made.issue()
    device.close()
    return made


@pytest.fixture
def counter(before: Counter, tmp_path: Path) -> Iterator[Counter]:
    """That counter, with a chain of three changes before it."""
    root = tmp_path / "branch"
    shutil.copytree(before.root, root)
    made = replace(before, root=root, source=deepcopy(before.source), device=open_device(root))
    made.move(_CHAIN)
    yield made
    made.device.close()


def killed_after(changes: int) -> Progress:
    """When so many were committed."""

    def progress(_what: str, done: int, _of: int) -> None:
        if done == changes:
            raise Killed

    return progress


def after(changes: int) -> Arm:
    """Killed when so many changes were committed."""
    return lambda _patch: killed_after(changes)


def within(changes: int) -> Arm:
    """Killed in the transaction that takes in that change."""

    def arm(patch: pytest.MonkeyPatch) -> Progress:
        heard = count(1)

        def dying(*_taken_in: object) -> None:
            if next(heard) == changes:
                raise Killed

        patch.setattr("db.register_changes._count", dying)
        return ignore_progress

    return arm


def in_the_log(patch: pytest.MonkeyPatch) -> Progress:
    """Killed in the transaction that notes all of it."""
    heard, versions = count(1), StoredReplica.versions

    def dying(replica: StoredReplica) -> tuple[RegisterVersion, ...]:
        if next(heard) > 1:
            raise Killed
        return versions(replica)

    patch.setattr(StoredReplica, "versions", dying)
    return ignore_progress


def behind_the_log(patch: pytest.MonkeyPatch) -> Progress:
    """Killed right after that transaction."""

    def dying(_ledger: SqlLedger) -> None:
        raise Killed

    patch.setattr(SqlLedger, "mirror", dying)
    return ignore_progress


@pytest.mark.parametrize(
    ("arm", "lying"),
    [
        pytest.param(within(1), 0, id="in the first change"),
        pytest.param(after(1), 1, id="after the first"),
        pytest.param(within(2), 1, id="in the second"),
        pytest.param(after(2), 2, id="after the second"),
        pytest.param(within(3), 2, id="in the last"),
        pytest.param(after(3), 3, id="after the last"),
        pytest.param(in_the_log, 3, id="in the log's transaction"),
        pytest.param(behind_the_log, 3, id="after the log's commit"),
    ],
)
def test_killed_at_each_step_of_a_chain(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, arm: Arm, lying: int
) -> None:
    """The first paper after the start has what lies there noted, once; the rest at the end of the chain."""
    with monkeypatch.context() as patch, pytest.raises(Killed):
        counter.renew(arm(patch))
    counter.start_again()
    assert lying == counter.lying()
    counter.issue()
    counter.issue()
    noted = sorted({0, lying})
    assert (noted, []) == (counter.noted(), counter.unsaid())
    counter.renew()
    counter.start_again()
    counter.issue()
    assert (sorted({*noted, _CHAIN}), []) == (counter.noted(), counter.unsaid())


def test_a_line_that_goes_in_the_middle(counter: Counter) -> None:
    """The same without a start: the next paper has it noted."""
    counter.source.breaks_after = 2
    with pytest.raises(CentralUnreachable):
        counter.renew()
    counter.issue()
    assert ([0, 2], []) == (counter.noted(), counter.unsaid())


def test_papers_made_while_the_chain_goes_on(counter: Counter) -> None:
    """Each change serves from its own commit on: what was made from it is made from data that the log names."""
    counter.renew(lambda _what, done, _of: counter.issue() if done != 2 else None)
    counter.issue()
    assert ([0, 1, 3], []) == (counter.noted(), counter.unsaid())


def test_changes_that_come_while_it_is_read(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read before them is read again: the paper is made from what lies there after it was read."""
    household_of = SqlRegister.household_of

    def moving(register: SqlRegister, resident: ResidentId) -> Household | None:
        found = household_of(register, resident)
        if counter.lying() < _CHAIN:
            with pytest.raises(Killed):
                counter.renew(killed_after(1))
        return found

    monkeypatch.setattr(SqlRegister, "household_of", moving)
    counter.issue()
    assert (_CHAIN, []) == (counter.noted()[-1], counter.unsaid())


@pytest.fixture
def other(counter: Counter) -> Iterator[Device]:
    """Another program on the same files."""
    device = open_device(counter.root)
    yield device
    device.close()


def test_two_programs_note_the_same_once(counter: Counter, other: Device) -> None:
    """The second one's state is of before; what the first has written it finds in the transaction."""
    for _ in range(2):
        with pytest.raises(Killed):
            counter.renew(killed_after(1))
        for device in (counter.device, other):
            note_registers(device.replica.versions, device.journal, SystemRandom())
    assert [0, 1, 2] == counter.noted()


def test_nothing_older_is_noted_behind_what_is_newer(counter: Counter, other: Device) -> None:
    """Another program takes in the rest after we looked and before we write: ours serve no more."""
    with pytest.raises(Killed):
        counter.renew(killed_after(1))

    def overtaken() -> tuple[RegisterVersion, ...]:
        found = counter.device.replica.versions()
        if counter.lying() < _CHAIN:
            renew(counter.source, other.replica, other.journal, SystemRandom(), ignore_progress)
        return found

    note_registers(overtaken, counter.device.journal, SystemRandom())
    assert [0, 3] == counter.noted()
