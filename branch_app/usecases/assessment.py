"""月末の調定 of this device, from its closed days."""

from branch_app.domain.reconcile.assessment import AssessmentLine, assess, bookings
from branch_app.usecases.desk import Desk
from branch_app.usecases.whole_log import whole_log


def assessment(desk: Desk, year: int, month: int) -> tuple[AssessmentLine, ...]:
    """That calendar month's lines; a day that is not closed yet is not in it.

    Raises:
        BadInput: no such month, or an account without a code in the tables.
        DataStale: no tables were in force.
    """
    return assess(bookings(whole_log(desk)), year, month, desk.policies.current())
