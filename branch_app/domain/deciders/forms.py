"""請求書ごとの突合: what each form of the day was charged, given back and handed out.

A drawer that is short, or a pile of forms of another height, is traced form by form [H, 名古屋市 audit].
"""

from collections.abc import Iterator
from dataclasses import dataclass

from branch_app.domain.deciders.issuance.state import Application, Issuance
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.values.payment import Means

_HERE = frozenset(JobState) - {JobState.DELIVERED, JobState.VOIDED, JobState.CANCELLED}


@dataclass(frozen=True, slots=True)
class FormLine:
    """One 交付請求書 as the log has it, money in yen; ``here`` are copies that are neither handed out nor given up.

    ``drawer_yen`` is what it left in the drawer: 0 where a terminal took the fee. Of a form carried over, the fee
    lay in another day's drawer.
    """

    form: str
    state: ApplicationState
    due_yen: int
    charged_yen: int
    tendered_yen: int
    change_yen: int
    refunded_yen: int
    refund_due_yen: int
    means: Means
    slip: str
    copies: int
    delivered: int
    here: int
    voided: int

    @property
    def drawer_yen(self) -> int:
        """Tendered less change less given back, in cash."""
        return self.charged_yen - self.refunded_yen if self.means is Means.CASH else 0

    @property
    def open(self) -> bool:
        """Whether it asks for something before the close, or is kept over night."""
        return bool(self.here or self.refund_due_yen) or self.state not in {
            ApplicationState.SETTLED,
            ApplicationState.CANCELLED,
        }


def form_lines(issuance: Issuance) -> Iterator[FormLine]:
    """Every form of the day, those carried over first, in the order accepted."""
    return (_line(issuance, application) for application in issuance.applications.values())


def _line(issuance: Issuance, application: Application) -> FormLine:
    jobs = issuance.jobs_of(application.id)
    states = [job.state for job in jobs]
    return FormLine(
        form=application.form,
        state=application.state,
        due_yen=application.total_yen,
        charged_yen=application.charged_yen,
        tendered_yen=application.tendered_yen,
        change_yen=application.change_yen,
        refunded_yen=application.refunded_yen,
        refund_due_yen=sum(job.refund_due_yen for job in jobs),
        means=application.means,
        slip=application.slip,
        copies=len(jobs),
        delivered=states.count(JobState.DELIVERED),
        here=sum(state in _HERE for state in states),
        voided=states.count(JobState.VOIDED),
    )
