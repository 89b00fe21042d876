"""A device without a window: one round brings everything down and up, and is green only then."""

from contextlib import closing

from branch_app.cli.sync import Round
from branch_app.usecases.level import Level
from branch_app.usecases.status import log_status
from sync.central.registers.history import record
from tests.fakes.branch import CLERK
from tests.fakes.register_records import RECORDS
from tests.integration.door.conftest import Outpost


def test_a_round_ends_green_and_writes_no_entry_the_next_time(outpost: Outpost) -> None:
    """Which data serve is an entry once an hour, not with every trip."""
    with outpost.central.database.connection_context():
        record(outpost.central, RECORDS)
    door = outpost.door()
    outpost.freshen(door)
    with closing(door.sign_in(CLERK.operator, CLERK.password)) as device:
        round_trip = Round(device, outpost.url)
        assert Level.GOOD is not log_status(device.ledger).level
        assert round_trip.trip().startswith("good")
        size = device.ledger.head().size
        assert round_trip.trip().startswith("good")
        assert (size, Level.GOOD) == (device.ledger.head().size, log_status(device.ledger).level)
