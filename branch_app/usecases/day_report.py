"""The open day as the log has it now, without closing anything; ``drawer.inspect`` writes it down (点検)."""

from collections import Counter as CountingMap
from dataclasses import dataclass
from enum import Enum

from branch_app.domain.deciders import day
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.forms import FormLine, form_lines
from branch_app.domain.deciders.issuance.state import Issuance
from branch_app.domain.deciders.sheets import Stock
from branch_app.domain.deciders.states import JobState
from branch_app.domain.deciders.takings import Taken
from branch_app.domain.records.certificate import Certificate
from branch_app.ports import LogHead
from branch_app.usecases.desk import Desk
from branch_app.usecases.tray import PLAIN


class DayPhase(Enum):
    """What may happen to the day now."""

    FRESH = "fresh"
    """Not opened yet today."""
    OPEN = "open"
    OVERNIGHT = "overnight"
    """Another date's day is still open: it must be closed before today's can begin."""
    CLOSED = "closed"
    """締め is done; the next day may be opened on another date."""


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """Copies of one certificate today: handed over, still here, voided, free of charge; yen in and out."""

    certificate: Certificate
    delivered: int = 0
    here: int = 0
    voided: int = 0
    free: int = 0
    yen: int = 0
    refunded_yen: int = 0


@dataclass(frozen=True, slots=True)
class DayReport:
    """Money in yen; ``obstacles`` are what a close would refuse, in the log's codes; ``head`` is the whole log."""

    business_date: str
    phase: DayPhase
    forms: int
    lines: tuple[CertificateLine, ...]
    float_yen: int
    charged_yen: int
    refunded_yen: int
    cashless_yen: int
    cashless_refunded_yen: int
    paid_in_yen: int
    paid_out_yen: int
    expected_yen: int
    counted_yen: int | None
    inspections: int
    stock: Stock | None
    plain: Stock | None
    in_hand: int
    unclaimed: int
    """Papers that were checked and that nobody took yet: the close wants them handed over, voided, or kept."""
    last_running: int
    supplement: int
    obstacles: tuple[str, ...]
    head: LogHead
    claimed: bool
    """Whether a day is closed and no other opened yet: its papers can be made."""

    @property
    def open(self) -> bool:
        """Whether work can be recorded."""
        return self.phase in {DayPhase.OPEN, DayPhase.OVERNIGHT}


def day_report(desk: Desk) -> DayReport:
    """As of now."""
    state = desk.journal.refresh()
    return DayReport(
        business_date=state.day.business_date,
        phase=_phase(state, desk.today().isoformat()),
        forms=state.day.applications,
        lines=certificate_lines(state),
        float_yen=state.drawer.float_yen,
        charged_yen=state.drawer.charged_yen,
        refunded_yen=state.drawer.refunded_yen,
        cashless_yen=state.drawer.cashless_yen,
        cashless_refunded_yen=state.drawer.cashless_refunded_yen,
        paid_in_yen=state.drawer.paid_in_yen,
        paid_out_yen=state.drawer.paid_out_yen,
        expected_yen=state.drawer.expected_yen,
        counted_yen=state.drawer.counted_yen,
        inspections=state.drawer.inspections,
        stock=state.sheets.stocks.get(desk.stock),
        plain=state.sheets.stocks.get(PLAIN),
        unclaimed=sum(job.state is JobState.CHECKED for job in state.issuance.jobs.values()),
        in_hand=state.sheets.in_hand(desk.stock),
        last_running=state.issuance.next_running - 1,
        supplement=state.day.supplement,
        obstacles=_obstacles(state),
        head=desk.journal.ledger.head(),
        claimed=not state.day.open and state.day.claims is not None,
    )


def _phase(state: Counter, today: str) -> DayPhase:
    if state.day.open:
        return DayPhase.OPEN if state.day.business_date == today else DayPhase.OVERNIGHT
    return DayPhase.CLOSED if state.day.business_date >= today else DayPhase.FRESH


def _obstacles(state: Counter) -> tuple[str, ...]:
    return tuple(day.obstacles(state.issuance, state.drawer, state.sheets)) if state.day.open else ()


_GONE = frozenset({JobState.DELIVERED, JobState.VOIDED, JobState.CANCELLED})


def certificate_lines(state: Counter) -> tuple[CertificateLine, ...]:
    """What the day sold, and what lies here of any day, in the order of the certificates."""
    here = _still_here(state.issuance)
    return tuple(
        CertificateLine(
            certificate,
            taken.delivered,
            here[certificate.value],
            taken.voided,
            taken.free,
            taken.charged_yen,
            taken.refunded_yen,
        )
        for certificate in Certificate
        if (taken := state.takings.get(certificate.value, Taken())) != Taken() or here[certificate.value]
    )


def _still_here(issuance: Issuance) -> CountingMap[str]:
    """Copies paid for, or free, that lie here, by certificate."""
    return CountingMap(
        item.certificate
        for item in issuance.items.values()
        for job in (issuance.jobs[job] for job in item.jobs)
        if job.state not in _GONE and (issuance.applications[job.application].charged_yen or item.exempt)
    )


def day_forms(desk: Desk) -> tuple[FormLine, ...]:
    """Every form of the day, to trace a difference form by form."""
    return tuple(form_lines(desk.journal.refresh().issuance))
