"""Who looked at whom (閲覧の記録): the registers show a person to a clerk, or the log's openings say who it was."""

from dataclasses import dataclass

from branch_app.domain.log.events.base import DataUsed, Event
from branch_app.domain.values.identifiers import ApplicationId, Commitment, ItemId, Pseudonym
from branch_app.domain.values.reasons import RevealReason
from branch_app.domain.values.veiled import VeiledField


@dataclass(frozen=True, slots=True)
class PersonOpened(Event):
    """照会: the operator of the entry was shown this person's household, not a mere hit in a list.

    ``found_by`` commits to the way they were found (``FoundBy``), never to what was typed; ``data`` is what was
    shown: the registers held and the restriction list.
    """

    kind = "person.opened"
    subject: Pseudonym
    found_by: Commitment
    data: tuple[DataUsed, ...]


@dataclass(frozen=True, slots=True)
class ItemRevealed(Event):
    """開示: what stands behind one field of a certificate's entries was shown to two persons; which, and why.

    Written before it is shown. Whom or what it says stays behind the field's own pseudonym or commitment.
    """

    kind = "item.revealed"
    application: ApplicationId
    item: ItemId
    field: VeiledField
    reason: RevealReason
    second: Pseudonym
