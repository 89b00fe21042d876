"""The dated tables: offices, catalogue, fees, exemptions, identity documents. Rules of a date are data, never code.

Every row holds from ``valid_from`` to ``valid_until`` (both inclusive, empty is open); the business date decides.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from branch_app.domain.errors import BadInput, NotEntitled, NotOffered
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.rules.identity import DocumentClass, IdentityDocument


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day a row holds."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Raise ValueError when the row would never hold."""
        if self.first > self.last:
            raise ValueError("validity")

    def holds(self, day: date) -> bool:
        """Whether the row holds on that day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Office:
    """拠点: code as in issue numbers, name as printed, kind as in the catalogue."""

    code: str
    name: str
    kind: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of office issues a certificate through a channel."""

    office_kind: str
    channel: str
    certificate: Certificate
    validity: Validity


@dataclass(frozen=True, slots=True)
class Fee:
    """手数料 of one copy in yen."""

    certificate: Certificate
    channel: str
    yen: int
    validity: Validity

    def __post_init__(self) -> None:
        """Raise ValueError for a fee below nothing."""
        if self.yen < 0:
            raise ValueError("yen")


@dataclass(frozen=True, slots=True)
class Exemption:
    """A purpose that makes a certificate free."""

    purpose: str
    certificate: Certificate
    validity: Validity


@dataclass(frozen=True, slots=True)
class AcceptedDocument:
    """A kind of document that proves who somebody is."""

    document: IdentityDocument
    validity: Validity


@dataclass(frozen=True, slots=True)
class Tables:
    """One version of all tables; ``version`` stands in every entry."""

    version: str
    offices: tuple[Office, ...]
    offers: tuple[Offer, ...]
    fees: tuple[Fee, ...]
    exemptions: tuple[Exemption, ...]
    identity_documents: tuple[AcceptedDocument, ...]

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
            if (offer.office_kind, offer.channel, offer.certificate) == (office.kind, channel, certificate)
        )
        _first(offers, day, certificate.value)

    def fee(self, certificate: Certificate, channel: str, day: date) -> int:
        """Yen a copy.

        Raises:
            NotOffered: no fee is known: nothing is issued for a guessed price.
        """
        fees = (fee for fee in self.fees if (fee.certificate, fee.channel) == (certificate, channel))
        return _first(fees, day, certificate.value).yen

    def exempt(self, purpose: str, certificate: Certificate, day: date) -> bool:
        """Whether the purpose makes that certificate free that day."""
        return any(
            row.validity.holds(day)
            for row in self.exemptions
            if (row.purpose, row.certificate) == (purpose, certificate)
        )

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


Row = TypeVar("Row", Office, Offer, Fee)


def _first(rows: Iterable[Row], day: date, what: str) -> Row:
    for row in rows:
        if row.validity.holds(day):
            return row
    raise NotOffered(what=what, day=day.isoformat())


def parse_tables(version: str, texts: Mapping[str, str]) -> Tables:
    """Build the tables from CSV texts named offices, catalogue, fees, exemptions and identity_documents.

    Raises:
        BadInput: a table or column is missing or a cell means nothing; ``at`` names table and row.
    """
    return Tables(
        version,
        _rows(texts, "offices", lambda row: Office(row["code"], row["name"], row["kind"], _validity(row))),
        _rows(
            texts,
            "catalogue",
            lambda row: Offer(row["office_kind"], row["channel"], Certificate(row["certificate"]), _validity(row)),
        ),
        _rows(
            texts,
            "fees",
            lambda row: Fee(Certificate(row["certificate"]), row["channel"], int(row["yen"]), _validity(row)),
        ),
        _rows(
            texts,
            "exemptions",
            lambda row: Exemption(row["purpose"], Certificate(row["certificate"]), _validity(row)),
        ),
        _rows(
            texts,
            "identity_documents",
            lambda row: AcceptedDocument(
                IdentityDocument(row["code"], DocumentClass(row["class"])), _validity(row)
            ),
        ),
    )


Parsed = TypeVar("Parsed")


def _rows(texts: Mapping[str, str], table: str, parse: Callable[[dict[str, str]], Parsed]) -> tuple[Parsed, ...]:
    if table not in texts:
        raise BadInput(at=table)
    parsed = []
    for number, row in enumerate(csv.DictReader(io.StringIO(texts[table])), start=2):
        if None in row or None in row.values():
            raise BadInput(at=f"{table}:{number}")
        try:
            parsed.append(parse(row))
        except (KeyError, ValueError, TypeError) as error:
            raise BadInput(at=f"{table}:{number}") from error
    return tuple(parsed)


def _validity(row: Mapping[str, str]) -> Validity:
    first, last = row["valid_from"], row["valid_until"]
    return Validity(
        date.fromisoformat(first) if first else date.min, date.fromisoformat(last) if last else date.max
    )
