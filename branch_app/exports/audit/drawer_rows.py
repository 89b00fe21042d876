"""What happened at the drawer that was no fee, as the auditor's table has it: one row a movement, look or count."""

from dataclasses import dataclass, replace

from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry


@dataclass(frozen=True, slots=True)
class DrawerRow:
    """Yen; ``second`` is "" where one person sufficed."""

    entry: int
    business_date: str
    at: str
    kind: str
    operator: str
    amount_yen: int = 0
    counted_yen: int = 0
    expected_yen: int = 0
    reason: str = ""
    second: str = ""


def drawer_row(entry: Entry, event: events.DrawerEvent, business_date: str) -> DrawerRow:
    """Of any such entry."""
    kind = event.kind.removeprefix("drawer.")
    row = DrawerRow(entry.seq, business_date, entry.stamp.wall, kind, entry.stamp.operator)
    match event:
        case events.DrawerPaidIn():
            return replace(row, amount_yen=event.amount_yen, reason=event.reason.value)
        case events.DrawerPaidOut():
            return replace(row, amount_yen=event.amount_yen, reason=event.reason.value, second=event.second)
        case events.DrawerInspected():
            return replace(row, expected_yen=event.expected_yen)
        case events.DrawerCounted():
            return replace(_counted(row, event), second=event.second or "")
        case events.DrawerHandedOver():
            return replace(_counted(row, event), second=event.taker)
        case _:
            return row


def _counted(row: DrawerRow, event: events.DrawerCounted | events.DrawerHandedOver) -> DrawerRow:
    reason = event.reason.value if event.reason else ""
    return replace(row, counted_yen=event.counted_yen, expected_yen=event.expected_yen, reason=reason)
