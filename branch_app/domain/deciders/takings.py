"""What the open day sold, certificate by certificate; what was carried over from another day is not sold again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from branch_app.domain.deciders.issuance.state import Forms, Item
from branch_app.domain.deciders.states import ItemState
from branch_app.domain.log import events
from branch_app.domain.values.changed import changed
from branch_app.domain.values.identifiers import ApplicationId, JobId
from branch_app.domain.values.payment import Means


@dataclass(frozen=True, slots=True)
class Taken:
    """Of one certificate since the day opened: copies handed over, voided and free of charge; yen in and out.

    ``cashless_yen`` and ``cashless_refunded_yen`` are those of them that went through a terminal.
    """

    delivered: int = 0
    voided: int = 0
    free: int = 0
    charged_yen: int = 0
    refunded_yen: int = 0
    cashless_yen: int = 0
    cashless_refunded_yen: int = 0

    @property
    def net_yen(self) -> int:
        """What stays of it."""
        return self.charged_yen - self.refunded_yen

    @property
    def cashless_net_yen(self) -> int:
        """What of that the terminal's company pays, not the drawer."""
        return self.cashless_yen - self.cashless_refunded_yen


Takings = Mapping[str, Taken]
"""By certificate, as the log names it."""


def evolve(state: Takings, issuance: Forms, event: events.Event) -> Takings:
    """The takings after the event; it changes nothing in ``issuance`` that is asked here."""
    match event:
        case events.DayOpened():
            return {}
        case events.ApplicationCharged():
            cash = event.means is Means.CASH
            return _sold(state, _prepared(issuance, event.application), cash=cash)
        case events.ApplicationExempt():
            return _sold(state, _prepared(issuance, event.application), cash=True)
        case events.ApplicationRefunded():
            before = _of(state, issuance, event.job)
            return _with(state, issuance, event.job, _given_back(before, event))
        case events.JobDelivered():
            before = _of(state, issuance, event.job)
            return _with(state, issuance, event.job, changed(before, delivered=before.delivered + 1))
        case events.JobVoided():
            before = _of(state, issuance, event.job)
            return _with(state, issuance, event.job, changed(before, voided=before.voided + 1))
        case _:
            return state


def _prepared(issuance: Forms, application: ApplicationId) -> Iterable[Item]:
    return (item for item in issuance.items_of(application) if item.state is ItemState.PREPARED)


def _given_back(before: Taken, event: events.ApplicationRefunded) -> Taken:
    cashless = 0 if event.means is Means.CASH else event.refunded_yen
    return changed(
        before,
        refunded_yen=before.refunded_yen + event.refunded_yen,
        cashless_refunded_yen=before.cashless_refunded_yen + cashless,
    )


def _sold(state: Takings, items: Iterable[Item], *, cash: bool) -> Takings:
    sold = dict(state)
    for item in items:
        before = sold.get(item.certificate, Taken())
        charged = item.copies * item.copy_fee_yen
        sold[item.certificate] = changed(
            before,
            free=before.free + (item.copies if item.exempt else 0),
            charged_yen=before.charged_yen + charged,
            cashless_yen=before.cashless_yen + (0 if cash else charged),
        )
    return sold


def _certificate(issuance: Forms, job: JobId) -> str:
    return issuance.item(issuance.job(job).item).certificate


def _of(state: Takings, issuance: Forms, job: JobId) -> Taken:
    return state.get(_certificate(issuance, job), Taken())


def _with(state: Takings, issuance: Forms, job: JobId, taken: Taken) -> Takings:
    return {**state, _certificate(issuance, job): taken}
