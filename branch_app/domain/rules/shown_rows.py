"""Which rows of the registers a paper was made of."""

from dataclasses import dataclass
from typing import assert_never

from branch_app.domain.records.snapshots import (
    FuhyoSnapshot,
    GenpyoSnapshot,
    InkanSnapshot,
    JohyoSnapshot,
    JuminhyoSnapshot,
    JuriSnapshot,
    KazeiSnapshot,
    KisaijikoSnapshot,
    KosekiSnapshot,
    MibunSnapshot,
    Snapshot,
)


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Table (of TABLES) and key of a row."""

    table: str
    key: str


def rows_on(snapshot: Snapshot) -> frozenset[RowPlace]:
    """A kind of paper that is not named here is never issued."""
    match snapshot:
        case JuminhyoSnapshot() | KisaijikoSnapshot():
            return frozenset({RowPlace("household", snapshot.household.id)})
        case InkanSnapshot():
            household = RowPlace("household", snapshot.household.id)
            return frozenset({household, RowPlace("seal", snapshot.seal.number)})
        case KosekiSnapshot() | JuriSnapshot() | MibunSnapshot():
            return frozenset({RowPlace("koseki", snapshot.koseki.id)})
        case FuhyoSnapshot():
            return frozenset({RowPlace("fuhyo", snapshot.fuhyo.id)})
        case GenpyoSnapshot():
            return frozenset({RowPlace("alien", snapshot.record.number)})
        case KazeiSnapshot():
            tax = RowPlace("tax", f"{snapshot.record.resident}/{snapshot.record.fiscal_year}")
            return frozenset({RowPlace("household", snapshot.household.id), tax})
        case JohyoSnapshot():
            key = f"{snapshot.removed.resident.id}/{snapshot.removed.removed.isoformat()}"
            return frozenset({RowPlace("removed_resident", key)})
        case _:
            assert_never(snapshot)
