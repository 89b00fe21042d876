"""Render every copy to its own immutable file and check it, before money is taken."""

import hashlib
from collections.abc import Sequence
from datetime import date

from branch_app.domain.deciders.issuance import decide
from branch_app.domain.deciders.issuance.decide import PreparedCopy
from branch_app.domain.deciders.issuance.state import Item
from branch_app.domain.errors import DocumentError, MadoguchiError, NotOffered, OutOfOrder
from branch_app.domain.log.commitment import Opening
from branch_app.domain.records.certificate import Certificate, PrintOrder
from branch_app.domain.records.paper import paper_of
from branch_app.domain.records.snapshots import Snapshot
from branch_app.domain.values.identifiers import IssueNumber, ItemId, JobId
from branch_app.usecases.authorise import Authorised
from branch_app.usecases.desk import CHANNEL, Desk
from branch_app.usecases.snapshot import open_snapshot

_RACES = 20
"""Another process may take the running number while we render; after so many losses something else is wrong."""


def prepare(desk: Desk, authorised: Authorised) -> tuple[JobId, ...]:
    """One file a copy, each with its own number, job and digest.

    A paper bears the day of its 審査: rules, entitlement and data are of that day.

    Raises:
        DocumentError: the paper cannot be made; the item has failed and nothing was paid.
        NotOffered: midnight came in between, and that certificate went with the old day; failed likewise.
    """
    for _ in range(_RACES):
        first = desk.journal.refresh().issuance.next_running
        copies, openings = _render_all(desk, authorised, first)
        try:
            _commit(desk, authorised.item, first, copies, openings)
        except OutOfOrder:
            _wipe(desk, copies)
            if desk.journal.refresh().issuance.next_running == first:
                raise
            continue
        except MadoguchiError:
            _wipe(desk, copies)
            raise
        return tuple(copy.job for copy in copies)
    raise OutOfOrder(now="prepared elsewhere", then="prepared")


def issue_number(desk: Desk, running: int) -> IssueNumber:
    """発行番号: office, device, epoch, running number."""
    enrolment = desk.enrolment
    return IssueNumber(f"{enrolment.office}-{enrolment.device}-{enrolment.epoch}-{running:06d}")


def whole_number(desk: Desk, typed: str) -> str:
    """As it stands on a paper, or only the last digits of one of this device's own."""
    number = typed.strip()
    return issue_number(desk, int(number)) if number.isascii() and number.isdecimal() else number


def _render_all(desk: Desk, authorised: Authorised, first: int) -> tuple[list[PreparedCopy], list[Opening]]:
    copies: list[PreparedCopy] = []
    openings: list[Opening] = []
    item = desk.journal.state.issuance.item(authorised.item)
    snapshot = open_snapshot(item.certificate, desk.journal.ledger.opening_of(item.snapshot))
    try:
        _check_still_offered(desk, item)
        for running in range(first, first + item.copies):
            copy, opened = _render(desk, authorised, snapshot, running)
            copies.append(copy)
            openings += opened
    except (DocumentError, NotOffered) as error:
        _wipe(desk, copies)
        code = error.code
        desk.journal.record(
            desk.new_request(), lambda state: decide.render_failed(state.issuance, authorised.item, code)
        )
        raise
    return copies, openings


def _check_still_offered(desk: Desk, item: Item) -> None:
    today = desk.today()
    tables = desk.tables_on(today)
    office = tables.office(desk.enrolment.office, today)
    tables.check_offered(office, CHANNEL, Certificate(item.certificate), today)


def _render(
    desk: Desk, authorised: Authorised, snapshot: Snapshot, running: int
) -> tuple[PreparedCopy, tuple[Opening, ...]]:
    job = JobId(desk.new_id())
    number = issue_number(desk, running)
    order = PrintOrder(
        job=job,
        number=number,
        issued=authorised.on,
        issuer=desk.enrolment.issuer,
        snapshot=snapshot,
        data_as_of=_stated_date(desk, authorised),
        specimen=desk.specimen,
        paper=paper_of(desk.stock),
    )
    paper = desk.renderer.render(order)
    file, file_opening = desk.veil.field("file", hashlib.sha256(paper.pdf).hexdigest())
    subject, subject_opening = desk.veil.field("subject_id", snapshot.subject)
    desk.print_files.put(job, paper.pdf)
    return PreparedCopy(job, number, paper.pages, file, subject), (file_opening, subject_opening)


def _stated_date(desk: Desk, authorised: Authorised) -> date | None:
    """The paper says as of when its data are, when that is not its own day."""
    as_of = authorised.as_of.astimezone(desk.clock.now().tzinfo).date()
    return as_of if as_of < authorised.on else None


def _commit(
    desk: Desk, item: ItemId, first: int, copies: Sequence[PreparedCopy], openings: Sequence[Opening]
) -> None:
    desk.journal.decide(
        desk.new_request(), lambda state: decide.prepare(state.issuance, item, first, copies), openings
    )


def _wipe(desk: Desk, copies: Sequence[PreparedCopy]) -> None:
    for copy in copies:
        desk.print_files.wipe(copy.job)
