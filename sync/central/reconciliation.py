"""突合 of a closed day, from the entries central itself witnessed."""

from datetime import date

from branch_app.domain.errors import CentralRefused
from branch_app.domain.log.entry import Entry
from branch_app.domain.reconcile.day import Reconciliation, reconcile
from branch_app.domain.reconcile.finding import Finding, FindingCode
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog, Leaf
from sync.central.policies import policies
from sync.central.trust.devices import heard
from sync.wire.envelope import Envelope
from sync.wire.messages import ReconciliationReport, ReconciliationRequest, ReportedFinding


def report(central: HeadOffice, envelope: Envelope) -> ReconciliationReport:
    """What the comparison of one closed day found.

    Raises:
        CentralRefused: 404, that day is not closed in what we hold.
    """
    request, log = heard(ReconciliationRequest, envelope)
    day = _compared(central, log, request.business_date)
    return ReconciliationReport(
        request.request,
        office=log.office,
        device=log.device,
        epoch=log.epoch,
        business_date=request.business_date,
        size=log.size,
        branch_yen=day.branch_yen,
        central_yen=day.central_yen,
        difference_yen=day.difference_yen,
        open_cases=tuple(map(_reported, (*day.findings, *_not_understood(log)))),
    )


def _compared(central: HeadOffice, log: DeviceLog, business_date: date) -> Reconciliation:
    leaves = Leaf.select().where((Leaf.log == log) & Leaf.kind.is_null(is_null=False)).order_by(Leaf.seq)
    days = reconcile([Entry.from_bytes(bytes(leaf.data)) for leaf in leaves], policies(central))
    for day in days:
        if day.business_date == business_date.isoformat():
            return day
    raise CentralRefused(status=404, reason="day not closed")


def _reported(finding: Finding) -> ReportedFinding:
    return ReportedFinding(finding.code, finding.entries, finding.detail)


def _not_understood(log: DeviceLog) -> tuple[Finding, ...]:
    leaves = Leaf.select(Leaf.seq).where((Leaf.log == log) & Leaf.kind.is_null()).order_by(Leaf.seq)
    places = tuple(leaf.seq for leaf in leaves)
    return (Finding(FindingCode.ENTRY_NOT_UNDERSTOOD, places, str(len(places))),) if places else ()
