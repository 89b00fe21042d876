"""A clerk's hands for tests: the usual way from form to paper on a real desk."""

from collections.abc import Sequence

from branch_app.composition.device import Device
from branch_app.composition.papers import paper_renderer
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.values.identifiers import ApplicationId, JobId
from branch_app.domain.values.money import Yen
from branch_app.ports import Printer
from branch_app.usecases.accept import accept
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.hand_over import check_paper, hand_over
from branch_app.usecases.identify import identify_by_city_card
from branch_app.usecases.pay import pay, quote
from branch_app.usecases.prepare import prepare
from branch_app.usecases.run_day import open_day, receive_paper
from branch_app.usecases.snapshot import Wish
from tests.fakes.branch import STOCK, city

FIRST_SHEET, SHEETS, FLOAT = 1001, 5000, 30_000


def desk_of(device: Device, printer: Printer) -> Desk:
    """The desk of an open device."""
    return device.desk(printer, paper_renderer(device.paper_seals), device.registers.open(), STOCK, specimen=True)


def begin_day(desk: Desk) -> None:
    """Float and paper."""
    open_day(desk, FLOAT)
    receive_paper(desk, FIRST_SHEET, SHEETS, FIRST_SHEET)


def order(
    desk: Desk, form: str, resident: str, certificate: Certificate = Certificate.JUMINHYO, copies: int = 1
) -> tuple[ApplicationId, tuple[JobId, ...]]:
    """From 受付 to paid in cash, for a holder of a city card with a PIN."""
    application = quoted(desk, form, resident, certificate, copies)
    pay(desk, application, Yen(desk.journal.state.issuance.application(application).total_yen))
    return application, tuple(job.id for job in desk.journal.state.issuance.jobs_of(application))


def quoted(
    desk: Desk, form: str, resident: str, certificate: Certificate = Certificate.JUMINHYO, copies: int = 1
) -> ApplicationId:
    """From 受付 to what it costs."""
    card = next(card for card in city().city_cards if card.resident == resident)
    application = accept(desk, form, desk.new_request())
    applicant = identify_by_city_card(desk, application, card.number, card.pin or "")
    (item,) = request_items(desk, application, [Wish(certificate, applicant.resident, copies)])
    prepare(desk, authorise(desk, application, applicant, item))
    quote(desk, application, {})
    return application


def deliver(desk: Desk, jobs: Sequence[JobId]) -> None:
    """照合 and 交付 of printed copies."""
    for job in jobs:
        check_paper(desk, job, desk.journal.refresh().issuance.job(job).pages)
        hand_over(desk, job)
