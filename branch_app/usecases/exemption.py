"""免除: proposed by the purpose of use, confirmed by the clerk for what was shown (常総市: 3,331 fees)."""

from branch_app.domain.records.requester import Standing
from branch_app.domain.rules.fees import Shown
from branch_app.usecases.desk import Desk
from branch_app.usecases.wish import Wish

OFFICIAL_USE = "official"
"""公用: as what somebody asks makes it free, whatever it is for; the purpose of its rows in the table."""


def proposed(desk: Desk, wish: Wish) -> tuple[Shown, ...]:
    """What may make this line free today, the usual evidence first; nothing when its fee is due.

    Raises:
        DataStale: no tables are in force.
    """
    today = desk.today()
    tables = desk.tables_on(today)
    return tuple(
        Shown(purpose, evidence)
        for purpose in _purposes(wish)
        for evidence in tables.evidence_for(purpose, wish.certificate, today)
    )


def confirmed(desk: Desk, wish: Wish, evidence: str = "") -> Shown | None:
    """The proposal of that evidence, or the usual one; None when none was made: the fee is due."""
    found = proposed(desk, wish)
    return next((shown for shown in found if evidence in {"", shown.evidence}), None)


def _purposes(wish: Wish) -> tuple[str, ...]:
    official = wish.claim is not None and wish.claim.standing is Standing.OFFICIAL
    return (*((OFFICIAL_USE,) if official else ()), *((wish.purpose,) if wish.purpose else ()))
