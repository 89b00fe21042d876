"""閲覧の記録: somebody was looked up and stands on the screen, whether anything will be issued or not."""

from branch_app.domain.log.events import PersonOpened
from branch_app.domain.values.found_by import FoundBy
from branch_app.usecases.desk import Desk
from branch_app.usecases.look_up import Person, RemovedPerson


def open_person(desk: Desk, person: Person | RemovedPerson, way: FoundBy) -> None:
    """Write down who was shown to the operator, once an opening; a hit in a list is none.

    It has happened, so it is written whatever the clock says.

    Raises:
        StoreError: nothing was written, so nothing may stay on the screen.
    """
    alias, opened = desk.veil.person(person.resident.id)
    committed, opening = desk.veil.field("found_by", way)
    event = PersonOpened(alias, committed, person.used)
    desk.journal.record(desk.new_request(), lambda _state: (event,), (opened, opening))
