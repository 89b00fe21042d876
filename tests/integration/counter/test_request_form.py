"""交付請求書 made by the counter: what the log and its openings say, ready to be signed."""

import pytest

from branch_app.documents.readback import read_back
from branch_app.documents.slips import SlipPapers
from branch_app.domain.errors import BadInput
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.request_form import RequestedLine, Requester
from branch_app.domain.records.requester import Claim, Standing, Visitor
from branch_app.domain.values.identifiers import ApplicationId, ResidentId
from branch_app.settings import RESOURCES
from branch_app.usecases.accept import accept
from branch_app.usecases.authorise import request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import identify_by_documents, identify_visitor
from branch_app.usecases.request_form import print_request_form, request_form_order
from branch_app.usecases.wish import Wish
from tests.fakes.counter_room import Receipted

TARO = ResidentId("9000010100")
LICENCE = ("drivers_license",)


def test_a_resident_asks_for_the_own_and_a_members_paper(desk: Desk) -> None:
    """Name, kana, address and birth from the register; who asks stands in each line; documents are named."""
    household = desk.register.household_of(TARO)
    assert household is not None
    taro, other = household.members[0], household.members[1]
    application = accept(desk, "0042", desk.new_request())
    identify_by_documents(desk, application, TARO, LICENCE)
    wishes = [
        Wish(Certificate.JUMINHYO, TARO, 2),
        Wish(Certificate.KISAIJIKO, other.id, purpose="nenkin_genkyo"),
    ]
    request_items(desk, application, wishes)
    order = request_form_order(desk, application)
    assert ("0042", "川崎市長", "本人確認の書類") == (order.form, order.addressee, order.evidence)
    assert (taro.name, taro.kana, household.address) == (
        order.requester.name,
        order.requester.kana,
        order.requester.address,
    )
    assert order.lines == (
        RequestedLine(Certificate.JUMINHYO, taro.name, 2, "", Standing.SELF),
        RequestedLine(Certificate.KISAIJIKO, other.name, 1, "年金受給権者現況届", Standing.SAME_HOUSEHOLD),
    )


def test_an_agent_is_named_as_their_documents_do(desk: Desk) -> None:
    """Somebody on no register here, with a 委任状: what was claimed stands on the form."""
    application = accept(desk, "0043", desk.new_request())
    visitor = Visitor("大阪\u3000次郎", "大阪府大阪市北区中之島一丁目3番20号")
    applicant = identify_visitor(desk, application, visitor, LICENCE)
    claim = Claim(Standing.AGENT, giver=TARO)
    request_items(desk, application, [Wish(Certificate.JUMINHYO, TARO, claim=claim)])
    order = request_form_order(desk, application)
    assert applicant.visitor == visitor
    assert Requester(visitor.name, "", visitor.address, "") == order.requester
    assert Standing.AGENT is order.lines[0].standing


def test_it_comes_out_under_the_forms_name_and_nobodys(desk: Desk) -> None:
    """The file names the people, its name does not."""
    application = accept(desk, "0044", desk.new_request())
    request_items(desk, application, [Wish(Certificate.INKAN, identify(desk, application))])
    printer = Receipted()
    pdf = print_request_form(desk, application, SlipPapers(RESOURCES), printer)
    (page,) = read_back(pdf)
    assert [pdf] == printer.files
    assert "印鑑登録証明書" in page.runs
    assert str(application) in printer.printed[0]


def test_nothing_is_made_for_a_form_that_asks_for_nothing(desk: Desk) -> None:
    """Accepted only; or not there at all."""
    application = accept(desk, "0045", desk.new_request())
    with pytest.raises(BadInput):
        request_form_order(desk, application)


def identify(desk: Desk, application: ApplicationId) -> ResidentId:
    """By a licence."""
    identify_by_documents(desk, application, TARO, LICENCE)
    return TARO
