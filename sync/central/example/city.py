"""The made-up city of demonstration and training: a file of people, turned into register rows.

The file holds PINs in clear because they are part of the show; what goes into the registers are verifiers.
"""

import hmac
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.koseki import Fuhyo, Koseki, StatusNotice
from branch_app.domain.records.registers import CertificateLink, CityCard, RegisterRow
from branch_app.domain.records.resident import Household, RemovedResident, Resident
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.records.tax import TaxAmount, TaxRecord, TaxStanding
from branch_app.domain.values.codec import decode
from branch_app.domain.values.identifiers import ResidentId
from sync.central.example.impression import Engraver
from sync.central.head_office import HeadOffice
from sync.central.offices import OfficeSettings, keep_settings
from sync.central.registers.history import record
from sync.central.restrictions import restrict

_SALT_BYTES = 16
_FISCAL_YEARS = range(2011, 2041)


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """An office with its settings."""

    code: str
    settings: OfficeSettings


@dataclass(frozen=True, slots=True)
class DemoSeal:
    """A registered seal before it is cut."""

    number: str
    resident: ResidentId
    registered: date
    diameter_mm: int


@dataclass(frozen=True, slots=True)
class DemoCityCard:
    """かわさき市民カード; ``pin`` is None without 利用者識別登録."""

    number: str
    resident: ResidentId
    pin: str | None


@dataclass(frozen=True, slots=True)
class DemoMyNumberCard:
    """個人番号カード: certificate serial (hex) and the PINs its holder knows."""

    resident: ResidentId
    serial: str
    authentication_pin: str
    profile_pin: str
    signature_pin: str
    face_code: str


@dataclass(frozen=True, slots=True)
class DemoTax:
    """What is said of somebody in every 年度 of both worlds alike, at the address of today: any day is played."""

    resident: ResidentId
    standing: TaxStanding
    income: tuple[TaxAmount, ...]
    deductions: tuple[TaxAmount, ...]
    dependants: int
    city_yen: int
    prefecture_yen: int


@dataclass(frozen=True, slots=True)
class City:
    """The whole file."""

    note: str
    offices: tuple[DemoOffice, ...]
    households: tuple[Household, ...]
    seals: tuple[DemoSeal, ...]
    city_cards: tuple[DemoCityCard, ...]
    my_number_cards: tuple[DemoMyNumberCard, ...]
    removed_residents: tuple[RemovedResident, ...]
    kosekis: tuple[Koseki, ...]
    fuhyos: tuple[Fuhyo, ...]
    taxes: tuple[DemoTax, ...]
    aliens: tuple[AlienRecord, ...]
    status_notices: tuple[StatusNotice, ...]
    restricted: tuple[ResidentId, ...]

    def resident(self, resident: ResidentId) -> Resident:
        """That person.

        Raises:
            KeyError: nobody of that id.
        """
        found = (household.member(resident) for household in self.households)
        person = next((member for member in found if member is not None), None)
        if person is None:
            raise KeyError(resident)
        return person


def load_city(path: Path) -> City:
    """Read the file.

    Raises:
        BadInput: it does not say what it should.
    """
    return decode(City, json.loads(path.read_text(encoding="utf-8")))


def rows_of(city: City, engraver: Engraver, pin_key: bytes) -> tuple[RegisterRow, ...]:
    """Register rows of the city, the same every time, so that loading it twice changes nothing."""
    links = (CertificateLink(card.serial, card.resident) for card in city.my_number_cards)
    cards = (_city_card(card, pin_key) for card in city.city_cards)
    seals = (_seal(city, seal, engraver) for seal in city.seals)
    taxes = (_tax(city, tax, year) for tax in city.taxes for year in _FISCAL_YEARS)
    return (
        *city.households,
        *city.removed_residents,
        *seals,
        *city.kosekis,
        *city.fuhyos,
        *taxes,
        *city.aliens,
        *links,
        *cards,
        *city.status_notices,
    )


def settle(central: HeadOffice, city: City, engraver: Engraver) -> None:
    """Load the city into central's tables: offices, registers, restrictions."""
    with central.database.connection_context():
        for office in city.offices:
            keep_settings(central, office.code, office.settings)
        record(central, rows_of(city, engraver, central.keys.pin))
        for resident in city.restricted:
            restrict(central, resident)


def _city_card(card: DemoCityCard, pin_key: bytes) -> CityCard:
    salt = hmac.digest(pin_key, b"salt" + card.number.encode(), "sha256")[:_SALT_BYTES]
    if card.pin is None:
        return CityCard(card.number, card.resident, salt, None)
    verifier = hmac.digest(pin_key, salt + card.number.encode() + card.pin.encode(), "sha256")
    return CityCard(card.number, card.resident, salt, verifier)


def _tax(city: City, tax: DemoTax, year: int) -> TaxRecord:
    address = next(home.address for home in city.households if home.member(tax.resident))
    owed = (tax.dependants, tax.city_yen, tax.prefecture_yen)
    return TaxRecord(tax.resident, year, tax.standing, address, tax.income, tax.deductions, *owed)


def _seal(city: City, seal: DemoSeal, engraver: Engraver) -> SealRegistration:
    surname, _, _ = city.resident(seal.resident).name.partition("\u3000")
    impression = engraver.engrave(surname, seal.diameter_mm)
    return SealRegistration(seal.number, seal.resident, seal.registered, impression)
