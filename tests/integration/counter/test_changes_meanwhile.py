"""Changes of the registers come in while a certificate is authorised: what is written down is what it shows."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.registers import CityCard, RegisterName, RegisterVersion
from branch_app.domain.records.resident import Household
from branch_app.domain.records.snapshots import KisaijikoSnapshot
from branch_app.domain.values.identifiers import ResidentId
from branch_app.ports import Register
from branch_app.usecases.accept import accept
from branch_app.usecases.authorise import authorise, request_items
from branch_app.usecases.desk import Desk
from branch_app.usecases.identify import identify_by_city_card
from branch_app.usecases.snapshot import Wish
from tests.fakes.branch import city

TARO = ResidentId("9000010100")


@dataclass(slots=True)
class ChangingRegister:
    """The real replica; as soon as somebody's household was read, a change comes in that moves it."""

    register: Register
    address: str
    as_of: datetime
    come: bool = False

    def version(self, register: RegisterName) -> RegisterVersion:
        """The replica's, later by the change."""
        held = self.register.version(register)
        return replace(held, change_seq=held.change_seq + 1, as_of=self.as_of) if self.come else held

    def versions(self) -> tuple[RegisterVersion, ...]:
        """Likewise, of every register."""
        return tuple(self.version(each.register) for each in self.register.versions())

    def city_card(self, number: str) -> CityCard | None:
        """The replica's."""
        return self.register.city_card(number)

    def household_of(self, resident: ResidentId) -> Household | None:
        """As it is before the change, then as it is after it."""
        household = self.register.household_of(resident)
        moved, self.come = self.come, True
        return replace(household, address=self.address) if moved and household else household


def test_the_snapshot_is_of_the_states_that_are_written_down(desk: Desk) -> None:
    """A snapshot of before with the numbers of after, or the other way round, could never be checked again."""
    application = accept(desk, "1", desk.new_request())
    card = next(card.number for card in city().city_cards if card.resident == TARO)
    applicant = identify_by_city_card(desk, application, card, "2468")
    (item,) = request_items(desk, application, [Wish(Certificate.KISAIJIKO, TARO)])
    later = desk.register.version(RegisterName.RESIDENT).as_of + timedelta(minutes=1)
    changing = ChangingRegister(desk.register, "神奈川県川崎市麻生区見本1番地", later)
    granted = authorise(replace(desk, register=changing), application, applicant, item)
    assert isinstance(granted.snapshot, KisaijikoSnapshot)
    assert (changing.address, later) == (granted.snapshot.household.address, granted.as_of)
