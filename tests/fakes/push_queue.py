"""Who waits for whom in head office's database."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

import psycopg
from psycopg.conninfo import make_conninfo

from sync.central.head_office import HeadOffice
from sync.client.session import Session

_SECONDS = 30
_WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


@contextmanager
def held(url: str, session: Session) -> Iterator[None]:
    """Somebody else has the row of that device, so that its push waits."""
    name, _, query = url.removeprefix("postgresql:///").partition("?")
    place = dict(part.split("=") for part in query.split("&"))
    with psycopg.connect(make_conninfo(dbname=name, host=place["host"], user=place["user"])) as connection:
        origin = session.enrolment.origin
        connection.execute("SELECT 1 FROM device_log WHERE origin = %s FOR UPDATE", (origin,))
        yield


def queue_length(head_office: HeadOffice, length: int) -> int:
    """Once so many wait for a lock, or what there is after half a minute."""
    until = monotonic() + _SECONDS
    with head_office.database.connection_context():
        while (
            waiting := head_office.database.execute_sql(_WAITING).fetchone()[0]
        ) < length and monotonic() < until:
            sleep(0.01)
    return int(waiting)
