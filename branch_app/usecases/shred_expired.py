"""保存期間満了: shred what nobody may keep any longer, kind by kind and year by year; the log stays verifiable."""

from branch_app.domain.errors import ClockError, DataStale, StoreError
from branch_app.domain.log.commitment import Retention
from branch_app.domain.log.events import PeriodShredded
from branch_app.domain.rules.retention import expired
from branch_app.ports import RetentionShredder
from branch_app.usecases.desk import Desk


def shred_expired(desk: Desk, keys: RetentionShredder) -> tuple[tuple[Retention, str], ...]:
    """What went, by today's table. Each is written down before its key goes.

    A power cut in between leaves the key, and the next call writes down and shreds once more.

    Raises:
        DataStale: no tables are in force: nothing is shredded by guess.
        ClockError: the time cannot be believed: a clock that runs ahead must not shred.
    """
    today = desk.today()
    gone = tuple(expired(desk.tables_on(today).retention, keys.kept(), today))
    for retention, period in gone:
        _write_down(desk, PeriodShredded(retention, period))
        keys.shred(retention, period)
    return gone


def shred_when_somebody_comes(desk: Desk, keys: RetentionShredder) -> tuple[tuple[Retention, str], ...]:
    """The same at the start of work, which it must not keep anybody from; what failed is tried the next time."""
    try:
        return shred_expired(desk, keys)
    except (DataStale, ClockError, StoreError):
        return ()


def _write_down(desk: Desk, shredded: PeriodShredded) -> None:
    desk.journal.decide(desk.new_request(), lambda _state: (shredded,))
