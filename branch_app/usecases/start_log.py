"""The first entry of a log, and the sign-in that every later one rests on."""

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.errors import OperatorUnknown
from branch_app.domain.log.commitment import Retention
from branch_app.domain.log.events import DeviceEnrolled, Event, OperatorSignedIn
from branch_app.domain.records.enrolment import Enrolment, Operator, Role
from branch_app.domain.values.identifiers import Pseudonym, RequestId
from branch_app.ports import Ledger, Random
from branch_app.usecases.journal import Journal, Refuse, Versions
from branch_app.usecases.roster import on_roster
from branch_app.usecases.veil import Veil


def sign_in(
    ledger: Ledger,
    enrolment: Enrolment,
    operator: Operator,
    veil: Veil,
    versions: Versions,
    random: Random,
    refuse: Refuse = lambda: None,
) -> Journal:
    """A journal in that person's name, which ``refuse`` can close; an empty log begins with the enrolment."""
    alias, opening = veil.person(operator.id, Retention.STAFF)
    journal = Journal(ledger, veil.clock, versions, alias, refuse)
    role = _role(operator)
    # A clock that cannot be believed stops issuing, never signing in: somebody must be able to set it right.
    journal.record(RequestId(random.token(16).hex()), lambda state: _events(state, enrolment, role), (opening,))
    return journal


def second_person(enrolment: Enrolment, operator: str, veil: Veil) -> Pseudonym:
    """The pseudonym of a second person who has signed in beside the first.

    Raises:
        OperatorUnknown: not on the roster, or neither supervisor nor clerk.
    """
    listed = on_roster(enrolment, operator, veil.clock)
    if not {Role.SUPERVISOR, Role.CLERK} & set(listed.roles):
        raise OperatorUnknown(operator=operator)
    return veil.person(listed.id, Retention.STAFF)[0]


def _events(state: Counter, enrolment: Enrolment, role: str) -> tuple[Event, ...]:
    signed_in = OperatorSignedIn(role)
    if state.enrolled is not None:
        return (signed_in,)
    return (DeviceEnrolled(enrolment.office, enrolment.device, enrolment.epoch), signed_in)


def _role(operator: Operator) -> str:
    return ",".join(role.value for role in operator.roles)
