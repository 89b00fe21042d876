"""A push at head office against a loop that only hashes the same leaves and inserts them."""

import time
from collections.abc import Sequence
from statistics import median

import psycopg

from branch_app.bench.sync.told import Pattern, ToldLog
from branch_app.domain.log.merkle import leaf_hashes
from sync.central.head_office import HeadOffice
from sync.central.intake.ingest import ingest
from sync.client.parcels import push_parcel, stretch
from sync.client.receipts import Trees
from sync.client.session import Session
from sync.wire.entries import MAX_LEAVES

_TABLE = "CREATE TABLE bare (log BIGINT, seq BIGINT, hash BYTEA, data BYTEA, kind TEXT, PRIMARY KEY (log, seq))"
_INSERT = "INSERT INTO bare (log, seq, hash, data, kind) VALUES (%s, %s, %s, %s, %s)"


def push_rates(
    central: HeadOffice, database: str, sessions: Sequence[Session], pattern: Pattern, entries: int
) -> tuple[float, float]:
    """Entries a second of pushes with their openings, and of the loop without; each log by turns, the median."""
    with psycopg.connect(database) as connection:
        connection.execute(_TABLE)
    pushed, looped = [], []
    for number, session in enumerate(sessions):
        log = ToldLog(session.enrolment.origin)
        log.tell(pattern, entries)
        pushed.append(len(log.entries) / _pushed(central, session, log))
        looped.append(len(log.entries) / _looped(database, number, log))
    return median(pushed), median(looped)


def _pushed(central: HeadOffice, session: Session, log: ToldLog) -> float:
    """Seconds at head office, from a parcel's bytes to the receipt, verified, hashed, stored and witnessed."""
    ledger = log.as_ledger()
    trees = Trees(ledger, None)
    parcels = []
    for start in range(0, len(log.entries), MAX_LEAVES):
        taken = stretch(ledger, start, min(start + MAX_LEAVES, len(log.entries)))
        parcels.append(push_parcel(session, ledger, taken, trees.at(taken.stop).root())[1])
    began = time.perf_counter()
    for parcel in parcels:
        with central.database.connection_context():
            ingest(central, parcel)
    return time.perf_counter() - began


def _looped(database: str, number: int, log: ToldLog) -> float:
    """Seconds of the loop, one transaction for as many entries as a push takes."""
    began = time.perf_counter()
    with psycopg.connect(database) as connection:
        for start in range(0, len(log.entries), MAX_LEAVES):
            leaves = log.entries[start : start + MAX_LEAVES]
            rows = [
                (number, seq, digest, leaf, None)
                for seq, (digest, leaf) in enumerate(zip(leaf_hashes(leaves), leaves, strict=True), start=start)
            ]
            with connection.cursor() as cursor:
                cursor.executemany(_INSERT, rows)
            connection.commit()
    return time.perf_counter() - began
