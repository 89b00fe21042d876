"""Fill or renew the replica: restrictions first, because everything else waits for them."""

from branch_app.domain.log.events import RegisterSwitched
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports import Central, Random, RegisterStore, RestrictionStore
from branch_app.usecases.journal import Journal
from branch_app.usecases.restrictions_first import restrictions_first


def bootstrap(
    central: Central, restrictions: RestrictionStore, registers: RegisterStore, journal: Journal, random: Random
) -> int:
    """Load the newest generation and note in the log which data serve from now on; the generation's number.

    Raises:
        CentralError: the old generation serves on.
    """
    restrictions_first(central, restrictions)
    delivery = central.registers()
    generation = registers.load(delivery.versions, delivery.rows)
    switched = [
        RegisterSwitched(
            version.register.value, version.generation, version.change_seq, version.as_of.isoformat(), version.rows
        )
        for version in delivery.versions
    ]
    journal.record(RequestId(random.token(16).hex()), lambda _state: switched)
    return generation
