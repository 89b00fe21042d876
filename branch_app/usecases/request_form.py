"""交付請求書 filled in by the counter, for a citizen who only has to sign.

It says what the log and its openings say, so it can be made for any form of the day, also a recalled one. It names
people: it goes to the printer and nowhere else.
"""

from collections.abc import Iterator

from branch_app.domain.errors import BadInput
from branch_app.domain.log.canonical import from_canonical
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.request_form import RequestedLine, Requester, RequestFormOrder
from branch_app.domain.records.requester import Claim, Standing, Visitor
from branch_app.domain.records.resident import Household, Resident
from branch_app.domain.rules.kinship import full_name
from branch_app.domain.values.codec import decode
from branch_app.domain.values.identifiers import ApplicationId, Commitment, Pseudonym, ResidentId
from branch_app.domain.values.wareki import wareki
from branch_app.ports import ReceiptPrinter, SlipRenderer
from branch_app.strings import purpose_text, word
from branch_app.usecases.authorise import Told
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import VISITOR


def print_request_form(
    desk: Desk, application: ApplicationId, renderer: SlipRenderer, printer: ReceiptPrinter
) -> bytes:
    """Make and print it, on ordinary paper; the file as it was sent.

    Raises:
        BadInput, KeyMissing: as ``request_form_order`` says.
        DocumentError: it could not be made.
        PrinterAbsent, PrinterRefused, PrintInDoubt: it did not come out, or nobody knows.
    """
    pdf = renderer.request_form(request_form_order(desk, application))
    printer.print(pdf, f"request-{application}-{desk.clock.now():%H%M%S}")
    return pdf


def request_form_order(desk: Desk, application: ApplicationId) -> RequestFormOrder:
    """What stands on it.

    Raises:
        BadInput: no such form (``at`` is application), nobody identified or nothing asked for (lines), or somebody
            whom no register here names (subject).
        KeyMissing: an opening was shredded; what it said is gone.
    """
    form = desk.journal.refresh().issuance.application(application)
    if form.applicant is None or not form.items:
        raise BadInput(at="lines")
    key = person_of(desk, form.applicant)
    return RequestFormOrder(
        office=desk.enrolment.issuer.office,
        addressee=desk.enrolment.issuer.title,
        form=form.form,
        issued=desk.today(),
        requester=requester_of(desk, key),
        lines=tuple(_lines(desk, application, key)),
        evidence=word(f"evidence_{form.method}"),
        specimen=desk.specimen,
    )


def person_of(desk: Desk, alias: Pseudonym) -> str:
    """Whom the pseudonym stands for: a resident's id, or a visitor as ``requester_of`` reads one.

    Raises:
        KeyMissing: the opening was shredded.
    """
    return desk.journal.ledger.opening_of(alias).value.decode()


def requester_of(desk: Desk, key: str) -> Requester:
    """Who asked, by today's registers or as they said it themselves.

    Raises:
        BadInput: no register here names them (``at`` is subject).
    """
    if key.startswith(VISITOR):
        visitor = decode(Visitor, from_canonical(key.removeprefix(VISITOR).encode()))
        return Requester(visitor.name, "", visitor.address, wareki(visitor.birth) if visitor.birth else "")
    resident = ResidentId(key)
    household = desk.register.household_of(resident)
    member = household.member(resident) if household else None
    if household is not None and member is not None:
        return _written(member, household.address)
    for removed in reversed(desk.register.removed_of(resident)):
        return _written(removed.resident, removed.destination or removed.address)
    raise BadInput(at="subject")


def _written(person: Resident, address: str) -> Requester:
    return Requester(person.name, person.kana, address, person.birth_written or wareki(person.birth))


def _lines(desk: Desk, application: ApplicationId, key: str) -> Iterator[RequestedLine]:
    household = None if key.startswith(VISITOR) else desk.register.household_of(ResidentId(key))
    for item in desk.journal.state.issuance.items_of(application):
        subject = ResidentId(person_of(desk, item.subject))
        purpose, claim = purpose_of(desk, item.purpose)
        yield RequestedLine(
            certificate=Certificate(item.certificate),
            subject=_name(desk, subject),
            copies=item.copies,
            purpose=purpose_text(purpose),
            standing=claim.standing if claim else _standing(key, household, subject),
        )


def purpose_of(desk: Desk, purpose: Commitment) -> tuple[str, Claim | None]:
    """What for, as a code, and as what somebody asked whom no register shows to be entitled.

    Raises:
        KeyMissing: the opening was shredded.
    """
    said = from_canonical(desk.journal.ledger.opening_of(purpose).value)
    if isinstance(said, str):
        return said, None
    told = decode(Told, said)
    return told.purpose, told.claim


def _standing(key: str, household: Household | None, subject: ResidentId) -> Standing:
    """Nothing was claimed, so a register shows it: the household's, or outside of it a 戸籍."""
    if key == subject:
        return Standing.SELF
    return Standing.SAME_HOUSEHOLD if household and household.member(subject) else Standing.FAMILY


def _name(desk: Desk, subject: ResidentId) -> str:
    """From the register of residents, those who left it, or the newest 戸籍 that records them."""
    household = desk.register.household_of(subject)
    member = household.member(subject) if household else None
    if member is not None:
        return member.name
    for removed in reversed(desk.register.removed_of(subject)):
        return removed.resident.name
    for koseki in desk.register.koseki_of(subject):
        for person in koseki.persons:
            if person.resident == subject:
                return full_name(koseki.hittousha, person.name)
    raise BadInput(at="subject")
