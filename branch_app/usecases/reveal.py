"""開示: who stands behind a certificate of whatever day, field by field; two persons, and the log has it before.

The forms of the running day show their names while they are worked on. Of a form that has ended nothing is shown
again but by this.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from branch_app.domain.deciders import disclosures
from branch_app.domain.deciders.two_persons import Actors
from branch_app.domain.errors import BadInput
from branch_app.domain.log import events
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.rules.shown_persons import subject_name
from branch_app.domain.values.identifiers import Commitment, IssueNumber, ItemId, Pseudonym
from branch_app.domain.values.reasons import RevealReason
from branch_app.domain.values.veiled import VeiledField
from branch_app.strings import purpose_text
from branch_app.usecases.copy_lookup import FoundCopy, find_copy, happened_to
from branch_app.usecases.desk import Desk
from branch_app.usecases.request_form import person_of, purpose_of, requester_of
from branch_app.usecases.snapshot import open_snapshot


@dataclass(frozen=True, slots=True)
class Revealed:
    """``words`` are what stands behind that field: a name, a name with a birth date, a purpose; "" for none."""

    number: IssueNumber
    form: str
    certificate: Certificate
    field: VeiledField
    words: str


def reveal(desk: Desk, number: str, field: VeiledField, reason: RevealReason, second: Pseudonym) -> Revealed:
    """One field of the certificate with that number on it, by two persons (``Vouched.REVEAL``).

    It is opened first, written down, and handed on only then: what cannot be opened any more leaves no entry, and
    nothing is shown without one.

    Raises:
        SecondPersonNeeded: alone.
        BadInput: no copy of this device's log has that number, or it was never made for anybody (``at`` is number);
            or no register here names who asked (subject).
        KeyMissing: its time is over, and what it said was shredded.
    """
    ledger = desk.journal.ledger
    found = find_copy(ledger, number)
    told = _Told.of(happened_to(ledger, found), found)
    revealed = Revealed(found.number, told.form, told.certificate, field, told.words(desk, field))
    actors = Actors(desk.journal.operator, second)
    desk.journal.decide(
        desk.new_request(),
        lambda _state: disclosures.reveal(found.application, told.item, field, reason, actors),
    )
    return revealed


@dataclass(frozen=True, slots=True)
class _Told:
    """What the entries say of it, and only there: pseudonyms and commitments."""

    form: str
    item: ItemId
    certificate: Certificate
    applicant: Pseudonym
    purpose: Commitment
    snapshot: Commitment

    @classmethod
    def of(cls, happened: Iterable[events.Event], found: FoundCopy) -> "_Told":
        form, applicant, item = "", Pseudonym(""), ItemId("")
        requested: dict[ItemId, events.ItemRequested] = {}
        snapshots: dict[ItemId, Commitment] = {}
        for event in happened:
            match event:
                case events.ApplicationAccepted():
                    form = event.form
                case events.ApplicationIdentified():
                    applicant = event.subject
                case events.ItemRequested():
                    requested[event.item] = event
                case events.ItemAuthorised():
                    snapshots[event.item] = event.snapshot
                case events.JobPrepared(job=job) if job == found.job:
                    item = event.item
        if item not in requested or item not in snapshots:
            raise BadInput(at="number")
        wish = requested[item]
        return cls(form, item, Certificate(wish.certificate), applicant, wish.purpose, snapshots[item])

    def words(self, desk: Desk, field: VeiledField) -> str:
        """Opened."""
        match field:
            case VeiledField.SUBJECT:
                opening = desk.journal.ledger.opening_of(self.snapshot)
                return subject_name(open_snapshot(self.certificate.value, opening))
            case VeiledField.APPLICANT:
                asked = requester_of(desk, person_of(desk, self.applicant))
                return "　".join(word for word in (asked.name, asked.birth) if word)
            case VeiledField.PURPOSE:
                return purpose_text(purpose_of(desk, self.purpose)[0])
