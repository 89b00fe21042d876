"""Days of a till on their way to head office, and the cases that comparing them gives."""

from datetime import timedelta

from branch_app.domain.records.case import Case
from branch_app.domain.values.identifiers import JobId
from sync.central.cases import store
from sync.central.cases.city import compare_city
from tests.fakes.compared import Branch
from tests.fakes.played_log import MORNING
from tests.fakes.till import Till
from tests.fakes.town import Town


def opened(town: Town) -> tuple[Branch, Till]:
    """A branch and its till on the first morning."""
    town.watch.now = MORNING
    return Branch.of(town), Till.opened()


def play(town: Town, branch: Branch, till: Till) -> None:
    """One paper handed over, and told."""
    till.hand_over(till.paid()[1][0])
    push_till(town, branch, till)


def push_till(town: Town, branch: Branch, till: Till) -> None:
    """What the till wrote is here a moment later."""
    town.watch.now = max(town.watch.now, till.now)
    branch.push(till.entries)


def evening(town: Town, till: Till) -> None:
    """Counted and closed."""
    till.count()
    till.close()
    town.watch.now = till.now


def next_morning(town: Town, till: Till) -> None:
    """Open again."""
    till.now += timedelta(days=1)
    town.watch.now = till.now
    till.open()


def last_copy(till: Till) -> JobId:
    """The newest copy."""
    return list(till.state.issuance.jobs)[-1]


def unclosed(town: Town) -> tuple[Case, ...]:
    """What is not closed after everything was compared."""
    with town.central.database.connection_context():
        compare_city(town.central)
        return store.unclosed()
