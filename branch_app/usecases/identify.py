"""本人確認: by a card that proves its key, the city card and PIN, a 印鑑登録証 and what is stated, or documents."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from branch_app.domain.deciders import pins
from branch_app.domain.deciders.issuance import decide
from branch_app.domain.errors import NotEntitled, PinBlocked, PinWrong
from branch_app.domain.log.canonical import to_canonical
from branch_app.domain.log.commitment import Opening, Retention
from branch_app.domain.log.events import PinTried
from branch_app.domain.records.registers import CityCard, RegisterName
from branch_app.domain.records.requester import Visitor
from branch_app.domain.records.resident import Household, Resident, has_died
from branch_app.domain.rules.entitlement import Evidence
from branch_app.domain.rules.freshness import check_register
from branch_app.domain.rules.identity import check_identified
from branch_app.domain.values.codec import encode
from branch_app.domain.values.identifiers import ApplicationId, Pseudonym, ResidentId
from branch_app.ports import CardReader, CardSession, FourItems
from branch_app.usecases.data_used import registers_used
from branch_app.usecases.desk import Desk

VISITOR = "visitor:"
"""What the key of somebody on no register begins with."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who stands at the counter, and how we know.

    Either a ``resident``, whose ``household`` is None when they have left the register, or a ``visitor``.
    """

    resident: ResidentId | None
    household: Household | None
    evidence: Evidence
    visitor: Visitor | None = None

    def __post_init__(self) -> None:
        """Raise ValueError unless it is the one or the other."""
        if (self.resident is None) != (self.visitor is not None):
            raise ValueError("applicant")

    @property
    def key(self) -> str:
        """What the person goes by behind the pseudonym: the 宛名番号, or everything that documents said."""
        if self.visitor is None:
            return str(self.resident)
        return VISITOR + to_canonical(encode(self.visitor)).decode()


@dataclass(frozen=True, slots=True)
class CardPins:
    """利用者証明用 PIN, and the 券面事項入力補助 PIN when the four items are to be compared too."""

    authentication: str
    profile: str | None = None


def identify_by_card(desk: Desk, reader: CardReader, application: ApplicationId, card_pins: CardPins) -> Applicant:
    """One exclusive session on a 個人番号カード; the PIN is sent once, whatever comes back.

    Raises:
        CardError: as the card or reader says.
        NotEntitled: the certificate is linked to nobody here, or the four items differ from the register.
    """
    check_register(desk.register.version(RegisterName.CARD), desk.limits, desk.clock.now())
    with reader.session() as session:
        serial = _authenticate(desk, session, card_pins.authentication)
        items = session.four_items(card_pins.profile) if card_pins.profile else None
    resident = desk.register.resident_by_certificate(serial)
    if resident is None:
        raise NotEntitled(why="link")
    household = _household(desk, resident)
    if items is not None:
        _compare(household.member(resident), household, items)
    return _identified(desk, application, Applicant(resident, household, Evidence.MY_NUMBER_CARD), serial)


def identify_by_city_card(desk: Desk, application: ApplicationId, number: str, pin: str) -> Applicant:
    """かわさき市民カード with 利用者識別登録: the PIN is checked here, its tries are counted in the log.

    Raises:
        NotEntitled: no such card, or no PIN registered.
        PinWrong, PinBlocked: ``left`` tries remain.
    """
    card = _city_card(desk, number)
    if card.pin_verifier is None:
        raise NotEntitled(why="no_pin")
    offered = desk.seals.city_card_verifier(card.pin_salt, card.number, pin)
    accepted = hmac.compare_digest(offered, card.pin_verifier)
    alias, opening = city_card_alias(desk, card)
    # A commit of its own: the try has happened, whatever is refused after it.
    entries = desk.journal.decide(
        desk.new_request(),
        lambda state: pins.try_pin(state.wrong_pins, alias, "city", accepted=accepted),
        (opening,),
    )
    if not accepted:
        raise PinWrong(left=sum(entry.event.left for entry in entries if isinstance(entry.event, PinTried)))
    applicant = Applicant(card.resident, _household(desk, card.resident), Evidence.CITY_CARD)
    return _identified(desk, application, applicant, card.number)


def city_card_alias(desk: Desk, card: CityCard) -> tuple[Pseudonym, Opening]:
    """What a city card's tries are counted under, because that card cannot count them itself."""
    return desk.veil.person(f"card:{card.number}")


def identify_by_seal_card(
    desk: Desk, application: ApplicationId, number: str, stated_name: str, stated_birth: date
) -> Applicant:
    """Whoever brings the 印鑑登録証 states the registrant's name and birth date; the machine compares.

    Raises:
        NotEntitled: no such card, or what was stated differs.
    """
    card = _city_card(desk, number)
    household = _household(desk, card.resident)
    registrant = household.member(card.resident)
    if registrant is None or (registrant.name, registrant.birth) != (stated_name, stated_birth):
        raise NotEntitled(why="stated")
    applicant = Applicant(card.resident, household, Evidence.SEAL_CARD)
    return _identified(desk, application, applicant, card.number)


def identify_by_documents(
    desk: Desk, application: ApplicationId, resident: ResidentId, documents: Sequence[str]
) -> Applicant:
    """Whoever was searched for shows documents: codes of the table, each seen by the clerk and in date.

    Who has left the register may ask for the own 除票, and has no household here.

    Raises:
        NotEntitled: they do not suffice, or prove nothing on this day, or there is and was no such resident, or
            they died.
    """
    _check_documents(desk, documents)
    household = desk.register.household_of(resident)
    removed = desk.register.removed_of(resident)
    if household is None and (not removed or has_died(removed)):
        raise NotEntitled(why="subject")
    applicant = Applicant(resident, household, Evidence.DOCUMENTS)
    return _identified(desk, application, applicant, tuple(documents))


def identify_visitor(
    desk: Desk, application: ApplicationId, visitor: Visitor, documents: Sequence[str]
) -> Applicant:
    """Somebody on no register here (代理人, 第三者, 公用) shows documents; as what they ask, each wish says.

    Nothing of them stands in the log but a pseudonym and a commitment.

    Raises:
        NotEntitled: the documents do not suffice, or prove nothing on this day.
    """
    _check_documents(desk, documents)
    applicant = Applicant(None, None, Evidence.DOCUMENTS, visitor)
    return _identified(desk, application, applicant, tuple(documents))


def identify_by_documents_and_seal_card(
    desk: Desk, application: ApplicationId, resident: ResidentId, documents: Sequence[str], number: str
) -> Applicant:
    """Documents, and the 印鑑登録証 of the same person beside them.

    Raises:
        NotEntitled: as for documents, or the card is unknown or somebody else's (``why`` is seal).
    """
    _check_documents(desk, documents)
    card = _city_card(desk, number)
    if card.resident != resident:
        raise NotEntitled(why="seal")
    applicant = Applicant(resident, _household(desk, resident), Evidence.DOCUMENTS_AND_SEAL_CARD)
    return _identified(desk, application, applicant, (*documents, card.number))


def _check_documents(desk: Desk, documents: Sequence[str]) -> None:
    today = desk.today()
    check_identified([desk.tables.identity_document(code, today) for code in documents])


def _authenticate(desk: Desk, session: CardSession, pin: str) -> str:
    """Certificate serial of a card that proved its key; a wrong try is in the log before anybody hears of it."""
    try:
        return session.authenticate(pin, desk.random.token(32), desk.clock.now()).certificate_serial
    except (PinWrong, PinBlocked) as error:
        alias, opening = desk.veil.person("card:contactless")
        left = int(error.facts.get("left", 0))
        tried = PinTried(alias, session.kind.name.lower(), accepted=False, left=left)
        desk.journal.record(desk.new_request(), lambda _state: (tried,), (opening,))
        raise


def _city_card(desk: Desk, number: str) -> CityCard:
    check_register(desk.register.version(RegisterName.CARD), desk.limits, desk.clock.now())
    card = desk.register.city_card(number)
    if card is None:
        raise NotEntitled(why="card")
    return card


def _household(desk: Desk, resident: ResidentId) -> Household:
    household = desk.register.household_of(resident)
    if household is None:
        raise NotEntitled(why="subject")
    return household


def _compare(resident: Resident | None, household: Household, items: FourItems) -> None:
    ours = resident and (resident.name, household.address, resident.birth, resident.sex.value)
    if ours != (items.name, items.address, items.birth, items.sex):
        raise NotEntitled(why="items")


def _asked(evidence: Evidence) -> tuple[RegisterName, ...]:
    """Whose a card is, the register of cards says."""
    residents = (RegisterName.RESIDENT,)
    return residents if evidence is Evidence.DOCUMENTS else (*residents, RegisterName.CARD)


def _identified(desk: Desk, application: ApplicationId, applicant: Applicant, evidence: object) -> Applicant:
    alias, person = desk.veil.person(applicant.key)
    committed, opening = desk.veil.field("evidence", evidence, Retention.ISSUANCE)
    used = registers_used(each for each in desk.register.versions() if each.register in _asked(applicant.evidence))
    desk.journal.decide(
        desk.new_request(),
        lambda state: decide.identify(
            state.issuance,
            application,
            alias,
            applicant.evidence.value,
            committed,
            revocation_checked=False,
            data=used,
        ),
        (person, opening),
    )
    return applicant
