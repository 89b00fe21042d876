"""The log says which data serve before any paper is made from them, however they came to lie there.

Changes are in use from their own commit on, and whoever takes them in may end before the log is told.
"""

from collections.abc import Callable, Iterable

from branch_app.domain.deciders.registers import switch
from branch_app.domain.log.events import RegisterSwitched
from branch_app.domain.records.registers import RegisterVersion
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import Random
from branch_app.usecases.journal import Journal

_REQUEST_BYTES = 16

Versions = Callable[[], tuple[RegisterVersion, ...]]
"""Of every register, as they lie there at that moment."""


def note_registers(versions: Versions, journal: Journal, random: Random) -> tuple[RegisterVersion, ...]:
    """Bring the log in step with what lies there; what that was.

    They are read once more in the log's own transaction: two programs write no older ones behind newer ones, and
    neither writes what the other has written. Then others may lie there than were told, never those again.

    Raises:
        DataStale: nothing does.
    """
    lying = versions()
    if switch(journal.state.registers, _switched(lying)):
        request = RequestId(random.token(_REQUEST_BYTES).hex())
        journal.record(request, lambda state: switch(state.registers, _switched(versions())))
    return lying


def _switched(versions: Iterable[RegisterVersion]) -> tuple[RegisterSwitched, ...]:
    return tuple(
        RegisterSwitched(each.register.value, each.generation, each.change_seq, each.as_of.isoformat(), each.rows)
        for each in versions
    )
