"""選択肢 and 請求者 at a ward office, key by key, from the search box to the finished paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from branch_app.cards.session import Terms
from branch_app.cards.slot import VirtualReader
from branch_app.composition.device import Device
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.domain.errors import BadInput, ItemWithheld, MyNumberElsewhere, NotEntitled
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.requester import Claim, Standing
from branch_app.domain.values.identifiers import ResidentId
from branch_app.machine import SystemRandom
from branch_app.ui.keys import CHOICES, DIGITS, REQUESTER, Key
from branch_app.ui.presenters.choice import Kind
from branch_app.ui.presenters.counter import Stage
from branch_app.ui.presenters.requester import Stated
from branch_app.usecases.desk import Desk
from tests.fakes.branch import WARD_OFFICE, SetClock, make_branch, open_branch
from tests.fakes.clerk import begin_day, desk_of
from tests.fakes.counter_room import Hands, room_of
from tests.fakes.staged_printer import StagedPrinter

TARO, HANAKO = ResidentId("9000010100"), ResidentId("9000010200")
AGENT = {Stated.NAME: "架空　代理", Stated.ADDRESS: "東京都架空区一丁目", Stated.BIRTH: "S55.1.2"}


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    """At a ward office, with every register."""
    opened = open_branch(make_branch(tmp_path / "ward", office=WARD_OFFICE), SetClock())
    yield opened
    opened.close()


@pytest.fixture
def desk(device: Device) -> Desk:
    """The day is open."""
    made = desk_of(device, StagedPrinter())
    begin_day(made)
    return made


@pytest.fixture
def clerk(desk: Desk) -> Hands:
    """At the search box."""
    reader = VirtualReader(None, Terms((), SystemRandom()))
    return Hands(room_of(desk, reader, reader))


def _find(clerk: Hands, words: str) -> None:
    clerk.type(words)
    clerk.press(Key.RETURN)
    assert Stage.FORM is clerk.room.counter.state.stage


def _switch(clerk: Hands, kind: Kind, name: str = "") -> None:
    """That row of the list, as a clerk goes there."""
    clerk.press(CHOICES)
    rows = clerk.room.choices.state.rows
    place = next(at for at, row in enumerate(rows) if row.kind is kind and name in row.name)
    clerk.press(*[Key.DOWN] * place, Key.RETURN, Key.ESCAPE)


def _list(clerk: Hands, certificate: Certificate) -> None:
    """By F8 and its digit."""
    clerk.press(Key.F8)
    listed = [offer.certificate for offer in clerk.room.certificates.state.offers]
    clerk.digits(str(listed.index(certificate) + 1))


def _papers(clerk: Hands) -> list[tuple[str, str]]:
    work = clerk.room.counter.issue.state.work
    assert work is not None
    return [(paper.certificate.value, paper.subject_name) for paper in work.papers]


def test_the_list_leads_to_what_has_no_key(clerk: Hands) -> None:
    """F8 and a digit; what nobody makes or what ended stands below and cannot be chosen."""
    _find(clerk, "yosino taro")
    clerk.press(Key.F8)
    state = clerk.room.certificates.state
    assert Certificate.JOSEKI is state.offers[0].certificate
    assert {"genpyo", "koseki_kisai", "shomei"} == {listed.code for listed in state.unoffered}
    clerk.press(Key.PAGE_DOWN, Key.RETURN)
    assert () == clerk.room.counter.state.form.lines
    clerk.press(Key.F8) if not clerk.room.certificates.state.shown else None
    clerk.digits("1")
    assert [Certificate.JOSEKI] == [line.wish.certificate for line in clerk.room.counter.state.form.lines]


def test_the_usual_certificates_need_no_further_key(clerk: Hands) -> None:
    """The newest 戸籍, the whole of it, for the person on the screen; and a tax certificate."""
    _find(clerk, "yosino taro")
    clerk.digits("1")
    clerk.press(Key.F4, Key.F7, Key.F12)
    assert Step.PAY is clerk.room.counter.issue.state.step
    assert ["koseki_zenbu", "kazei"] == [certificate for certificate, _ in _papers(clerk)]


def test_a_relative_s_register(clerk: Hands) -> None:
    """A husband asks about his wife: the registers show that he may."""
    _find(clerk, "yosino taro")
    clerk.digits("1")
    clerk.press(Key.F5)
    _switch(clerk, Kind.SUBJECT, "花子")
    assert HANAKO == clerk.room.counter.state.form.lines[0].wish.subject
    assert clerk.room.choices.name_of(HANAKO).endswith("花子")
    clerk.press(Key.F12)
    ((certificate, name),) = _papers(clerk)
    assert ("koseki_kojin", True) == (certificate, name.endswith("花子"))


def test_the_quick_keys_are_rows_of_the_list(clerk: Hands) -> None:
    """Ctrl+1 takes a part and gives it back, Ctrl+3 shows 本籍, whatever the certificate has of them."""
    _find(clerk, "yosino taro")
    clerk.press(Key.F1, Key.CONTROL_1, Key.CONTROL_3)
    on = {row.kind for row in clerk.room.choices.state.rows if row.on}
    assert {Kind.PART, Kind.MEMBER, Kind.HONSEKI} == on
    clerk.press(Key.CONTROL_1)
    assert {Kind.WHOLE, Kind.HONSEKI} == {row.kind for row in clerk.room.choices.state.rows if row.on}
    clerk.press(Key.F6, Key.CONTROL_3, Key.CONTROL_4)
    assert clerk.room.counter.state.form.lines[1].wish.family.honseki
    assert clerk.room.counter.state.trouble is None


def test_an_individual_number_is_to_be_had_elsewhere(clerk: Hands) -> None:
    """The row says where; chosen all the same, the form says what to tell the citizen, and asks for none."""
    _find(clerk, "yosino taro")
    clerk.press(Key.F1)
    _switch(clerk, Kind.MY_NUMBER)
    state = clerk.room.counter.state
    assert isinstance(state.trouble, MyNumberElsewhere)
    assert Stage.FORM is state.stage
    assert not state.form.lines[0].wish.my_number


def test_an_agent_gets_what_the_mandate_gives(clerk: Hands) -> None:
    """Named by documents, in nobody's register; the giver is the person on the screen, and the code stays off."""
    _find(clerk, "yosino taro")
    clerk.press(Key.F1, REQUESTER, DIGITS[2])
    clerk.room.requester.take(AGENT)
    form = clerk.room.counter.state.form
    assert (Claim(Standing.AGENT, giver=TARO), "架空　代理") == (form.claim, form.visitor and form.visitor.name)
    clerk.press(Key.CONTROL_4)
    assert isinstance(clerk.room.counter.state.trouble, ItemWithheld)
    clerk.press(Key.F7)
    clerk.digits("1")
    clerk.press(Key.F12)
    assert ["juminhyo", "kazei"] == [certificate for certificate, _ in _papers(clerk)]


def test_an_agent_gets_no_code_by_asking_first(clerk: Hands) -> None:
    """Switched on for the person, it is refused when an agent turns out to ask; without it the paper is made."""
    _find(clerk, "yosino taro")
    clerk.press(Key.F1, Key.CONTROL_4, REQUESTER, DIGITS[2])
    clerk.room.requester.take(AGENT)
    clerk.digits("1")
    clerk.press(Key.F12)
    (not_made,) = clerk.room.counter.issue.state.not_made
    assert isinstance(not_made.error, ItemWithheld)


def test_a_third_party_may_not_have_everything(clerk: Hands) -> None:
    """A 身分証明書 is for the person and an agent: the form says so before anything is made, and F12 refuses."""
    _find(clerk, "yosino taro")
    _list(clerk, Certificate.MIBUN)
    assert clerk.room.choices.state.given
    clerk.press(REQUESTER, DIGITS[3])
    clerk.room.requester.take({**AGENT, Stated.TOLD: "相続の手続のため"})
    assert not clerk.room.choices.state.given
    clerk.digits("1")
    clerk.press(Key.F12)
    (not_made,) = clerk.room.counter.issue.state.not_made
    assert isinstance(not_made.error, NotEntitled)


def test_a_public_body_is_named_with_its_letter(clerk: Hands) -> None:
    """Body and number; the officer needs no birth date."""
    _find(clerk, "yosino taro")
    clerk.press(Key.F7, REQUESTER, DIGITS[4])
    clerk.room.requester.take(
        {
            Stated.BODY: "見本県見本市",
            Stated.NUMBER: "見市第1号",
            Stated.NAME: "公用　二郎",
            Stated.ADDRESS: "市役所",
        }
    )
    clerk.digits("1")
    clerk.press(Key.F12, Key.RETURN)
    assert ["kazei"] == [certificate for certificate, _ in _papers(clerk)]


@pytest.mark.parametrize("missing", list(AGENT))
def test_nobody_asks_without_a_name(clerk: Hands, missing: Stated) -> None:
    """Each part is needed; the dialog stays and says which."""
    _find(clerk, "yosino taro")
    clerk.press(Key.F1, REQUESTER, DIGITS[2])
    clerk.room.requester.take({**AGENT, missing: "　"})
    assert (True, missing) == (clerk.room.requester.state.shown, clerk.room.requester.state.wrong)
    assert clerk.room.counter.state.form.claim is None


def test_a_birth_date_that_no_calendar_has(clerk: Hands) -> None:
    """The reason is said beside its field."""
    _find(clerk, "yosino taro")
    clerk.press(REQUESTER, DIGITS[2])
    clerk.room.requester.take({**AGENT, Stated.BIRTH: "S55.2.30"})
    state = clerk.room.requester.state
    assert (Stated.BIRTH, BadInput) == (state.wrong, type(state.trouble))


def test_the_person_on_the_screen_may_be_the_agent(clerk: Hands) -> None:
    """About another member no name need be typed: the giver is that member, who asks is known."""
    _find(clerk, "yosino taro")
    clerk.digits("12")
    clerk.press(REQUESTER, DIGITS[2])
    clerk.room.requester.take({})
    form = clerk.room.counter.state.form
    assert (Claim(Standing.AGENT, giver=HANAKO), None) == (form.claim, form.visitor)


def test_back_to_the_registers(clerk: Hands) -> None:
    """1 takes the claim back from every line, and the dialog began with what was stated."""
    _find(clerk, "yosino taro")
    clerk.press(Key.F1, REQUESTER, DIGITS[2])
    clerk.room.requester.take(AGENT)
    clerk.press(REQUESTER)
    assert AGENT[Stated.NAME] == clerk.room.requester.state.typed[Stated.NAME]
    clerk.press(DIGITS[1])
    clerk.room.requester.take({})
    form = clerk.room.counter.state.form
    assert (None, None, None) == (form.claim, form.visitor, form.lines[0].wish.claim)


@pytest.mark.parametrize("key", [CHOICES, REQUESTER])
def test_the_dialogs_belong_to_a_form(clerk: Hands, key: Key) -> None:
    """At the search box they mean the rows; Esc leaves the form as it was."""
    _find(clerk, "yosino taro")
    clerk.press(Key.F1)
    before = clerk.room.counter.state
    clerk.press(key, Key.ESCAPE)
    assert before == clerk.room.counter.state
    clerk.room.counter.leave()
    clerk.room.choices.open()
    clerk.room.requester.open()
    assert (False, False) == (clerk.room.choices.state.shown, clerk.room.requester.state.shown)


def test_nothing_of_one_person_s_registers_stays_for_the_next(clerk: Hands) -> None:
    """Left by Esc, no relative is known any more."""
    _find(clerk, "yosino taro")
    clerk.press(Key.F4)
    assert clerk.room.choices.state.relatives
    clerk.press(Key.ESCAPE)
    assert ((), ()) == (clerk.room.choices.state.relatives, clerk.room.choices.state.rows)


def test_who_left_is_found_and_gets_the_removed_record(clerk: Hands) -> None:
    """Among the hits after residents; the header says since when, and the paper is made for the documents shown."""
    _find(clerk, "reidai haruka")
    state = clerk.room.counter.state
    assert (None, "例題　遥") == (state.person, state.removed and state.removed.name)
    clerk.digits("1")
    _list(clerk, Certificate.JOHYO)
    clerk.press(Key.F12)
    assert [("johyo", "例題　遥")] == _papers(clerk)


def test_who_left_is_taken_up_again(clerk: Hands) -> None:
    """Put aside and recalled, the header is theirs."""
    _find(clerk, "reidai haruka")
    clerk.press(Key.F10)
    clerk.room.counter.recall(0)
    state = clerk.room.counter.state
    assert (Stage.FORM, "例題　遥") == (state.stage, state.removed and state.removed.name)
