"""Who is listed today, by central's word."""

from branch_app.domain.errors import OperatorUnknown
from branch_app.domain.records.enrolment import Enrolment, Operator
from branch_app.ports import Clock


def on_roster(enrolment: Enrolment, operator: str, clock: Clock) -> Operator:
    """The person, if central still lists them today.

    Raises:
        OperatorUnknown: not listed, not yet, or past the last day.
    """
    for listed in enrolment.roster:
        if listed.id == operator and listed.listed(clock.now().date()):
            return listed
    raise OperatorUnknown(operator=operator)
