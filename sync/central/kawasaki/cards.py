"""Cards: かわさき市民カード with the verifier of its PIN, and certificates of 個人番号カード (before: 住基カード).

A PIN is the last four digits of the holder's 宛名番号, so that a trainer knows it.
"""

import hmac
from collections.abc import Iterable, Iterator
from datetime import date

from branch_app.domain.records.registers import CertificateLink, CityCard
from branch_app.domain.values.codes import CityCardNumber
from sync.central.kawasaki.city import Kawasaki, serial
from sync.central.kawasaki.lots import Purpose
from sync.central.kawasaki.people import Person, people_of, registered
from sync.central.kawasaki.seals import card_number, holders_of

_SALT_BYTES = 16
_MY_NUMBER_CARDS_SINCE = date(2016, 1, 1)
_MY_NUMBER_PERCENT, _JUKI_PERCENT = 75, 4
_OLD_SEAL_CARD_PERCENT = 30
"""Seals whose 印鑑登録証 is of the old kind: no city card, no PIN, counter only (domain.md section 1)."""
_WITHOUT_PIN_PERCENT = 20
_WITHOUT_SEAL_PERCENT = 4
_YOUNGEST = 15


def city_cards(city: Kawasaki, numbers: Iterable[int], pin_key: bytes) -> Iterator[CityCard]:
    """In the order of their keys."""
    for number in numbers:
        people = registered(city, people_of(city, number))
        lots, holders = city.lots(Purpose.CARD, number), holders_of(city, number, people)
        for index, person in enumerate(people):
            share = 100 - _OLD_SEAL_CARD_PERCENT if index in holders else _WITHOUT_SEAL_PERCENT
            if person.age > _YOUNGEST and lots.percent(share):
                pin = None if lots.percent(_WITHOUT_PIN_PERCENT) else person.id[-4:]
                yield _card(card_number(number, person), person, pin, pin_key)


def certificate_links(city: Kawasaki, numbers: Iterable[int]) -> Iterator[CertificateLink]:
    """In the order of their keys; a serial has 16 hex digits."""
    percent = _MY_NUMBER_PERCENT if city.plan.on >= _MY_NUMBER_CARDS_SINCE else _JUKI_PERCENT
    for number in numbers:
        lots = city.lots(Purpose.CARD, -number)
        for person in registered(city, people_of(city, number)):
            if lots.percent(percent) and person.age:
                yield CertificateLink(f"4d{serial(number, person.place):08x}{lots.below(1 << 24):06x}", person.id)


def _card(number: CityCardNumber, person: Person, pin: str | None, pin_key: bytes) -> CityCard:
    salt = hmac.digest(pin_key, b"salt" + number.encode(), "sha256")[:_SALT_BYTES]
    if pin is None:
        return CityCard(number, person.id, salt, None)
    return CityCard(number, person.id, salt, hmac.digest(pin_key, salt + number.encode() + pin.encode(), "sha256"))
