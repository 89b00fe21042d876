"""The dated tables read from CSV texts, named as their files are. What means nothing is named, never guessed."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import TypeVar

from branch_app.domain.errors import BadInput
from branch_app.domain.log.commitment import Retention
from branch_app.domain.records.requester import Standing
from branch_app.domain.records.tax import TaxStanding
from branch_app.domain.rules.accounts import Account
from branch_app.domain.rules.entitlement import Admission
from branch_app.domain.rules.fees import Exemption, Fee, ambiguous
from branch_app.domain.rules.hours import Calendar, Closure, Days, Holiday, OpeningHours, Span, TemporaryOpening
from branch_app.domain.rules.identity import DocumentClass, IdentityDocument
from branch_app.domain.rules.items import Item
from branch_app.domain.rules.notified import Notified
from branch_app.domain.rules.replica import Only, ReplicaRow
from branch_app.domain.rules.retention import RetentionRule
from branch_app.domain.rules.revenue import Revenue
from branch_app.domain.rules.tables import (
    AcceptedDocument,
    CertificateKind,
    Device,
    Limit,
    Offer,
    Office,
    Tables,
)
from branch_app.domain.rules.tax_year import TaxRule
from branch_app.domain.values.validity import Validity

TABLE_NAMES = (
    "offices",
    "devices",
    "certificates",
    "catalogue",
    "fees",
    "exemptions",
    "accounts",
    "revenue",
    "retention",
    "notices",
    "entitlement",
    "tax_years",
    "identity_documents",
    "replica",
    "freshness",
    "hours",
    "openings",
    "closures",
    "holidays",
)
"""Every table of a version; one more or one less is another schema."""

Cells = Mapping[str, str]
Parsed = TypeVar("Parsed")


def parse_tables(version: str, texts: Mapping[str, str]) -> Tables:
    """Build the tables from CSV texts.

    Raises:
        BadInput: a table is missing or unknown, a column is missing, or a cell means nothing; ``at`` names table
            and line.
    """
    for name in {*texts, *TABLE_NAMES}:
        if name not in texts or name not in TABLE_NAMES:
            raise BadInput(at=name)
    kinds = _rows(texts, "certificates", lambda row: CertificateKind(row["code"], row["name"], _validity(row)))
    known = {kind.code for kind in kinds}
    offices = _rows(texts, "offices", lambda row: Office(row["code"], row["name"], row["kind"], _validity(row)))
    places = {office.code for office in offices}
    return Tables(
        version=version,
        offices=offices,
        devices=_rows(
            texts,
            "devices",
            lambda row: Device(row["code"], _one_of(places, row["office"]), row["channel"], _validity(row)),
        ),
        certificates=kinds,
        offers=_rows(
            texts,
            "catalogue",
            lambda row: Offer(
                row["office_kind"], row["channel"], _one_of(known, row["certificate"]), _validity(row)
            ),
        ),
        fees=_fees(texts, known, places),
        exemptions=_rows(texts, "exemptions", lambda row: _exemption(known, row)),
        accounts=_rows(texts, "accounts", lambda row: _account(known, row)),
        revenues=_rows(texts, "revenue", _revenue),
        retention=_rows(texts, "retention", _retention),
        notified=_rows(texts, "notices", lambda row: Notified(Standing(row["standing"]), _validity(row))),
        admissions=_rows(texts, "entitlement", lambda row: _admission(known, row)),
        tax_rules=_rows(texts, "tax_years", _tax_rule),
        identity_documents=_rows(texts, "identity_documents", _document),
        replica=_rows(texts, "replica", _replica_row),
        limits=_rows(texts, "freshness", lambda row: Limit(row["data"], int(row["hours"]), _validity(row))),
        calendar=Calendar(
            hours=_rows(texts, "hours", _hours),
            openings=_rows(
                texts,
                "openings",
                lambda row: TemporaryOpening(
                    _one_of(places, row["office"]), row["channel"], date.fromisoformat(row["day"]), _span(row)
                ),
            ),
            closures=_rows(texts, "closures", lambda row: Closure(row["reason"], _validity(row))),
            holidays=_rows(texts, "holidays", lambda row: Holiday(date.fromisoformat(row["day"]), row["name"])),
        ),
    )


def _fees(texts: Mapping[str, str], known: set[str], places: set[str]) -> tuple[Fee, ...]:
    fees = _rows(texts, "fees", lambda row: _fee(known, places, row))
    doubled = ambiguous(fees)
    if doubled is not None:
        raise BadInput(at=f"fees:{fees.index(doubled) + 2}")
    return fees


def _fee(known: set[str], places: set[str], row: Cells) -> Fee:
    """The column of offices may be missing: then every row is the whole city's."""
    office = row.get("office", "")
    return Fee(
        _one_of(known, row["certificate"]),
        row["channel"],
        int(row["yen"]),
        _validity(row),
        _one_of(places, office) if office else "",
    )


def _exemption(known: set[str], row: Cells) -> Exemption:
    evidence = tuple(row["evidence"].split())
    if not row["purpose"] or not evidence:
        raise ValueError("evidence")
    return Exemption(row["purpose"], _one_of(known, row["certificate"]), evidence, _validity(row))


def _account(known: set[str], row: Cells) -> Account:
    return Account(_one_of(known, row["certificate"]), row["account"], _validity(row))


def _revenue(row: Cells) -> Revenue:
    return Revenue(row["account"], row["code"], row["settled_until"], _validity(row))


def _retention(row: Cells) -> RetentionRule:
    return RetentionRule(Retention(row["retention"]), int(row["years"]), _validity(row))


def _admission(known: set[str], row: Cells) -> Admission:
    shows = frozenset(Item(code) for code in row["shows"].split())
    return Admission(_one_of(known, row["certificate"]), Standing(row["standing"]), shows, _validity(row))


def _tax_rule(row: Cells) -> TaxRule:
    certified = frozenset(TaxStanding(each) for each in row["certified"].split())
    return TaxRule(int(row["month"]), certified, _validity(row))


def _document(row: Cells) -> AcceptedDocument:
    return AcceptedDocument(IdentityDocument(row["code"], DocumentClass(row["class"])), _validity(row))


def _replica_row(row: Cells) -> ReplicaRow:
    without = frozenset(row["without"].split())
    return ReplicaRow(row["office_kind"], row["channel"], row["table"], Only(row["only"]), without, _validity(row))


def _hours(row: Cells) -> OpeningHours:
    return OpeningHours(row["office_kind"], row["channel"], Days(row["days"]), _span(row), _validity(row))


def _rows(texts: Mapping[str, str], table: str, parse: Callable[[Cells], Parsed]) -> tuple[Parsed, ...]:
    parsed = []
    for number, row in enumerate(csv.DictReader(io.StringIO(texts[table])), start=2):
        if None in row or None in row.values():
            raise BadInput(at=f"{table}:{number}")
        try:
            parsed.append(parse(row))
        except (KeyError, ValueError, TypeError) as error:
            raise BadInput(at=f"{table}:{number}") from error
    return tuple(parsed)


def _one_of(known: set[str], code: str) -> str:
    if code not in known:
        raise ValueError("code")
    return code


def _span(row: Cells) -> Span:
    return Span(time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"]))


def _validity(row: Cells) -> Validity:
    first, last = row["valid_from"], row["valid_until"]
    return Validity(
        date.fromisoformat(first) if first else date.min, date.fromisoformat(last) if last else date.max
    )
