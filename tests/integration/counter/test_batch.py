"""郵送 and 公用 in a row: ordinary forms, marked by where they came from, paid in one way."""

import pytest

from branch_app.composition.device import Device
from branch_app.domain.deciders.states import ApplicationState
from branch_app.domain.errors import AmountWrong, BadInput
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import ApplicationAccepted
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.values.identifiers import ApplicationId, ResidentId
from branch_app.domain.values.origin import Origin
from branch_app.domain.values.payment import Means
from branch_app.usecases.accept import accept
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.batch import Batch, accept_from, settle_from
from branch_app.usecases.cancel import cancel
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import identify_by_city_card
from branch_app.usecases.pay import quote
from branch_app.usecases.prepare import prepare
from branch_app.usecases.wish import Wish
from tests.fakes.branch import city

TARO = ResidentId("9000010100")
POST, OFFICIAL = Batch(Origin.POST), Batch(Origin.OFFICIAL)


def test_letters_are_entered_one_after_the_other(desk: Desk, device: Device) -> None:
    """Each a form of its own, paid by the 小為替 that lay in it; the drawer's cash is not touched."""
    for form, slip in (("P-1", "00123-456789"), ("P-2", "00123-456790")):
        application = accept_from(desk, POST, form, desk.new_request())
        _quoted(desk, application)
        assert 300 == settle_from(desk, POST, application, slip).total
    state = desk.journal.state
    assert [Means.POSTAL_ORDER] * 2 == [form.means for form in state.issuance.applications.values()]
    assert (30_000, 600) == (state.drawer.expected_yen, state.drawer.cashless_yen)
    cancel(desk, accept(desk, "C-1", desk.new_request()))
    assert [Origin.POST, Origin.POST, Origin.COUNTER] == _origins(device)


def test_one_postal_order_pays_one_form(desk: Desk) -> None:
    """A number that paid another letter, or none at all, is refused."""
    first, second = (accept_from(desk, POST, form, desk.new_request()) for form in ("P-1", "P-2"))
    for application in (first, second):
        _quoted(desk, application)
    settle_from(desk, POST, first, "00123-456789")
    for slip in ("00123-456789", "", "番号"):
        with pytest.raises(BadInput):
            settle_from(desk, POST, second, slip)
    assert ApplicationState.QUOTED is desk.journal.state.issuance.application(second).state


def test_an_authority_pays_nothing_and_only_where_that_was_confirmed(desk: Desk, device: Device) -> None:
    """A fee that is due cannot be settled as 公用: first the clerk is shown why it is free."""
    application = accept_from(desk, OFFICIAL, "K-1", desk.new_request())
    _quoted(desk, application)
    with pytest.raises(AmountWrong):
        settle_from(desk, OFFICIAL, application)
    assert None is OFFICIAL.means
    assert [Origin.OFFICIAL] == _origins(device)


def test_the_same_letter_twice_is_one_form(desk: Desk) -> None:
    """The same press of the key is the same application."""
    request = desk.new_request()
    assert accept_from(desk, POST, "P-1", request) == accept_from(desk, POST, "P-1", request)


def test_the_counter_is_no_pile() -> None:
    """Who stands at the window is served one by one."""
    with pytest.raises(ValueError, match="origin"):
        Batch(Origin.COUNTER)


def _quoted(desk: Desk, application: ApplicationId) -> None:
    card = next(card for card in city().city_cards if card.resident == TARO)
    applicant = identify_by_city_card(desk, application, card.number, card.pin or "")
    (item,) = request_items(desk, application, [Wish(Certificate.JUMINHYO, TARO)])
    prepare(desk, authorise(desk, application, applicant, item))
    quote(desk, application, {})


def _origins(device: Device) -> list[Origin]:
    entries = map(Entry.from_bytes, device.ledger.leaves(0, device.ledger.head().size))
    return [entry.event.origin for entry in entries if isinstance(entry.event, ApplicationAccepted)]
