"""A row that breaks a rule: what is made of it is refused and written down, everything else goes on."""

from dataclasses import replace

import pytest

from branch_app.composition.device import Device
from branch_app.composition.registers import load_rows
from branch_app.domain.deciders.states import ItemState
from branch_app.domain.errors import RowUnfit
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.registers import RegisterRow
from branch_app.domain.records.resident import Household
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.values.identifiers import ApplicationId, ResidentId
from branch_app.domain.values.query import parse_query
from branch_app.usecases.accept import accept
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import identify_by_documents, identify_by_documents_and_seal_card
from branch_app.usecases.look_up import Known, look_up
from branch_app.usecases.next_form import next_form
from branch_app.usecases.snapshot import Wish
from tests.fakes.branch import OPENED, city
from tests.fakes.town import city_rows

TARO, OTHER = ResidentId("9000010100"), ResidentId("9000060100")


def loaded(desk: Desk, device: Device, *rows: RegisterRow) -> Desk:
    """The desk on a new generation with these rows instead of those of the same key."""
    unfit = {(type(row), key_of(row)): row for row in rows}
    load_rows(
        device.registers, [unfit.get((type(row), key_of(row)), row) for row in city_rows()], OPENED, generation=9
    )
    return replace(desk, register=device.registers.open())


def key_of(row: RegisterRow) -> str:
    """Of the kinds that are changed here."""
    match row:
        case Household():
            return row.id
        case SealRegistration():
            return row.resident
    return ""


def headless() -> Household:
    """Taro's household with nobody at its head."""
    home = next(home for home in city().households if home.member(TARO))
    return replace(home, members=tuple(replace(member, relationship=("20",)) for member in home.members))


def seal_of_taro() -> SealRegistration:
    """With a number that is none."""
    row = next(row for row in city_rows() if isinstance(row, SealRegistration) and row.resident == TARO)
    return replace(row, number=row.number[:-1] + ("1" if row.number[-1] == "0" else "0"))


def accepted(desk: Desk) -> ApplicationId:
    """The next form."""
    return accept(desk, next_form(desk), desk.new_request())


def test_a_household_without_a_head(desk: Desk, device: Device) -> None:
    """Found by its name and refused when opened and when identified, with the reason; the neighbour is served."""
    desk = loaded(desk, device, headless())
    (hit,) = desk.register.search(parse_query("yoshino tarou s43"), 50).rows
    assert TARO == hit.id
    with pytest.raises(RowUnfit) as refusal:
        look_up(desk, TARO)
    assert {"register": "resident", "why": "head"} == refusal.value.facts
    with pytest.raises(RowUnfit):
        identify_by_documents(desk, accepted(desk), TARO, ["passport"])
    assert OTHER == look_up(desk, OTHER).resident.id


def test_a_seal_with_a_wrong_number(desk: Desk, device: Device) -> None:
    """The header knows nothing of the seal, 印鑑登録証明書 is refused and written down, 住民票 is not."""
    desk = loaded(desk, device, seal_of_taro())
    assert Known.UNKNOWN is look_up(desk, TARO).seal
    application = accepted(desk)
    card = next(card.number for card in city().city_cards if card.resident == TARO)
    applicant = identify_by_documents_and_seal_card(desk, application, TARO, ["passport"], card)
    wishes = [Wish(Certificate.INKAN, TARO), Wish(Certificate.JUMINHYO, TARO)]
    inkan, juminhyo = request_items(desk, application, wishes)
    with pytest.raises(RowUnfit):
        authorise(desk, application, applicant, inkan)
    authorise(desk, application, applicant, juminhyo)
    items = desk.journal.state.issuance
    assert [ItemState.REFUSED, ItemState.AUTHORISED] == [items.item(each.id).state for each in (inkan, juminhyo)]
