"""本人通知 records: which papers about a person were given to others. A pure fold; persons stay pseudonyms."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.records.requester import Standing
from branch_app.domain.rules.policies import Policies
from branch_app.domain.values.identifiers import ItemId, JobId, Pseudonym


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told: the day, the certificate, the copies handed over that day, the class of who asked."""

    business_date: date
    subject: Pseudonym
    certificate: str
    copies: int
    requester: Standing


class Notices:
    """The fold; nothing is told of copies that nobody took away."""

    def __init__(self, policies: Policies) -> None:
        self._policies = policies
        self._day = date.min
        self._items: dict[ItemId, events.ItemRequested] = {}
        self._item_of: dict[JobId, ItemId] = {}
        self._told: dict[tuple[date, ItemId], Notice] = {}

    @property
    def told(self) -> tuple[Notice, ...]:
        """So far, in the order of the first copy of each."""
        return tuple(self._told.values())

    def add(self, entry: Entry) -> None:
        """Take in the next entry.

        Raises:
            DataStale: no tables were in force when a paper was given to somebody else.
        """
        match entry.event:
            case events.DayOpened() as event:
                self._day = date.fromisoformat(event.business_date)
            case events.ItemRequested() as event:
                self._items[event.item] = event
            case events.JobPrepared() as event:
                self._item_of[event.job] = event.item
            case events.JobDelivered() as event:
                self._delivered(self._items[self._item_of[event.job]])

    def _delivered(self, item: events.ItemRequested) -> None:
        if item.requester is None or not self._policies.on(self._day).is_notified(item.requester, self._day):
            return
        key = self._day, item.item
        before = self._told.get(key) or Notice(self._day, item.subject, item.certificate, 0, item.requester)
        self._told[key] = replace(before, copies=before.copies + 1)


def notices(entries: Iterable[Entry], policies: Policies) -> tuple[Notice, ...]:
    """Of a whole log, from its first entry on."""
    fold = Notices(policies)
    for entry in entries:
        fold.add(entry)
    return fold.told
