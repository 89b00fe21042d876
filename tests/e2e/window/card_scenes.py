"""Cards on the reader and on the desk: a right one, a paper one, one that no driver knows."""

from datetime import date

from branch_app.cards.training_cards import CardPins, Holder
from branch_app.demo import people
from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.ui.presenters.card import CardStage
from branch_app.ui.presenters.counter import Stage
from tests.e2e.window.clerk import Clerk
from tests.e2e.window.day_scenes import BUSINESS_DAY


def record_by_card(clerk: Clerk) -> None:
    """A card is noticed, one wrong PIN, the right one; four people on one paper; the card is forgotten."""
    pin = clerk.lay_card(people.TARO)
    clerk.type("0000")
    clerk.press("Return")
    clerk.until(lambda: clerk.room.card.state.trouble is not None)
    clerk.picture("card-wrong-pin")
    clerk.type(pin)
    clerk.press("Return")
    clerk.until_stage(Stage.FORM)
    clerk.press("F1")
    clerk.picture("form-card")
    clerk.make()
    clerk.until(lambda: clerk.room.preview.state.picture is not None)
    clerk.picture("pay")
    clerk.press("ctrl+p")
    clerk.until(lambda: clerk.room.preview.state.large and clerk.room.preview.state.picture is not None)
    clerk.picture("preview")
    clerk.press("Escape")
    clerk.pay("1000")
    clerk.until_step(Step.CHECK)
    clerk.picture("check")
    clerk.count_and_hand_over()
    clerk.picture("done")
    clerk.until(lambda: clerk.room.card.state.alarm)
    clerk.picture("forgotten-card")
    clerk.bench.take()
    clerk.until(lambda: not clerk.room.card.state.lies_there)
    clerk.press("F1", "Escape")
    assert clerk.room.card.state.alarm
    clerk.press("Return")
    clerk.until(lambda: not clerk.room.card.state.alarm)
    clerk.next_citizen()


def seal_by_number(clerk: Clerk) -> None:
    """印鑑登録証: its number and what its holder states."""
    clerk.find("hina masao")
    clerk.press("0")
    clerk.until_focus("sealcarddialog")
    clerk.type(clerk.bench.people.city_card(people.MASAO).number)
    clerk.press("Return")
    clerk.type("S21.6.6")
    clerk.picture("seal-card")
    clerk.press("Return")
    clerk.until(lambda: bool(clerk.room.counter.state.form.seal_card))
    clerk.press("F3")
    clerk.make()
    clerk.pay()
    clerk.count_and_hand_over()
    clerk.next_citizen()


def unknown_card(clerk: Clerk) -> None:
    """A batch no driver knows: what a report needs is on the screen."""
    clerk.bench.slot.insert(clerk.bench.people.authority.unknown_card(_holder(), "JPKIAPICCTOKEN9"))
    clerk.until(lambda: clerk.room.card.state.stage is CardStage.REFUSED)
    clerk.picture("unknown-card")
    clerk.press("Escape")
    clerk.bench.take()
    clerk.until(lambda: not clerk.room.card.state.lies_there)


def _holder() -> Holder:
    pins = CardPins("1234", "1234", "ABC123", "1234")
    valid = date(BUSINESS_DAY.year, 1, 1), date(BUSINESS_DAY.year + 3, 1, 1)
    return Holder("見本　太郎", "見本", date(1970, 1, 1), "男", "01", *valid, pins)
