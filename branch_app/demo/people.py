"""Who comes to the counter in the demo, and what they carry: made-up people of ``resources/demo/city.json``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from branch_app.cards.training_cards import CardPins as ChipPins
from branch_app.cards.training_cards import Holder, TrainingAuthority
from branch_app.cards.virtual import Chip
from branch_app.domain.records.resident import Household, Resident
from branch_app.domain.values.identifiers import ResidentId
from sync.central.example.city import City, DemoCityCard, DemoMyNumberCard, load_city

TARO = ResidentId("9000010100")
HANAKO = ResidentId("9000010200")
WATANABE = ResidentId("9000020100")
YONE = ResidentId("9000030100")
SHIZUKA = ResidentId("9000040100")
YUI = ResidentId("9000040200")
KEN = ResidentId("9000050100")
MASAO = ResidentId("9000070100")
TAKUYA = ResidentId("9000150100")

_CARD_YEARS = 5


@dataclass(frozen=True)
class People:
    """The city's people with cards valid on the day that is played."""

    city: City
    on: date

    @classmethod
    def of(cls, resources: Path, on: date) -> "People":
        """Read the city's file."""
        return cls(load_city(resources / "demo" / "city.json"), on)

    @cached_property
    def authority(self) -> TrainingAuthority:
        """Who issued their cards; its root is pinned in the demo only."""
        return TrainingAuthority(self._year(-_CARD_YEARS), self._year(_CARD_YEARS))

    def resident(self, resident: ResidentId) -> Resident:
        """That person."""
        return self.city.resident(resident)

    def city_card(self, resident: ResidentId) -> DemoCityCard:
        """Their かわさき市民カード."""
        return next(card for card in self.city.city_cards if card.resident == resident)

    def my_number_card(self, resident: ResidentId) -> DemoMyNumberCard:
        """Their 個人番号カード, as a record."""
        return next(card for card in self.city.my_number_cards if card.resident == resident)

    def chip(self, resident: ResidentId) -> Chip:
        """Their 個人番号カード, as a chip."""
        card, person = self.my_number_card(resident), self.resident(resident)
        pins = ChipPins(card.authentication_pin, card.profile_pin, card.signature_pin, card.face_code)
        holder = Holder(
            name=person.name,
            address=self._household(resident).address,
            birth=person.birth,
            sex=person.sex.value,
            serial=card.serial,
            valid_from=self._year(-1),
            valid_until=self._year(_CARD_YEARS - 1),
            pins=pins,
        )
        return self.authority.my_number_card(holder)

    def _household(self, resident: ResidentId) -> Household:
        return next(household for household in self.city.households if household.member(resident))

    def _year(self, years: int) -> date:
        return date(self.on.year + years, 1, 1)


def cash(amount: int, denominations: tuple[int, ...]) -> Mapping[int, int]:
    """That many yen in the fewest notes and coins, as pieces by denomination."""
    pieces = {}
    for denomination in denominations:
        pieces[denomination], amount = divmod(amount, denomination)
    return pieces
