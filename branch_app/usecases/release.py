"""解除: a stop that two persons release for one certificate, never for the person.

A person under 支援措置 asks for their own paper, or a hold came while a paper was printed. What was released stands
behind a commitment: which stops, of whom, by which list. Any other stop, and any newer list, stops again.
"""

from dataclasses import dataclass

from branch_app.domain.deciders.issuance import decide
from branch_app.domain.deciders.issuance.state import NO_SNAPSHOT, Item
from branch_app.domain.errors import BadInput, Restricted
from branch_app.domain.log.canonical import from_canonical
from branch_app.domain.log.commitment import Retention
from branch_app.domain.log.events import ItemReleased
from branch_app.domain.records.hold import HoldId
from branch_app.domain.records.registers import Restrictions
from branch_app.domain.records.snapshots import Snapshot
from branch_app.domain.rules.freshness import check_restrictions
from branch_app.domain.rules.restriction import check_unrestricted
from branch_app.domain.rules.shown_persons import named_alone, perhaps_on
from branch_app.domain.values.codec import decode
from branch_app.domain.values.identifiers import ItemId, Pseudonym, ResidentId
from branch_app.usecases.desk import Desk
from branch_app.usecases.snapshot import open_snapshot


@dataclass(frozen=True, slots=True)
class Stops:
    """Who is stopped by the list of that version, and by which holds told by telephone."""

    persons: frozenset[ResidentId]
    holds: frozenset[HoldId]
    version: int

    def cover(self, others: "Stops") -> bool:
        """Whether everything that stops now was released then."""
        return self.version == others.version and self.persons >= others.persons and self.holds >= others.holds


def release(desk: Desk, item: ItemId, second: Pseudonym, words: str = "") -> None:
    """Let this certificate be made, or its withheld papers be handed over (``Vouched.RELEASE``).

    Raises:
        SecondPersonNeeded: alone.
        OutOfOrder: neither the own request of whom it is about, nor is a paper of it withheld.
        BadInput: nothing stops it before it is made (``at`` is item).
        DataStale: the list is too old to say what is released.
    """
    now = desk.journal.refresh().issuance.item(item)
    restrictions = desk.restrictions.current()
    check_restrictions(restrictions, desk.limits, desk.clock.now())
    stops = _stops(desk, _shown(desk, now, restrictions), restrictions)
    if not stops.persons and now.snapshot == NO_SNAPSHOT:
        raise BadInput(at="item")
    committed, opening = desk.veil.field("stops", stops, Retention.REFUSAL)
    note, openings = desk.veil.words(words)
    event = ItemReleased(now.application, item, committed, second, note)
    desk.journal.decide(
        desk.new_request(),
        lambda state: decide.release(state.issuance, event, desk.journal.operator),
        (opening, *openings),
    )


def check_unstopped(desk: Desk, item: Item, snapshot: Snapshot, restrictions: Restrictions) -> None:
    """Raise Restricted when the list stops anybody the paper shows, and that was not released for it.

    Where a paper has no more of somebody than a name, everybody on the list who bears it stops the paper.
    """
    held = _names_held(desk, snapshot, restrictions)
    try:
        check_unrestricted(snapshot, restrictions, held)
    except Restricted:
        if not _released(desk, item).cover(_stops(desk, perhaps_on(snapshot, held), restrictions)):
            raise


def _released(desk: Desk, item: Item) -> Stops:
    if item.release is None:
        return Stops(frozenset(), frozenset(), 0)
    return decode(Stops, from_canonical(desk.journal.ledger.opening_of(item.release).value))


def _shown(desk: Desk, item: Item, restrictions: Restrictions) -> frozenset[ResidentId]:
    """Before 審査 nothing is known but whom it is about: their own stop is released, nobody's beside them."""
    if item.snapshot == NO_SNAPSHOT:
        return frozenset({ResidentId(desk.journal.ledger.opening_of(item.subject).value.decode())})
    taken = open_snapshot(item.certificate, desk.journal.ledger.opening_of(item.snapshot))
    return perhaps_on(taken, _names_held(desk, taken, restrictions))


def _names_held(desk: Desk, snapshot: Snapshot, restrictions: Restrictions) -> tuple[tuple[ResidentId, str], ...]:
    """Of those on the list, where the paper names somebody by name alone."""
    return desk.register.names_of(restrictions.residents) if named_alone(snapshot) else ()


def _stops(desk: Desk, shown: frozenset[ResidentId], restrictions: Restrictions) -> Stops:
    stopped = frozenset(restrictions.residents) & shown
    kept = (each.hold for each in desk.restrictions.holds())
    holds = frozenset(hold.id for hold in kept if hold.resident in stopped)
    return Stops(stopped, holds, restrictions.version)
