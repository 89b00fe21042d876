"""手数料: quote what is prepared, take the cash, or note that nothing is due."""

from collections.abc import Mapping
from dataclasses import dataclass

from branch_app.domain.deciders.issuance import decide
from branch_app.domain.deciders.states import ItemState
from branch_app.domain.errors import BadInput
from branch_app.domain.log.commitment import Opening
from branch_app.domain.log.events import QuoteLine
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.rules.fees import Shown
from branch_app.domain.values.identifiers import ApplicationId, ItemId
from branch_app.domain.values.money import Yen, yen
from branch_app.domain.values.payment import Means, Payment
from branch_app.usecases.desk import CHANNEL, Desk


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was due, given and given back, in yen."""

    total: Yen
    tendered: Yen
    change: Yen


def quote(desk: Desk, application: ApplicationId, free: Mapping[ItemId, Shown]) -> Yen:
    """Price every prepared item by today's table; ``free`` are those for which the clerk was shown a reason.

    What is quoted stands, also when the tables change before it is paid. With nothing prepared the application is
    cancelled and nothing is due.

    Raises:
        NotEntitled: what was shown makes that certificate not free (``why`` is exemption).
        NotOffered: no fee is known.
    """
    today = desk.today()
    tables = desk.tables_on(today)
    lines: list[QuoteLine] = []
    openings: list[Opening] = []
    for item in desk.journal.refresh().issuance.items_of(application):
        if item.state is not ItemState.PREPARED:
            continue
        certificate = Certificate(item.certificate)
        unit = tables.fee(certificate, CHANNEL, today, desk.enrolment.office)
        exemption = None
        if item.id in free:
            tables.check_exempt(free[item.id], certificate, today)
            exemption, opening = desk.veil.field("exemption", free[item.id])
            openings.append(opening)
        lines.append(QuoteLine(item.id, unit, item.copies, exemption is not None, exemption))
    desk.journal.decide(
        desk.new_request(),
        lambda state: decide.quote(state.issuance, application, lines),
        openings,
        tables.version,
    )
    return yen(desk.journal.state.issuance.application(application).total_yen)


def pay(desk: Desk, application: ApplicationId, tendered: Yen) -> Receipt:
    """Take cash and give change, or record that nothing is due.

    Raises:
        AmountWrong: less than is due, or cash where nothing is due.
    """
    desk.journal.decide(desk.new_request(), lambda state: decide.pay(state.issuance, application, tendered))
    return _paid(desk, application)


def pay_cashless(desk: Desk, application: ApplicationId, means: Means, slip: str) -> Receipt:
    """Write down what the terminal took: exactly what is due, under the number on its paper (伝票番号).

    Raises:
        BadInput: cash, no such number, or one that paid another form.
        AmountWrong: nothing is due.
    """
    try:
        payment = Payment(means, slip)
    except ValueError as error:
        raise BadInput(at="slip") from error
    if means is Means.CASH:
        raise BadInput(at="means")
    desk.journal.decide(desk.new_request(), lambda state: decide.pay_cashless(state.issuance, application, payment))
    return _paid(desk, application)


def _paid(desk: Desk, application: ApplicationId) -> Receipt:
    paid = desk.journal.state.issuance.application(application)
    return Receipt(Yen(paid.total_yen), Yen(paid.tendered_yen), Yen(paid.change_yen))
