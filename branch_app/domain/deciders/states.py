"""The three state tables, in one place: application, item, job. ``docs/states.md`` is drawn from here.

A transition that is not in these tables cannot be recorded. Terminal states have no followers.
"""

from enum import Enum
from typing import TypeVar

from branch_app.domain.errors import OutOfOrder


class _State(Enum):
    """Each member is there once, so identity is hash enough: a fold looks states up many times for every entry."""

    __hash__ = object.__hash__


class ApplicationState(_State):
    """申請: one form, one charge."""

    ACCEPTED = "accepted"
    IDENTIFIED = "identified"
    QUOTED = "quoted"
    CHARGED = "charged"
    EXEMPT = "exempt"
    SETTLED = "settled"
    CANCELLED = "cancelled"


class ItemState(_State):
    """One certificate of one subject, in one or more copies."""

    REQUESTED = "requested"
    AUTHORISED = "authorised"
    PREPARED = "prepared"
    RENDER_FAILED = "render_failed"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class JobState(_State):
    """One copy: one issue number, one paper in the end."""

    PREPARED = "prepared"
    RESERVED = "reserved"
    SPOOLED = "spooled"
    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    UNKNOWN = "unknown"
    LOST = "lost"
    CHECKED = "checked"
    SPOILT = "spoilt"
    DELIVERED = "delivered"
    UNCOLLECTED = "uncollected"
    WITHHELD = "withheld"
    RETURNED = "returned"
    VOIDED = "voided"
    CANCELLED = "cancelled"


_A, _I, _J = ApplicationState, ItemState, JobState

APPLICATION_TABLE = {
    _A.ACCEPTED: {_A.IDENTIFIED, _A.CANCELLED},
    _A.IDENTIFIED: {_A.QUOTED, _A.CANCELLED},
    _A.QUOTED: {_A.CHARGED, _A.EXEMPT, _A.CANCELLED},
    _A.CHARGED: {_A.SETTLED},
    _A.EXEMPT: {_A.SETTLED},
    _A.SETTLED: set[ApplicationState](),
    _A.CANCELLED: set[ApplicationState](),
}

ITEM_TABLE = {
    _I.REQUESTED: {_I.AUTHORISED, _I.REFUSED, _I.CANCELLED},
    _I.AUTHORISED: {_I.PREPARED, _I.RENDER_FAILED, _I.CANCELLED},
    _I.PREPARED: {_I.CANCELLED},
    _I.RENDER_FAILED: set[ItemState](),
    _I.REFUSED: set[ItemState](),
    _I.CANCELLED: set[ItemState](),
}

JOB_TABLE = {
    _J.PREPARED: {_J.RESERVED, _J.CANCELLED, _J.VOIDED},
    _J.RESERVED: {_J.SPOOLED, _J.VOIDED},
    _J.SPOOLED: {_J.PRINTED, _J.NOT_PRINTED, _J.UNKNOWN},
    _J.UNKNOWN: {_J.PRINTED, _J.NOT_PRINTED, _J.LOST},
    _J.NOT_PRINTED: {_J.RESERVED, _J.VOIDED},
    _J.LOST: {_J.RESERVED, _J.VOIDED},
    _J.SPOILT: {_J.RESERVED, _J.VOIDED},
    _J.PRINTED: {_J.CHECKED, _J.SPOILT},
    _J.CHECKED: {_J.DELIVERED, _J.SPOILT, _J.UNCOLLECTED, _J.WITHHELD},
    _J.UNCOLLECTED: {_J.DELIVERED, _J.VOIDED},
    _J.WITHHELD: {_J.DELIVERED, _J.VOIDED},
    _J.DELIVERED: {_J.RETURNED},
    _J.RETURNED: {_J.VOIDED},
    _J.VOIDED: set[JobState](),
    _J.CANCELLED: set[JobState](),
}

IN_FLIGHT = frozenset({_J.RESERVED, _J.SPOOLED, _J.UNKNOWN})
"""States in which a paper may be coming out of a printer."""
REPRINTED = frozenset({_J.SPOILT, _J.LOST})
"""States after which another attempt makes a second paper (再印刷): by two persons."""
ENDED = frozenset({_J.DELIVERED, _J.VOIDED, _J.CANCELLED})
"""States in which a job asks for nothing more; all jobs ended settles the application."""

S = TypeVar("S", ApplicationState, ItemState, JobState)


def step(table: dict[S, set[S]], now: S, then: S) -> S:
    """The next state, if the table allows it.

    Raises:
        OutOfOrder: it does not.
    """
    if then not in table[now]:
        raise OutOfOrder(now=now.value, then=then.value)
    return then
