"""The dated tables: offices, catalogue, fees, exemptions, hours, limits. Rules of a date are data, never code.

Every row holds from ``valid_from`` to ``valid_until`` (both inclusive, empty is open); the business date decides.
A catalogue may name certificates that this build cannot make yet: it offers those it can.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TypeVar

from branch_app.domain.errors import BadInput, DataStale, NotEntitled, NotOffered
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.enrolment import FreshnessPolicy
from branch_app.domain.records.requester import Standing
from branch_app.domain.rules.accounts import Account
from branch_app.domain.rules.entitlement import Admission
from branch_app.domain.rules.fees import Exemption, Fee, Shown, fee_of
from branch_app.domain.rules.hours import Calendar, OpenState, Place
from branch_app.domain.rules.identity import IdentityDocument
from branch_app.domain.rules.notified import Notified
from branch_app.domain.rules.replica import ReplicaRow, Share, shares_of
from branch_app.domain.rules.retention import RetentionRule
from branch_app.domain.rules.revenue import Revenue
from branch_app.domain.rules.tax_year import TaxRule, latest_fiscal_year
from branch_app.domain.values.validity import Validity


@dataclass(frozen=True, slots=True)
class Office:
    """拠点: code as in issue numbers, name as printed, kind as in the catalogue."""

    code: str
    name: str
    kind: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class Device:
    """A 行政サービス端末, or whatever stands at an office for a channel."""

    code: str
    office: str
    channel: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class CertificateKind:
    """証明書の種類: code as in the other tables, name as citizens know it."""

    code: str
    name: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of office issues a certificate, by its code, through a channel."""

    office_kind: str
    channel: str
    certificate: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class AcceptedDocument:
    """A kind of document that proves who somebody is."""

    document: IdentityDocument
    validity: Validity


@dataclass(frozen=True, slots=True)
class Limit:
    """鮮度: how old data of that name may be, in hours, before issuing stops."""

    data: str
    hours: int
    validity: Validity

    def __post_init__(self) -> None:
        """Raise ValueError for data nobody knows, or a limit that nothing could meet."""
        if self.data not in LIMITED or self.hours < 1:
            raise ValueError("limit")


LIMITED = tuple(field.name.removesuffix("_hours") for field in fields(FreshnessPolicy))
"""What a limit is set for: the restriction list and the registers."""


@dataclass(frozen=True, slots=True)
class Tables:
    """One version of all tables; ``version`` stands in every entry."""

    version: str
    offices: tuple[Office, ...]
    devices: tuple[Device, ...]
    certificates: tuple[CertificateKind, ...]
    offers: tuple[Offer, ...]
    fees: tuple[Fee, ...]
    exemptions: tuple[Exemption, ...]
    accounts: tuple[Account, ...]
    revenues: tuple[Revenue, ...]
    retention: tuple[RetentionRule, ...]
    notified: tuple[Notified, ...]
    admissions: tuple[Admission, ...]
    tax_rules: tuple[TaxRule, ...]
    identity_documents: tuple[AcceptedDocument, ...]
    replica: tuple[ReplicaRow, ...]
    limits: tuple[Limit, ...]
    calendar: Calendar

    def office(self, code: str, day: date) -> Office:
        """The office as it was that day.

        Raises:
            NotOffered: no such office then.
        """
        return _first((office for office in self.offices if office.code == code), day, "office")

    def check_offered(self, office: Office, channel: str, certificate: Certificate, day: date) -> None:
        """Raise NotOffered unless that kind of office issues the certificate through the channel that day."""
        offers = (
            offer
            for offer in self.offers
            if (offer.office_kind, offer.channel, offer.certificate) == (office.kind, channel, certificate.value)
        )
        _first(offers, day, certificate.value)

    def offered(self, office: Office, channel: str, day: date) -> tuple[Certificate, ...]:
        """What is issued there that day and this build can make, in the order of the catalogue."""
        made = {certificate.value: certificate for certificate in Certificate}
        found = (
            made.get(offer.certificate)
            for offer in self.offers
            if (offer.office_kind, offer.channel) == (office.kind, channel) and offer.validity.holds(day)
        )
        return tuple(dict.fromkeys(certificate for certificate in found if certificate))

    def fee(self, certificate: Certificate, channel: str, day: date, office: str) -> int:
        """Yen a copy at that office.

        Raises:
            NotOffered: no fee is known: nothing is issued for a guessed price.
        """
        rows = (fee for fee in self.fees if (fee.certificate, fee.channel) == (certificate.value, channel))
        fee = fee_of(rows, office, day)
        if fee is None:
            raise NotOffered(what=certificate.value, day=day.isoformat())
        return fee.yen

    def exempt(self, purpose: str, certificate: Certificate, day: date) -> bool:
        """Whether the purpose may make that certificate free that day."""
        return bool(self.evidence_for(purpose, certificate, day))

    def evidence_for(self, purpose: str, certificate: Certificate, day: date) -> tuple[str, ...]:
        """Codes of what may be shown for it, the usual first; none where that purpose makes nothing free."""
        return tuple(
            evidence
            for row in self.exemptions
            if (row.purpose, row.certificate) == (purpose, certificate.value) and row.validity.holds(day)
            for evidence in row.evidence
        )

    def check_exempt(self, shown: Shown, certificate: Certificate, day: date) -> None:
        """Raise NotEntitled unless what was shown makes that certificate free for that purpose that day."""
        if shown.evidence not in self.evidence_for(shown.purpose, certificate, day):
            raise NotEntitled(why="exemption")

    def account(self, certificate: Certificate, day: date) -> str:
        """収入科目 of its fee that day; its own code where no row says so: no yen is left out of a sum."""
        rows = (row for row in self.accounts if row.certificate == certificate.value)
        return next((row.name for row in rows if row.validity.holds(day)), certificate.value)

    def revenue(self, account: str, day: date) -> Revenue:
        """How that account is booked that day.

        Raises:
            BadInput: no row names it: no code is guessed.
        """
        for row in self.revenues:
            if row.account == account and row.validity.holds(day):
                return row
        raise BadInput(at="revenue")

    def is_notified(self, standing: Standing, day: date) -> bool:
        """Whether the person concerned is told what somebody of that standing was given that day (本人通知)."""
        return any(row.standing is standing and row.validity.holds(day) for row in self.notified)

    def admissions_on(self, certificate: Certificate, day: date) -> tuple[Admission, ...]:
        """To whom that certificate is given that day, and with which items."""
        return tuple(
            row for row in self.admissions if row.certificate == certificate.value and row.validity.holds(day)
        )

    def tax_rule(self, day: date) -> TaxRule:
        """Which 年度 is certified that day, and of whom.

        Raises:
            NotOffered: no rule holds: nothing is certified by guess.
        """
        return _first(self.tax_rules, day, Certificate.KAZEI.value)

    def freshness(self, day: date) -> FreshnessPolicy:
        """The limits of that day.

        Raises:
            DataStale: one is not set: data of unknown age may not be used.
        """
        hours = {row.data: row.hours for row in self.limits if row.validity.holds(day)}
        for data in LIMITED:
            if data not in hours:
                raise DataStale(register=data)
        return FreshnessPolicy(**{f"{data}_hours": hours[data] for data in LIMITED})

    def open_state(self, office: Office, channel: str, now: datetime) -> OpenState:
        """開設時間: whether that office is open through the channel; ``now`` is the city's time."""
        return self.calendar.state(Place(office.code, office.kind, channel), now)

    def may_stand(self, code: str, office: str, day: date) -> bool:
        """Whether the table lets a device of that code be at that office that day; it names terminals only."""
        named = [device for device in self.devices if device.code == code]
        return not named or any(device.office == office and device.validity.holds(day) for device in named)

    def devices_on(self, day: date, channel: str) -> tuple[Device, ...]:
        """What stands at the offices for that channel that day."""
        return tuple(device for device in self.devices if device.channel == channel and device.validity.holds(day))

    def shares(self, office: Office, channel: str, day: date) -> Mapping[str, Share]:
        """What of each register a replica there may hold that day."""
        year = next(
            (rule.year(day) for rule in self.tax_rules if rule.validity.holds(day)), latest_fiscal_year(day)
        )
        return shares_of(self.replica, office.kind, channel, day, year)

    def documents_on(self, day: date) -> tuple[IdentityDocument, ...]:
        """Identity documents accepted that day, in the order of the table: the commonest first."""
        return tuple(row.document for row in self.identity_documents if row.validity.holds(day))

    def identity_document(self, code: str, day: date) -> IdentityDocument:
        """The document of that code.

        Raises:
            NotEntitled: that day it proves nothing; ``why`` is document_not_accepted.
        """
        for document in self.documents_on(day):
            if document.code == code:
                return document
        raise NotEntitled(why="document_not_accepted")


Row = TypeVar("Row", Office, Offer, Fee, TaxRule)


def _first(rows: Iterable[Row], day: date, what: str) -> Row:
    for row in rows:
        if row.validity.holds(day):
            return row
    raise NotOffered(what=what, day=day.isoformat())
