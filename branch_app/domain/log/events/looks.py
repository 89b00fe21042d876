"""Who looked at whom (閲覧の記録): the registers show a person to a clerk, whether anything is issued or not."""

from dataclasses import dataclass

from branch_app.domain.log.events.base import DataUsed, Event
from branch_app.domain.values.identifiers import Commitment, Pseudonym


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
