"""What went wrong elsewhere, each by its name, on real files and papers: not here.

Races, lists and lagging tables have tests of their own: Kawasaki (``test_two_requests_at_once``), the stale list of
Kyoto (``db.test_restrictions``), Munakata (``reconcile.test_day``).
"""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from branch_app.composition.device import Device
from branch_app.documents.readback import read_back
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.errors import (
    CloseNotPossible,
    NotEntitled,
    OutOfOrder,
    PreflightFailed,
    PrinterAbsent,
    PrinterBusy,
    PrinterRefused,
    PrintInDoubt,
    Restricted,
    SealMissing,
    SecondPersonNeeded,
)
from branch_app.domain.log.entry import Entry
from branch_app.domain.records.certificate import Certificate, PrintOrder, RenderedPaper
from branch_app.domain.rules.fees import Shown
from branch_app.domain.values.identifiers import ApplicationId, ItemId, JobId, Pseudonym, ResidentId
from branch_app.domain.values.money import Yen
from branch_app.domain.values.reasons import PaperReason
from branch_app.domain.values.wareki import wareki
from branch_app.ports import PrintReport, PrintState, Ticket
from branch_app.usecases.accept import accept
from branch_app.usecases.answer import Answer, answer
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.cancel import cancel
from branch_app.usecases.desk import Desk
from branch_app.usecases.drawer import count_drawer
from branch_app.usecases.hand_over import check_paper, hand_over
from branch_app.usecases.identify import identify_by_city_card
from branch_app.usecases.pay import pay, quote
from branch_app.usecases.prepare import prepare
from branch_app.usecases.print_copy import follow, give_up, send
from branch_app.usecases.recover import recover
from branch_app.usecases.run_day import close_day
from branch_app.usecases.start_log import second_person
from branch_app.usecases.void import void
from branch_app.usecases.wish import Wish
from tests.fakes.branch import OTHER_CLERK, city
from tests.fakes.clerk import FLOAT, begin_day, desk_of, order
from tests.fakes.played_day import pieces
from tests.fakes.restrictions import tell
from tests.fakes.staged_printer import JAMMED, PENDING, UNKNOWN, StagedPrinter

TARO, HANAKO = ResidentId("9000010100"), ResidentId("9000010200")


class Keeping(StagedPrinter):
    """Keeps the very bytes it was sent."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[bytes] = []

    def submit(self, pdf: bytes, ticket: Ticket) -> int:
        """Take it."""
        self.files.append(pdf)
        return super().submit(pdf, ticket)


@pytest.fixture
def printer() -> StagedPrinter:
    """Prints everything, until told otherwise."""
    return StagedPrinter()


@pytest.fixture
def desk(device: Device, printer: StagedPrinter) -> Desk:
    """Float in the drawer, paper in the tray."""
    made = desk_of(device, printer)
    begin_day(made)
    return made


@pytest.fixture
def second(device: Device) -> Pseudonym:
    """Somebody beside."""
    return second_person(device.enrolment, OTHER_CLERK.operator, device.veil)


def test_yokohama_2023_a_time_out_ends_the_job_and_never_just_its_lock(desk: Desk, printer: StagedPrinter) -> None:
    """The wait ran out: the next applicant's file is not sent, and the first one's comes out for the first only."""
    _, (first,) = order(desk, "1", TARO)
    _, (next_one,) = order(desk, "2", HANAKO, Certificate.INKAN)
    printer.says.append(PENDING)
    send(desk, first)
    follow(desk, first)
    give_up(desk, first)
    with pytest.raises(PrinterBusy):
        send(desk, next_one)
    assert [first] == [ticket.job for ticket in printer.sent]
    answer(desk, first, Answer.CAME_OUT_WELL)
    send(desk, next_one)
    assert [first, next_one] == [ticket.job for ticket in printer.sent]


def test_kawasaki_2023_a_file_that_is_not_the_job_s_is_never_printed(desk: Desk, printer: StagedPrinter) -> None:
    """A stranger's paper under this job's name is noticed in the very bytes, and nothing is sent."""
    _, (mine,) = order(desk, "1", TARO)
    _, (strange,) = order(desk, "2", HANAKO, Certificate.INKAN)
    stranger = desk.print_files.get(strange)
    desk.print_files.wipe(mine)
    desk.print_files.put(mine, stranger)
    with pytest.raises(PreflightFailed):
        send(desk, mine)
    assert [] == printer.sent


def test_izu_2024_onomichi_every_page_says_which_paper_it_is_of(desk: Desk) -> None:
    """Number and n／N on every page; a paper with a page too few or too many is not handed over."""
    _, (job,) = order(desk, "1", TARO)
    state = desk.journal.state.issuance.job(job)
    for number, page in enumerate(read_back(desk.print_files.get(job))[: state.pages], start=1):
        said = "".join(page.runs)
        assert state.number in said
        assert f"{number}／{state.pages}" in said
    _out(desk, job)
    for wrong in (state.pages - 1, state.pages + 1):
        with pytest.raises(OutOfOrder):
            check_paper(desk, job, wrong)
    with pytest.raises(OutOfOrder):
        hand_over(desk, job)


def test_munakata_2023_takamatsu_2024_every_entry_says_by_which_build_and_tables(
    desk: Desk, device: Device
) -> None:
    """A site that lags gives itself away with its first entry."""
    order(desk, "1", TARO)
    leaves = device.ledger.leaves(0, device.ledger.head().size)
    stamps = [Entry.from_bytes(leaf).stamp for leaf in leaves]
    assert {desk.tables.version} == {stamp.tables for stamp in stamps[-3:]}
    assert all(stamp.build for stamp in stamps)


def test_osaka_2019_no_paper_says_heisei_31_may() -> None:
    """The era is code, so no terminal has another one."""
    assert "令和元年5月7日" == wareki(date(2019, 5, 7))


def test_okayama_without_the_mayor_s_seal_nothing_is_made_or_paid(desk: Desk, printer: StagedPrinter) -> None:
    """No seal, no print: the item fails before money is taken."""

    @dataclass
    class Sealless:
        """A renderer whose seal is gone."""

        def render(self, _order: PrintOrder) -> RenderedPaper:
            """As the real one does."""
            raise SealMissing(file="mayor_seal")

    with pytest.raises(SealMissing):
        order(replace(desk, renderer=Sealless()), "1", TARO)
    assert (0, [], ()) == (
        desk.journal.refresh().drawer.charged_yen,
        printer.sent,
        desk.print_files.kept(),
    )


@pytest.mark.parametrize("certificate", [Certificate.JUMINHYO, Certificate.KISAIJIKO, Certificate.INKAN])
def test_meguro_misato_a_flag_counts_for_every_kind_of_certificate(
    desk: Desk, device: Device, certificate: Certificate
) -> None:
    """One flag a person, not one a register."""
    tell(device.file.restrictions, desk.clock.now(), blocked=[TARO])
    with pytest.raises(Restricted):
        order(desk, "1", TARO, certificate)


def test_saitama_inuyama_a_flag_counts_for_the_household_s_paper_that_shows_the_person(
    desk: Desk, device: Device
) -> None:
    """Asked for by somebody else of the same household."""
    tell(device.file.restrictions, desk.clock.now(), blocked=[HANAKO])
    with pytest.raises(Restricted):
        order(desk, "1", TARO, Certificate.JUMINHYO)


def test_hirakata_daito_no_warning_is_clicked_away(desk: Desk, device: Device) -> None:
    """A stop is an error and not a question: asked ten times, it stops ten times, and alone nobody lifts it."""
    _, (job,) = order(desk, "1", TARO, Certificate.INKAN)
    tell(device.file.restrictions, desk.clock.now(), blocked=[TARO])
    for _ in range(10):
        with pytest.raises(Restricted):
            send(desk, job)
    assert JobState.PREPARED is desk.journal.refresh().issuance.job(job).state


def test_joso_what_is_free_is_proposed_and_charges_nothing(desk: Desk) -> None:
    """3,331 papers were charged because nobody knew: here the purpose says so, and what was shown is confirmed."""
    application, item = _authorised(desk, "1", Certificate.KISAIJIKO, "nenkin_genkyo")
    tables = desk.tables
    (evidence, *_) = tables.evidence_for("nenkin_genkyo", Certificate.KISAIJIKO, desk.today())
    assert tables.exempt("nenkin_genkyo", Certificate.KISAIJIKO, desk.today())
    with pytest.raises(NotEntitled):
        quote(desk, application, {item: Shown("nenkin_genkyo", "nothing")})
    assert 0 == quote(desk, application, {item: Shown("nenkin_genkyo", evidence)})
    assert 0 == pay(desk, application, Yen(0)).total
    assert ApplicationState.EXEMPT is desk.journal.state.issuance.application(application).state


def test_tsuyama_two_persons_are_two_and_the_machine_compares(desk: Desk, printer: StagedPrinter) -> None:
    """The same person twice is refused, and no yes of two makes another paper out of this one."""
    _, (job,) = order(desk, "1", TARO)
    with pytest.raises(SecondPersonNeeded):
        void(desk, job, PaperReason.OTHER, desk.journal.operator, office_fault=True)
    desk.print_files.wipe(job)
    desk.print_files.put(job, b"%PDF-1.7 another")
    with pytest.raises(PreflightFailed):
        send(desk, job)
    assert [] == printer.sent


def test_field_print_initiated_although_no_printer_exists(desk: Desk, printer: StagedPrinter) -> None:
    """Nothing was printed, the log says so, the fee stands once, and the next attempt costs nothing."""
    _, (job,) = order(desk, "1", TARO)
    for refusal in (PrinterAbsent(cause="no-line"), PrinterRefused(reason="not-accepting-jobs")):
        printer.refuses.append(refusal)
        with pytest.raises((PrinterAbsent, PrinterRefused)):
            send(desk, job)
        assert JobState.NOT_PRINTED is desk.journal.state.issuance.job(job).state
    _out(desk, job)
    assert (300, 3) == (desk.journal.state.drawer.charged_yen, desk.journal.state.issuance.job(job).attempt)


def test_field_printed_but_the_response_was_lost_is_never_sent_twice(desk: Desk, printer: StagedPrinter) -> None:
    """Doubt is asked, at once and after a restart: no file leaves again before a person has looked."""
    _, (job,) = order(desk, "1", TARO)
    printer.refuses.append(PrintInDoubt(cause="no-answer"))
    with pytest.raises(PrintInDoubt):
        send(desk, job)
    for _ in range(2):
        recover(desk)
        with pytest.raises(PrinterBusy):
            send(desk, job)
    answer(desk, job, Answer.CAME_OUT_WELL)
    assert ([], JobState.PRINTED) == (printer.sent, desk.journal.state.issuance.job(job).state)


@pytest.mark.parametrize("word", [JAMMED, UNKNOWN, PrintReport(PrintState.UNKNOWN, ("aborted",))])
def test_field_an_error_shown_although_it_printed(desk: Desk, printer: StagedPrinter, word: PrintReport) -> None:
    """An error is no proof that nothing came out: the person says it did, and the paper counts once."""
    _, (job,) = order(desk, "1", TARO)
    printer.says.append(word)
    send(desk, job)
    follow(desk, job)
    if desk.journal.state.issuance.job(job).state is not JobState.UNKNOWN:
        give_up(desk, job)
    answer(desk, job, Answer.CAME_OUT_WELL)
    check_paper(desk, job, desk.journal.state.issuance.job(job).pages)
    hand_over(desk, job)
    assert (1, 1) == (len(printer.sent), desk.journal.state.day.delivered)


def test_field_a_sale_closed_though_nothing_was_printed(desk: Desk, second: Pseudonym) -> None:
    """Paid and not printed keeps the form open, and the day too."""
    application, (job,) = order(desk, "1", TARO)
    counted = {count.denomination_yen: count.pieces for count in pieces(FLOAT + 300)}
    count_drawer(desk, counted)
    with pytest.raises(CloseNotPossible):
        close_day(desk, second)
    assert ApplicationState.CHARGED is desk.journal.state.issuance.application(application).state
    assert JobState.PREPARED is desk.journal.state.issuance.job(job).state


def test_field_preview_and_print_are_the_same_file(desk: Desk) -> None:
    """What the preview shows is the file that is sent, byte for byte."""
    _, (job,) = order(desk, "1", TARO)
    shown, sent = desk.print_files.get(job), Keeping()
    send(replace(desk, printer=sent), job)
    assert [shown] == sent.files


def test_field_a_second_certificate_is_charged_its_own_fee(desk: Desk) -> None:
    """Two templates on one form: each line its own fee, and a withdrawn form charges nothing."""
    application, _ = _authorised(desk, "1", Certificate.JUMINHYO, "")
    cancel(desk, application)
    for form, certificate in (("2", Certificate.JUMINHYO), ("3", Certificate.INKAN)):
        before = desk.journal.refresh().drawer.charged_yen
        order(desk, form, TARO, certificate)
        fee = desk.tables.fee(certificate, "counter", desk.today(), desk.enrolment.office)
        assert fee == desk.journal.state.drawer.charged_yen - before


def _out(desk: Desk, job: JobId) -> None:
    send(desk, job)
    follow(desk, job)


def _authorised(desk: Desk, form: str, certificate: Certificate, purpose: str) -> tuple[ApplicationId, ItemId]:
    card = next(card for card in city().city_cards if card.resident == TARO)
    application = accept(desk, form, desk.new_request())
    applicant = identify_by_city_card(desk, application, card.number, card.pin or "")
    (item,) = request_items(desk, application, [Wish(certificate, TARO, purpose=purpose)])
    prepare(desk, authorise(desk, application, applicant, item))
    return application, item.id
