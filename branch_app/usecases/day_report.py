"""点検 (X report): the open day as the log has it now, without closing anything."""

from dataclasses import dataclass
from enum import Enum

from branch_app.domain.deciders import day
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance.state import Issuance
from branch_app.domain.deciders.sheets import Stock
from branch_app.domain.deciders.states import JobState
from branch_app.domain.records.certificate import Certificate
from branch_app.ports import LogHead
from branch_app.usecases.desk import Desk


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
    """Copies of one certificate: handed over, still here, voided, free of charge; and the yen taken for them."""

    certificate: Certificate
    delivered: int
    here: int
    voided: int
    free: int
    yen: int


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
    expected_yen: int
    counted_yen: int | None
    stock: Stock | None
    in_hand: int
    last_running: int
    obstacles: tuple[str, ...]
    head: LogHead

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
        lines=_lines(state.issuance),
        float_yen=state.drawer.float_yen,
        charged_yen=state.drawer.charged_yen,
        refunded_yen=state.drawer.refunded_yen,
        expected_yen=state.drawer.expected_yen,
        counted_yen=state.drawer.counted_yen,
        stock=state.sheets.stocks.get(desk.stock),
        in_hand=state.sheets.in_hand(desk.stock),
        last_running=state.issuance.next_running - 1,
        obstacles=_obstacles(state),
        head=desk.journal.ledger.head(),
    )


def _phase(state: Counter, today: str) -> DayPhase:
    if state.day.open:
        return DayPhase.OPEN if state.day.business_date == today else DayPhase.OVERNIGHT
    return DayPhase.CLOSED if state.day.business_date >= today else DayPhase.FRESH


def _obstacles(state: Counter) -> tuple[str, ...]:
    return tuple(day.obstacles(state.issuance, state.drawer, state.sheets)) if state.day.open else ()


_GONE = frozenset({JobState.DELIVERED, JobState.VOIDED, JobState.CANCELLED})


def _lines(issuance: Issuance) -> tuple[CertificateLine, ...]:
    return tuple(
        line
        for certificate in Certificate
        if (line := _line(issuance, certificate)) and (line.delivered or line.here or line.voided)
    )


def _line(issuance: Issuance, certificate: Certificate) -> CertificateLine:
    paid = [
        (item, job)
        for item in issuance.items.values()
        if item.certificate == certificate.value
        for job in (issuance.jobs[job] for job in item.jobs)
        if issuance.applications[job.application].charged_yen or item.exempt
    ]
    return CertificateLine(
        certificate=certificate,
        delivered=sum(job.state is JobState.DELIVERED for _, job in paid),
        here=sum(job.state not in _GONE for _, job in paid),
        voided=sum(job.state is JobState.VOIDED for _, job in paid),
        free=sum(item.exempt for item, job in paid if job.state is not JobState.CANCELLED),
        yen=sum(item.copy_fee_yen for item, job in paid if job.state is not JobState.CANCELLED),
    )
