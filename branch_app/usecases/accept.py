"""受付: a numbered form starts an application."""

from datetime import date

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance import decide
from branch_app.domain.errors import DayNotClosed, OutOfOrder
from branch_app.domain.log.events import ApplicationAccepted, Event
from branch_app.domain.rules.forgotten import is_forgotten
from branch_app.domain.values.identifiers import ApplicationId, RequestId
from branch_app.domain.values.origin import Origin
from branch_app.usecases.desk import Desk


def accept(desk: Desk, form: str, request: RequestId, origin: Origin = Origin.COUNTER) -> ApplicationId:
    """Accept one 交付請求書 by its number; the same request again is the same application.

    Raises:
        OutOfOrder: the day is not open.
        DayNotClosed: an earlier day is still open; it is closed first.
        BadInput: that form was accepted already.
    """
    application = ApplicationId(desk.new_id())

    def decision(state: Counter) -> tuple[Event, ...]:
        if not state.day.open:
            raise OutOfOrder(now="closed", then="accepted")
        if is_forgotten(date.fromisoformat(state.day.business_date), desk.clock.now()):
            raise DayNotClosed(day=state.day.business_date)
        return decide.accept(state.issuance, application, form, origin)

    entries = desk.journal.decide(request, decision)
    accepted = (entry.event for entry in entries if isinstance(entry.event, ApplicationAccepted))
    return next(accepted).application
