"""What a replica would hold that took everything a source says: rows by table and key, nothing stored."""

from branch_app.domain.records.register_rows import RegisterLine
from branch_app.ports.registers import RegisterDelta, RegisterOffer, RegisterPosition, RegisterSource, SpoiltLine

Held = dict[tuple[str, str], RegisterLine | SpoiltLine]


def fetched(source: RegisterSource, offer: RegisterOffer) -> Held:
    """All rows of an offer."""
    return {(row.table, row.key): row for bucket in offer.buckets for row in source.rows(offer, bucket)}


def caught_up(source: RegisterSource, offer: RegisterOffer, held: Held) -> tuple[RegisterPosition, RegisterDelta]:
    """Apply everything that changed after an offer; where that leads, and the last delta."""
    position = offer.position
    while True:
        delta = source.delta(position)
        for change in delta.changes:
            if change.line is None:
                held.pop((change.table, change.key), None)
            else:
                held[change.table, change.key] = change.line
        position = RegisterPosition(position.schema, position.share, delta.change_seq)
        if not delta.more:
            return position, delta


def counted(held: Held, tables: tuple[str, ...]) -> dict[str, int]:
    """Rows per table."""
    return {table: sum(name == table for name, _ in held) for table in tables}
