"""A key pressed twice asks once: a verb knows its request again, or finds its work done and does nothing."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest

from branch_app.composition.device import Device
from branch_app.documents.receipt import ReceiptPapers
from branch_app.domain.errors import OutOfOrder, Refused
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.values.identifiers import ApplicationId, JobId, Pseudonym, ResidentId
from branch_app.domain.values.money import Yen
from branch_app.domain.values.reasons import PaperReason, SheetOutcome
from branch_app.settings import RESOURCES
from branch_app.usecases.accept import accept
from branch_app.usecases.answer import Answer, answer
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.bring_back import bring_back
from branch_app.usecases.cancel import cancel
from branch_app.usecases.desk import Desk
from branch_app.usecases.hand_over import check_paper, hand_over
from branch_app.usecases.identify import Applicant, identify_by_city_card
from branch_app.usecases.pay import pay, quote
from branch_app.usecases.prepare import prepare
from branch_app.usecases.print_copy import follow, give_up, send
from branch_app.usecases.receipt import issue_receipt
from branch_app.usecases.run_day import open_day, receive_paper, spoil_sheets
from branch_app.usecases.start_log import second_person
from branch_app.usecases.tray import confirm_sheet, explain_gap
from branch_app.usecases.uncollected import keep_uncollected
from branch_app.usecases.void import spoil, void
from branch_app.usecases.wish import Wish
from tests.fakes.branch import OTHER_CLERK, STOCK, city
from tests.fakes.clerk import FIRST_SHEET, FLOAT, SHEETS, order

TARO = ResidentId("9000010100")
Verb = Callable[[], object]


@pytest.fixture
def second(device: Device) -> Pseudonym:
    """Somebody beside."""
    return second_person(device.enrolment, OTHER_CLERK.operator, device.veil)


def test_from_form_to_paper_every_key_pressed_twice(desk: Desk) -> None:
    """One application, one item, one number, one charge, one paper."""
    request = desk.new_request()
    application = accept(desk, "1", request)
    assert application == accept(desk, "1", request)
    _once(desk, lambda: accept(desk, "1", desk.new_request()))
    applicant = _identify(desk, application)
    with pytest.raises(OutOfOrder):  # a PIN is tried each time, and each try is an entry
        _identify(desk, application)
    wishes, request = [Wish(Certificate.JUMINHYO, TARO), Wish(Certificate.INKAN, TARO)], desk.new_request()
    items = request_items(desk, application, wishes, request)
    size = desk.journal.refresh().size
    assert items == request_items(desk, application, wishes, request)
    assert size == desk.journal.refresh().size
    jobs: list[JobId] = []
    for item in items:
        authorised = authorise(desk, application, applicant, item)
        _once(desk, partial(authorise, desk, application, applicant, item))
        jobs += prepare(desk, authorised)
        _once(desk, partial(prepare, desk, authorised))
    due = quote(desk, application, {})
    _once(desk, lambda: quote(desk, application, {}))
    pay(desk, application, Yen(due))
    _once(desk, lambda: pay(desk, application, Yen(due)))
    for job in jobs:
        steps: tuple[Callable[[Desk, JobId], object], ...] = (send, follow, _check, hand_over)
        for verb in steps:
            verb(desk, job)
            _once(desk, partial(verb, desk, job))
    assert (600, 2) == (desk.journal.state.drawer.charged_yen, desk.journal.state.day.delivered)


def test_one_receipt_for_one_key(desk: Desk, second: Pseudonym) -> None:
    """The second press prints nothing and counts nothing; another key is a reissue."""
    application, _ = order(desk, "1", TARO)
    printed: list[bytes] = []

    class Printer:
        """Keeps what it gets."""

        def print(self, pdf: bytes, _name: str) -> None:
            """Take it."""
            printed.append(pdf)

    request, papers = desk.new_request(), ReceiptPapers(RESOURCES)
    issue_receipt(desk, application, papers, Printer(), request)
    with pytest.raises(OutOfOrder):
        issue_receipt(desk, application, papers, Printer(), request)
    assert (1, 1) == (len(printed), desk.journal.state.issuance.application(application).receipts)
    assert issue_receipt(desk, application, papers, Printer(), desk.new_request(), second).reissued


def test_papers_given_up_kept_and_brought_back_once(desk: Desk, second: Pseudonym) -> None:
    """書損, 取消, 受取なし, 返却: the second press finds it done."""
    _, jobs = order(desk, "1", TARO, copies=4)
    for job in jobs[1:]:
        send(desk, job)
        follow(desk, job)
    for job in jobs[2:]:
        _check(desk, job)
    hand_over(desk, jobs[2])
    number = desk.journal.state.issuance.job(jobs[2]).number
    verbs: tuple[Verb, ...] = (
        lambda: void(desk, jobs[0], PaperReason.NOT_NEEDED, second, office_fault=False),
        lambda: spoil(desk, jobs[1], PaperReason.JAM),
        lambda: void(desk, jobs[1], PaperReason.JAM, second, office_fault=True),
        lambda: bring_back(desk, number),
        lambda: keep_uncollected(desk),
    )
    for verb in verbs:
        verb()
        _once(desk, verb)
    assert 600 == desk.journal.state.drawer.refunded_yen


def test_a_person_answers_once(desk: Desk) -> None:
    """An unknown print is decided once."""
    _, (job,) = order(desk, "1", TARO)
    send(desk, job)
    for verb in (lambda: give_up(desk, job), lambda: answer(desk, job, Answer.CAME_OUT_WELL)):
        verb()
        _once(desk, verb)


def test_the_day_and_its_paper_once(desk: Desk, second: Pseudonym) -> None:
    """開始, 用紙の補充, 書損 of loose sheets, an explained gap, 取下げ."""
    _once(desk, lambda: open_day(desk, FLOAT))
    _once(desk, lambda: receive_paper(desk, FIRST_SHEET, SHEETS, FIRST_SHEET))
    request = desk.new_request()
    spoil_sheets(desk, 2, PaperReason.TORN, request)
    _once(desk, lambda: spoil_sheets(desk, 2, PaperReason.TORN, request))
    with pytest.raises(OutOfOrder):
        confirm_sheet(desk, FIRST_SHEET + 3)
    explain_gap(desk, STOCK, 1, SheetOutcome.LOST, PaperReason.NOT_FOUND, second)
    _once(desk, lambda: explain_gap(desk, STOCK, 1, SheetOutcome.LOST, PaperReason.NOT_FOUND, second))
    application = accept(desk, "1", desk.new_request())
    cancel(desk, application)
    _once(desk, lambda: cancel(desk, application))
    tray = desk.journal.state.sheets.stock(STOCK)
    assert (2, 1, SHEETS - 3) == (tray.spoilt, tray.lost, tray.rest)


def _once(desk: Desk, again: Verb) -> None:
    """Refused or not, the second press writes nothing."""
    size = desk.journal.refresh().size
    with suppress(Refused):
        again()
    assert size == desk.journal.refresh().size


def _identify(desk: Desk, application: ApplicationId) -> Applicant:
    card = next(card for card in city().city_cards if card.resident == TARO)
    return identify_by_city_card(desk, application, card.number, card.pin or "")


def _check(desk: Desk, job: JobId) -> None:
    check_paper(desk, job, desk.journal.refresh().issuance.job(job).pages)
