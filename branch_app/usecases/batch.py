"""郵送 and 公用 in a row: form after form of one origin, paid in one way; each is an ordinary form otherwise."""

from dataclasses import dataclass

from branch_app.domain.errors import AmountWrong
from branch_app.domain.values.identifiers import ApplicationId, RequestId
from branch_app.domain.values.money import Yen
from branch_app.domain.values.origin import Origin
from branch_app.domain.values.payment import Means
from branch_app.usecases.accept import accept
from branch_app.usecases.desk import Desk
from branch_app.usecases.pay import Receipt, pay, pay_cashless

_MEANS = {Origin.POST: Means.POSTAL_ORDER, Origin.OFFICIAL: None}
"""How a form of that origin is paid; an authority pays nothing."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A pile of forms of one origin.

    Raises:
        ValueError: forms from the counter are no pile.
    """

    origin: Origin

    def __post_init__(self) -> None:
        if self.origin not in _MEANS:
            raise ValueError("origin")

    @property
    def means(self) -> Means | None:
        """How its forms are paid; None where nothing is due."""
        return _MEANS[self.origin]


def accept_from(desk: Desk, batch: Batch, form: str, request: RequestId) -> ApplicationId:
    """The next form of the pile; raises as ``accept`` does."""
    return accept(desk, form, request, batch.origin)


def settle_from(desk: Desk, batch: Batch, application: ApplicationId, slip: str = "") -> Receipt:
    """What lay in the letter is what is due, under the number of the 小為替; or nothing is due and none lay there.

    Raises:
        AmountWrong: a fee is due from an authority, for which nobody was shown why it is free.
        BadInput: no such number, or one that paid another form.
        OutOfOrder: it is not quoted, or paid already.
    """
    due = desk.journal.refresh().issuance.application(application).total_yen
    if not due:
        return pay(desk, application, Yen(0))
    if batch.means is None:
        raise AmountWrong(amount=0, charged=due)
    return pay_cashless(desk, application, batch.means, slip)
