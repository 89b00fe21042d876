"""What the counter refuses, and what it has not done when it did."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from branch_app.composition.device import Device
from branch_app.domain.deciders.states import ApplicationState, ItemState, JobState
from branch_app.domain.errors import (
    BadInput,
    FileDamaged,
    GlyphMissing,
    NotEntitled,
    OutOfOrder,
    PinBlocked,
    PinWrong,
    PreflightFailed,
    PrinterAbsent,
    PrinterBusy,
    Restricted,
    SecondPersonNeeded,
    WrongKey,
)
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.registers import CityCard, RegisterName, RegisterVersion
from branch_app.domain.records.requester import Claim, Standing
from branch_app.domain.records.resident import Household
from branch_app.domain.values.identifiers import Pseudonym, ResidentId
from branch_app.domain.values.reasons import PaperReason
from branch_app.domain.values.vouching import Vouched
from branch_app.ports import Register
from branch_app.printing.folder import FolderPrinter
from branch_app.usecases.accept import accept
from branch_app.usecases.answer import Answer, answer
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.hand_over import check_paper, hand_over
from branch_app.usecases.identify import identify_by_city_card, identify_by_seal_card
from branch_app.usecases.prepare import prepare
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.run_day import receive_paper
from branch_app.usecases.snapshot import Wish
from branch_app.usecases.void import void
from tests.fakes.branch import OPENED, OTHER_CLERK, city
from tests.fakes.clerk import deliver, order
from tests.fakes.restrictions import tell

TARO, KEN, SHIZUKA, YUI = (ResidentId(f"90000{number}") for number in ("10100", "50100", "40100", "40200"))


def _card(resident: ResidentId) -> str:
    return next(card.number for card in city().city_cards if card.resident == resident)


def _application(desk: Desk, form: str = "1"):  # noqa: ANN202 - an identifier
    return accept(desk, form, desk.new_request())


def _restrict(device: Device, *residents: ResidentId) -> None:
    tell(device.file.restrictions, OPENED, blocked=residents)


def test_a_wrong_pin_shows_the_tries_left_and_the_third_blocks(desk: Desk) -> None:
    """Three wrong PINs of a city card: 2, 1, 0 left, then blocked even for the right one."""
    application = _application(desk)
    left = []
    for _ in range(3):
        with pytest.raises(PinWrong) as wrong:
            identify_by_city_card(desk, application, _card(TARO), "0000")
        left.append(wrong.value.facts["left"])
    assert [2, 1, 0] == left
    with pytest.raises(PinBlocked):
        identify_by_city_card(desk, application, _card(TARO), "2468")


def test_a_right_pin_gives_all_tries_back(desk: Desk) -> None:
    """After a success three tries remain again."""
    application = _application(desk)
    with pytest.raises(PinWrong):
        identify_by_city_card(desk, application, _card(TARO), "0000")
    identify_by_city_card(desk, application, _card(TARO), "2468")
    with pytest.raises(PinWrong) as wrong:
        identify_by_city_card(desk, _application(desk, "2"), _card(TARO), "0000")
    assert 2 == wrong.value.facts["left"]


def test_a_right_pin_is_written_though_its_form_takes_nobody(desk: Desk) -> None:
    """The try has happened: the second one on a form that knows its applicant already stands in the log, too."""
    application = _application(desk)
    identify_by_city_card(desk, application, _card(TARO), "2468")
    before = desk.journal.state.size
    with pytest.raises(OutOfOrder):
        identify_by_city_card(desk, application, _card(TARO), "2468")
    assert before + 1 == desk.journal.state.size


def test_who_merely_holds_a_seal_card_gets_no_resident_record(desk: Desk) -> None:
    """The 印鑑登録証 entitles to the seal certificate of its registrant and to nothing else."""
    taro = city().resident(TARO)
    application = _application(desk)
    applicant = identify_by_seal_card(desk, application, _card(TARO), taro.name, taro.birth)
    seal, record = request_items(
        desk, application, [Wish(Certificate.INKAN, TARO), Wish(Certificate.JUMINHYO, TARO)]
    )
    authorise(desk, application, applicant, seal)
    with pytest.raises(NotEntitled):
        authorise(desk, application, applicant, record)


def test_a_seal_card_with_another_birth_date_identifies_nobody(desk: Desk) -> None:
    """The machine compares what is stated with the register."""
    taro = city().resident(TARO)
    with pytest.raises(NotEntitled):
        identify_by_seal_card(desk, _application(desk), _card(TARO), taro.name, taro.birth + timedelta(days=1))


def test_a_household_members_paper_is_refused_when_it_would_show_a_restricted_person(desk: Desk) -> None:
    """One flag covers every certificate that shows the person; the refusal is in the log without its reason."""
    application = _application(desk)
    applicant = identify_by_city_card(desk, application, _card(SHIZUKA), "3690")
    (item,) = request_items(desk, application, [Wish(Certificate.JUMINHYO, YUI)])
    with pytest.raises(Restricted):
        authorise(desk, application, applicant, item)
    assert ItemState.REFUSED is desk.journal.state.issuance.item(item.id).state
    assert b"restricted" not in b"".join(desk.journal.ledger.leaves(0, desk.journal.state.size))


def test_a_block_that_arrives_after_payment_stops_the_print(desk: Desk, device: Device, spool: Path) -> None:
    """Restrictions are looked at once more inside the reservation; no byte reaches the printer."""
    _, (job,) = order(desk, "1", TARO)
    _restrict(device, ResidentId("9000010300"))
    with pytest.raises(Restricted):
        send(desk, job)
    assert [] == list(spool.iterdir())
    assert JobState.PREPARED is desk.journal.state.issuance.job(job).state


def test_a_block_that_arrives_after_the_print_withholds_the_paper(desk: Desk, device: Device) -> None:
    """Between print and hand-over the paper stays at the counter."""
    _, (job,) = order(desk, "1", TARO)
    send(desk, job)
    follow(desk, job)
    check_paper(desk, job, pages=1)
    _restrict(device, TARO)
    with pytest.raises(Restricted):
        hand_over(desk, job)
    assert JobState.WITHHELD is desk.journal.state.issuance.job(job).state


def test_a_withheld_paper_stays_withheld_while_the_block_lasts(desk: Desk, device: Device) -> None:
    """Asking again is refused for the same reason and changes nothing."""
    _, (job,) = order(desk, "1", TARO)
    send(desk, job)
    follow(desk, job)
    check_paper(desk, job, pages=1)
    _restrict(device, TARO)
    for _ in range(2):
        with pytest.raises(Restricted):
            hand_over(desk, job)
    assert JobState.WITHHELD is desk.journal.state.issuance.job(job).state


def test_an_absent_printer_charges_no_second_fee(desk: Desk, spool: Path) -> None:
    """Nothing was sent: the attempt is over, the sheet goes back, the next attempt is free."""
    _, (job,) = order(desk, "1", TARO)
    before = desk.journal.state.sheets.stock(desk.stock)
    spool.rmdir()
    with pytest.raises(PrinterAbsent):
        send(desk, job)
    assert JobState.NOT_PRINTED is desk.journal.state.issuance.job(job).state
    assert before == desk.journal.state.sheets.stock(desk.stock)
    spool.mkdir()
    send(desk, job)
    follow(desk, job)
    deliver(desk, [job])
    assert 300 == desk.journal.state.drawer.charged_yen


def test_one_job_in_flight_a_printer(desk: Desk) -> None:
    """A second copy waits until the first one's end is known."""
    _, (first, second) = order(desk, "1", TARO, copies=2)
    send(desk, first)
    with pytest.raises(PrinterBusy):
        send(desk, second)


def test_another_jobs_file_under_this_name_is_never_printed(desk: Desk, device: Device, spool: Path) -> None:
    """The accident itself: a later file in place of an earlier one does not open."""
    _, (taros,) = order(desk, "1", TARO)
    _, (kens,) = order(desk, "2", KEN)
    files = device.folders.print_files
    (files / f"{taros}.sealed").write_bytes((files / f"{kens}.sealed").read_bytes())
    with pytest.raises(FileDamaged):
        send(desk, taros)
    assert [] == list(spool.iterdir())


def test_bytes_other_than_the_log_committed_to_are_never_printed(desk: Desk, spool: Path) -> None:
    """A file sealed for the right job but with other content is refused by its digest."""
    _, (job,) = order(desk, "1", TARO)
    desk.print_files.wipe(job)
    desk.print_files.put(job, b"%PDF-1.4 somebody else's paper")
    with pytest.raises(PreflightFailed):
        send(desk, job)
    assert [] == list(spool.iterdir())


def test_a_name_no_font_has_is_refused_before_money_is_taken(desk: Desk) -> None:
    """The refusal names the code point; the item has failed, nothing is quoted for it."""
    desk = replace(desk, register=RenamingRegister(desk.register, KEN, "例題　\U0001f600"))
    application = _application(desk)
    applicant = identify_by_city_card(desk, application, _card(KEN), "1470")
    (item,) = request_items(desk, application, [Wish(Certificate.JUMINHYO, KEN)])
    granted = authorise(desk, application, applicant, item)
    with pytest.raises(GlyphMissing) as missing:
        prepare(desk, granted)
    assert "U+1F600" == missing.value.facts["code_points"]
    assert ItemState.RENDER_FAILED is desk.journal.state.issuance.item(item.id).state
    assert ApplicationState.IDENTIFIED is desk.journal.state.issuance.application(application).state


@dataclass(frozen=True, slots=True)
class RenamingRegister:
    """The real replica, in which one resident has another name."""

    register: Register
    resident: ResidentId
    name: str

    def versions(self) -> tuple[RegisterVersion, ...]:
        """The replica's."""
        return self.register.versions()

    def version(self, register: RegisterName) -> RegisterVersion:
        """The replica's."""
        return self.register.version(register)

    def city_card(self, number: str) -> CityCard | None:
        """The replica's."""
        return self.register.city_card(number)

    def household_of(self, resident: ResidentId) -> Household | None:
        """The replica's, with that one name."""
        household = self.register.household_of(resident)
        if household is None:
            return None
        members = (
            replace(member, name=self.name) if member.id == self.resident else member
            for member in household.members
        )
        return replace(household, members=tuple(members))


def test_one_citizens_card_authorises_nothing_on_anothers_form(desk: Desk) -> None:
    """The applicant of a form is who was identified on that form."""
    taros, kens = _application(desk, "1"), _application(desk, "2")
    taro = identify_by_city_card(desk, taros, _card(TARO), "2468")
    identify_by_city_card(desk, kens, _card(KEN), "1470")
    (item,) = request_items(desk, kens, [Wish(Certificate.JUMINHYO, TARO)])
    with pytest.raises(NotEntitled):
        authorise(desk, kens, taro, item)
    assert ItemState.REQUESTED is desk.journal.state.issuance.item(item.id).state


@pytest.mark.parametrize(
    "other",
    [
        Wish(Certificate.JUMINHYO, KEN, 1, "workplace"),
        Wish(Certificate.KISAIJIKO, TARO, 1, "workplace"),
        Wish(Certificate.JUMINHYO, TARO, 2, "workplace"),
        Wish(Certificate.JUMINHYO, TARO, 1, "seikatsu_hogo"),
        Wish(Certificate.JUMINHYO, TARO, 1, "workplace", claim=Claim(Standing.THIRD_PARTY, told="x")),
    ],
)
def test_another_wish_than_the_log_has_is_not_granted(desk: Desk, other: Wish) -> None:
    """Somebody else, another certificate, more copies, another purpose or claim: the log has what was asked."""
    application = accept(desk, "1", desk.new_request())
    taro = identify_by_city_card(desk, application, _card(TARO), "2468")
    (item,) = request_items(desk, application, [Wish(Certificate.JUMINHYO, TARO, 1, "workplace")])
    before = desk.journal.state.size
    with pytest.raises(BadInput, match="wish"):
        authorise(desk, application, taro, replace(item, wish=other))
    assert before == desk.journal.refresh().size
    assert TARO == authorise(desk, application, taro, item).snapshot.subject


def test_a_job_in_flight_is_neither_voided_nor_answered(desk: Desk) -> None:
    """Its paper may be coming out: first its end must be known, and only an unknown end is asked about."""
    _, (job,) = order(desk, "1", TARO)
    send(desk, job)
    with pytest.raises(OutOfOrder):
        void(desk, job, PaperReason.NOT_NEEDED, Pseudonym("0" * 32), office_fault=True)
    with pytest.raises(OutOfOrder):
        answer(desk, job, Answer.DID_NOT_COME_OUT)
    assert JobState.SPOOLED is desk.journal.state.issuance.job(job).state


def test_a_tray_that_shows_another_number_takes_no_paper(desk: Desk) -> None:
    """Sheets and confirmation are one entry or none."""
    before = desk.journal.state.size
    with pytest.raises(OutOfOrder):
        receive_paper(desk, 6001, 100, seen=9999)
    assert before == desk.journal.refresh().size


def test_a_second_person_needs_a_password_of_their_own(device: Device) -> None:
    """Being on the roster is not enough."""
    other = device.second_persons.beside(OTHER_CLERK.operator, OTHER_CLERK.password, Vouched.VOID)
    assert other != device.journal.operator
    with pytest.raises(WrongKey):
        device.second_persons.beside(OTHER_CLERK.operator, "guessed wrong", Vouched.VOID)


def test_one_person_alone_voids_nothing(desk: Desk) -> None:
    """The second person is somebody else."""
    _, (job,) = order(desk, "1", TARO)
    with pytest.raises(SecondPersonNeeded):
        void(desk, job, PaperReason.NOT_NEEDED, desk.journal.operator, office_fault=True)


def test_the_same_request_twice_is_one_application(desk: Desk) -> None:
    """A key pressed twice, or a caller who never heard: found again by its request."""
    request = desk.new_request()
    assert accept(desk, "1", request) == accept(desk, "1", request)
    assert 1 == len(desk.journal.state.issuance.applications)


def test_a_paper_with_a_page_missing_is_not_handed_over(desk: Desk) -> None:
    """照合 wants the pages that were sent."""
    _, (job,) = order(desk, "1", TARO)
    send(desk, job)
    follow(desk, job)
    with pytest.raises(OutOfOrder):
        check_paper(desk, job, pages=2)


def test_the_file_is_wiped_when_the_paper_is_handed_over(desk: Desk, device: Device) -> None:
    """No print file outlives its paper."""
    _, (job,) = order(desk, "1", TARO)
    send(desk, job)
    follow(desk, job)
    deliver(desk, [job])
    assert [] == list(device.folders.print_files.iterdir())
    assert isinstance(desk.printer, FolderPrinter)
