"""月末の調定 of a device that nobody signs in at: read off its log, nothing is written."""

from branch_app.composition.patient import Patient
from branch_app.domain.errors import WrongKey
from branch_app.domain.reconcile.assessment import AssessmentLine, assess, bookings
from branch_app.domain.records.receipt import Anchor
from branch_app.usecases.whole_log import entries_of


def assessed(patient: Patient, year: int, month: int) -> tuple[tuple[AssessmentLine, ...], Anchor]:
    """That calendar month's lines from the closed days, and the log they were read off.

    Raises:
        WrongKey: nobody unlocked it.
        KeyMissing: no log was ever begun.
        BadInput: no such month, or an account without a code in the tables.
        DataStale: no tables were in force.
    """
    ring = patient.ring
    if ring is None:
        raise WrongKey(slot="operator")
    ledger = patient.ledger(ring)
    head = ledger.head()
    lines = assess(bookings(entries_of(ledger)), year, month, patient.device.policies.current())
    return lines, Anchor(head.size, head.root)
