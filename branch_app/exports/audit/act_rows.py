"""What took two persons, as the auditor's table has it: one row an entry that names a second one, and their yes."""

from dataclasses import dataclass
from enum import Enum

from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry

_ABOUT = ("job", "item", "application", "hold", "stock", "business_date")
"""What an act is about, the narrowest first."""


@dataclass(frozen=True, slots=True)
class ActRow:
    """``about`` is an id, a stock or a date, ``detail`` what else the entry says in plain; "" for neither."""

    entry: int
    business_date: str
    at: str
    kind: str
    operator: str
    second: str
    about: str
    detail: str


def act_row(entry: Entry, business_date: str) -> ActRow | None:
    """Of an entry that names a second person, and of no other."""
    event = entry.event
    second = getattr(event, "second", None) or getattr(event, "taker", None)
    if second is None:
        return None
    about = next((str(value) for name in _ABOUT if (value := getattr(event, name, None))), "")
    return ActRow(
        entry.seq,
        business_date,
        entry.stamp.wall,
        event.kind,
        entry.stamp.operator,
        second,
        about,
        " ".join(_details(event)),
    )


def _details(event: events.Event) -> tuple[str, ...]:
    match event:
        case events.OperatorVouched():
            return event.action.value, event.method.value
        case events.LogExported():
            period = (event.period,) if event.period else ()
            return (event.what.value, *period, str(event.size), event.root)
        case events.ItemRevealed():
            return event.field.value, event.reason.value
        case events.ReprintAgreed():
            return (str(event.attempt),)
        case events.ApplicationReceiptReissued():
            return (str(event.copy),)
        case _:
            reason = getattr(event, "reason", None)
            return (str(reason.value),) if isinstance(reason, Enum) else ()
