"""From form to quote in one go: every paper made and checked, and the sum known, before anybody speaks of money."""

from collections.abc import Sequence
from dataclasses import dataclass

from branch_app.domain.errors import DocumentError, MadoguchiError, Refused
from branch_app.domain.values.identifiers import ApplicationId, JobId, Pseudonym, ResidentId
from branch_app.domain.values.money import Yen
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.exemption import confirmed
from branch_app.usecases.identify import Applicant
from branch_app.usecases.pay import quote
from branch_app.usecases.prepare import prepare
from branch_app.usecases.release import release
from branch_app.usecases.snapshot import Wish


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a form; ``exempt`` when the clerk confirmed that it is free, ``evidence`` by what was shown.

    Without a code it is the usual one of the table.
    """

    wish: Wish
    exempt: bool = False
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class NotMade:
    """A certificate that cannot be had, and why."""

    line: Line
    error: MadoguchiError


@dataclass(frozen=True, slots=True)
class Made:
    """What lies ready: the copies in the order asked for, the sum in yen, and what was refused.

    With no copies the application is cancelled and nothing is due.
    """

    application: ApplicationId
    jobs: tuple[JobId, ...]
    total: Yen
    not_made: tuple[NotMade, ...]


def make_papers(
    desk: Desk,
    application: ApplicationId,
    applicant: Applicant,
    lines: Sequence[Line],
    second: Pseudonym | None = None,
) -> Made:
    """Request, authorise, prepare and quote; a certificate that is refused or cannot be made is left out.

    With a ``second`` person (``Vouched.RELEASE``) what stops the applicant's own papers is released before.

    Raises:
        OutOfOrder: the application is not identified, or asked for something already.
        ClockError, StoreError: nothing further was written.
    """
    jobs: list[JobId] = []
    not_made: list[NotMade] = []
    items = request_items(desk, application, [line.wish for line in lines])
    for line, item in zip(lines, items, strict=True):
        try:
            if second is not None and _is_stopped(desk, line.wish.subject, applicant):
                release(desk, item.id, second)
            jobs += prepare(desk, authorise(desk, application, applicant, item))
        except (Refused, DocumentError) as error:
            not_made.append(NotMade(line, error))
    free = {
        item.id: shown
        for line, item in zip(lines, items, strict=True)
        if line.exempt and (shown := confirmed(desk, line.wish, line.evidence)) is not None
    }
    return Made(application, tuple(jobs), quote(desk, application, free), tuple(not_made))


def _is_stopped(desk: Desk, subject: ResidentId, applicant: Applicant) -> bool:
    """Only a person's own stop is released, for what they ask for themselves."""
    return subject == applicant.resident and subject in desk.restrictions.current().residents
