"""A stored replica that holds a city already: what is in it, how it follows head office, and how it is spoilt."""

from branch_app.ports import Bucket, RegisterDelta
from db.generations import RegisterFolder
from db.replica import StoredReplica
from tests.fakes.device import ignore_progress
from tests.fakes.register_records import RECORDS, home
from tests.fakes.register_source import MemorySource

SHARE = ("household", "seal", "koseki", "tax")


def fill(replica: StoredReplica) -> MemorySource:
    """Head office, whose every record the replica then has."""
    source = MemorySource(tables=SHARE)
    source.change(*RECORDS, *(home(number) for number in range(10)))
    replica.build(source, source.offer(), ignore_progress)
    return source


def follow(replica: StoredReplica, source: MemorySource) -> RegisterDelta:
    """The next changes."""
    position = replica.position()
    assert position is not None
    delta = source.delta(position)
    replica.apply(delta)
    return delta


def everything(replica: StoredReplica) -> dict[str, list[object]]:
    """All rows as they would be compared."""
    return {table: list(replica.lines(Bucket(table, "", None, 0, ""))) for table in replica.tables()}


def search_rows(folder: RegisterFolder) -> list[object]:
    """What hangs on households for the search alone, in no order."""
    number = folder.serving()
    assert number is not None
    file = folder.open_file(number)
    with file.connected() as connection:
        rows = [
            *connection.execute("SELECT * FROM other_name").fetchall(),
            *connection.execute("SELECT * FROM resident").fetchall(),
            *connection.execute("SELECT * FROM hit").fetchall(),
            *connection.execute("SELECT * FROM quarantine").fetchall(),
            *connection.execute("SELECT * FROM quarantined_person").fetchall(),
        ]
    file.close()
    return sorted(rows, key=repr)


def spoil(folder: RegisterFolder, statement: str) -> None:
    """What should never happen to a replica."""
    file = folder.open_file(folder.serving() or 0)
    with file.immediate() as connection:
        assert 0 < connection.execute(statement).rowcount
    file.close()
