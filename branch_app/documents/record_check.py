"""A record is refused by item before anything is drawn: missing, contradictory, or with characters that deceive."""

from datetime import date
from typing import assert_never

from branch_app.documents.claims import Claims
from branch_app.documents.family_claims import fuhyo_claims, juri_claims, koseki_claims, mibun_claims
from branch_app.documents.item_dates import ItemDates
from branch_app.documents.resident_claims import (
    genpyo_claims,
    inkan_claims,
    johyo_claims,
    juminhyo_claims,
    kazei_claims,
    kisaijiko_claims,
)
from branch_app.domain.errors import BadInput, RecordIncomplete
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import RELATIONSHIPS
from branch_app.domain.records.snapshots import (
    FuhyoSnapshot,
    GenpyoSnapshot,
    InkanSnapshot,
    JohyoSnapshot,
    JuminhyoSnapshot,
    JuriSnapshot,
    KazeiSnapshot,
    KisaijikoSnapshot,
    KosekiSnapshot,
    MibunSnapshot,
    Snapshot,
)
from branch_app.domain.values.text import code_points, printable_problem
from branch_app.domain.values.wareki import wareki

_SOFT_HYPHEN = "\u00ad"


def check_record(order: PrintOrder, since: ItemDates) -> None:
    """Whether the order can stand on paper as it is.

    Raises:
        RecordIncomplete: ``item`` with ``problem`` missing, contradictory, date, relationship or character.
    """
    claims = _order_claims(order) + _claims(order.snapshot)
    for item, text in claims.required.items():
        if not text.strip():
            raise RecordIncomplete(item=item, problem="missing")
    for item, text in {**claims.required, **claims.optional}.items():
        _check_characters(item, text)
    for item, day in {**claims.days, **claims.coming}.items():
        _check_day(item, day, date.max if item in claims.coming else order.issued)
    for item, codes in claims.relationships.items():
        if not set(codes) <= set(RELATIONSHIPS):
            raise RecordIncomplete(item=item, problem="relationship")
    if not claims.agreed:
        raise RecordIncomplete(item="subject", problem="contradictory")
    _check_foreign(order, claims, since)


def _claims(snapshot: Snapshot) -> Claims:
    match snapshot:
        case JuminhyoSnapshot():
            return juminhyo_claims(snapshot)
        case KisaijikoSnapshot():
            return kisaijiko_claims(snapshot)
        case JohyoSnapshot():
            return johyo_claims(snapshot)
        case GenpyoSnapshot():
            return genpyo_claims(snapshot)
        case KazeiSnapshot():
            return kazei_claims(snapshot)
        case InkanSnapshot():
            return inkan_claims(snapshot)
        case KosekiSnapshot():
            return koseki_claims(snapshot)
        case FuhyoSnapshot():
            return fuhyo_claims(snapshot)
        case JuriSnapshot():
            return juri_claims(snapshot)
        case MibunSnapshot():
            return mibun_claims(snapshot)
        case _:
            assert_never(snapshot)


def _order_claims(order: PrintOrder) -> Claims:
    issuer = order.issuer
    return Claims(
        required={
            "job": order.job,
            "number": order.number,
            "issuer.title": issuer.title,
            "issuer.name": issuer.name,
            "issuer.office": issuer.office,
        }
    )


def _check_characters(item: str, text: str) -> None:
    problem = _SOFT_HYPHEN if _SOFT_HYPHEN in text else printable_problem(text)
    if problem is not None:
        raise RecordIncomplete(item=item, problem="character", code_points=code_points(problem))


def _check_day(item: str, day: date | None, last: date) -> None:
    if day is None:
        return
    try:
        wareki(day)
    except BadInput as error:
        raise RecordIncomplete(item=item, problem="date") from error
    if day > last:
        raise RecordIncomplete(item=item, problem="date")


def _check_foreign(order: PrintOrder, claims: Claims, since: ItemDates) -> None:
    """Nobody foreign stood on the 住民基本台帳 before its law said so."""
    for item in claims.required:
        if item.endswith(".nationality") and order.issued < since.foreign:
            raise RecordIncomplete(item=item, problem="date")
