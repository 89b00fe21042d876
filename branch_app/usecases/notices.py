"""本人通知 records of this device."""

from datetime import date

from branch_app.domain.reconcile import notices as fold
from branch_app.domain.reconcile.notices import Notice
from branch_app.usecases.desk import Desk
from branch_app.usecases.whole_log import whole_log


def notices(desk: Desk, since: date, until: date) -> tuple[Notice, ...]:
    """Of papers handed over on those business dates, both included; nothing of 公用.

    Raises:
        DataStale: no tables were in force.
    """
    told = fold.notices(whole_log(desk), desk.policies.current())
    return tuple(notice for notice in told if since <= notice.business_date <= until)
