"""A played log with what opens it, on its way to head office: days of a till pushed by a device of the town."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from branch_app.domain.log import events
from branch_app.domain.log.canonical import to_canonical
from branch_app.domain.log.commitment import Retention, commit
from branch_app.domain.log.entry import Entry
from branch_app.domain.records.resident import Household
from branch_app.domain.records.snapshots import InkanSnapshot, JuminhyoOptions, JuminhyoSnapshot, Scope, Snapshot
from branch_app.domain.values.codec import encode
from branch_app.domain.values.identifiers import ItemId
from sync.client.push import push
from sync.client.session import Session
from tests.fakes.device import ignore_progress
from tests.fakes.memory_log import MemoryLog
from tests.fakes.store import household, seal
from tests.fakes.tables import shipped
from tests.fakes.town import Town

SALT = bytes(32)


@dataclass(slots=True)
class Branch:
    """One device of an office; ``sent`` is how many entries of its till lie in the log that is pushed.

    ``home`` is the household on every paper; ``data`` is what an item rests on,
    ``options`` what a 住民票 shows beside the least.
    """

    session: Session
    log: MemoryLog
    home: Household = field(default_factory=household)
    data: tuple[events.DataUsed, ...] = ()
    options: JuminhyoOptions = field(default_factory=JuminhyoOptions)

    @classmethod
    def of(cls, town: Town, device: str = "C06-1") -> "Branch":
        """Newly enrolled."""
        return cls(*town.join(device))

    @property
    def name(self) -> str:
        """Its log."""
        return f"{self.session.enrolment.device}/{self.session.enrolment.epoch}"

    def write(self, entries: Sequence[Entry]) -> None:
        """Take over what a till wrote since the last time, under the tables in force, papers with openings."""
        kinds: dict[ItemId, str] = {}
        held = len(self.log.entries)
        for entry in entries:
            if isinstance(entry.event, events.ItemRequested):
                kinds[entry.event.item] = entry.event.certificate
            written = self._opened(_stamped(entry), kinds)
            if entry.seq >= held:
                self.log.entries.append(written.to_bytes())

    def push(self, entries: Sequence[Entry] = ()) -> None:
        """Everything to head office."""
        self.write(entries)
        push(self.session, self.log, ignore_progress)

    def _opened(self, entry: Entry, kinds: dict[ItemId, str]) -> Entry:
        if not isinstance(entry.event, events.ItemAuthorised):
            return entry
        snapshot = self.snapshot(kinds[entry.event.item])
        committed, opening = commit("snapshot", to_canonical(encode(snapshot)), SALT, Retention.ISSUANCE)
        if not any(seq == entry.seq for seq, _ in self.log.kept):
            self.log.kept.append((entry.seq, opening))
        data = self.data or entry.event.data
        return replace(entry, event=replace(entry.event, snapshot=committed, data=data))

    def snapshot(self, certificate: str) -> Snapshot:
        """What the paper shows of the household's first member."""
        subject = self.home.members[0].id
        if certificate == "inkan":
            return InkanSnapshot(subject, self.home, seal(subject))
        shown = tuple(member.id for member in self.home.members)
        return JuminhyoSnapshot(subject, self.home, Scope.WHOLE, shown, self.options)


def _stamped(entry: Entry) -> Entry:
    return replace(entry, stamp=replace(entry.stamp, tables=shipped().version))
