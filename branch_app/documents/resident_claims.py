"""What papers about residents claim: 住民票, 除票, 記載事項, 印鑑, 原票, 課税."""

from collections.abc import Sequence

from branch_app.documents.claims import Claims
from branch_app.domain.records.resident import Household, OtherName, Resident
from branch_app.domain.records.snapshots import (
    GenpyoSnapshot,
    InkanSnapshot,
    JohyoSnapshot,
    JuminhyoForm,
    JuminhyoSnapshot,
    KazeiSnapshot,
    KisaijikoItem,
    KisaijikoSnapshot,
    Scope,
)
from branch_app.domain.records.tax import TaxAmount, TaxStanding
from branch_app.domain.values.identifiers import ResidentId


def juminhyo_claims(snapshot: JuminhyoSnapshot) -> Claims:
    """Everybody shown, and the head where asked for; a 個人票 shows one."""
    household, shown = snapshot.household, snapshot.shown
    members = {member.id for member in household.members}
    agreed = bool(shown) and len(set(shown)) == len(shown) and set(shown) <= members
    agreed &= snapshot.scope is Scope.PART or set(shown) == members
    agreed &= snapshot.form is JuminhyoForm.HOUSEHOLD or len(shown) == 1
    return (
        _household(snapshot.subject, household)
        + _head(household.head, required=snapshot.options.head_and_relationship)
        + _persons(shown_members(snapshot))
        + Claims(agreed=agreed)
    )


def johyo_claims(snapshot: JohyoSnapshot) -> Claims:
    """One person, why and when taken off."""
    removed = snapshot.removed
    return (
        _head(removed.head, required=snapshot.options.head_and_relationship)
        + person_claims("person", removed.resident)
        + Claims(
            required={"address": removed.address},
            optional={"destination": removed.destination or ""},
            days={"removed": removed.removed},
            agreed=removed.resident.id == snapshot.subject,
        )
    )


def kisaijiko_claims(snapshot: KisaijikoSnapshot) -> Claims:
    """One person, some items with the name among them, and what for."""
    items = snapshot.items
    return (
        _household(snapshot.subject, snapshot.household)
        + _head(snapshot.household.head, required=KisaijikoItem.HEAD in items)
        + _persons(shown_members(snapshot))
        + Claims(
            required={"purpose": snapshot.purpose_text},
            agreed=KisaijikoItem.NAME in items and len(set(items)) == len(items),
        )
    )


def inkan_claims(snapshot: InkanSnapshot) -> Claims:
    """One person, whose seal it is."""
    return (
        _household(snapshot.subject, snapshot.household)
        + _persons(shown_members(snapshot))
        + Claims(agreed=snapshot.seal.resident == snapshot.subject)
    )


def genpyo_claims(snapshot: GenpyoSnapshot) -> Claims:
    """One registered foreigner."""
    record = snapshot.record
    texts = ("number", "name", "nationality", "address", "stay")
    return Claims(
        required={item: getattr(record, item) for item in texts},
        optional={
            **_other_name("alias", record.alias),
            "head": record.head,
            "relationship": record.relationship,
            "period": record.period or "",
        },
        days={"birth": record.birth, "landed": record.landed, "registered": record.registered},
        coming={"expires": record.expires},
        agreed=record.resident == snapshot.subject,
    )


def kazei_claims(snapshot: KazeiSnapshot) -> Claims:
    """One person and one year; of who declared nothing there is nothing to certify."""
    record = snapshot.record
    return (
        _household(snapshot.subject, snapshot.household)
        + _persons(shown_members(snapshot))
        + Claims(
            required={"tax.address": record.address, **_labels("income", record.income)},
            optional=_labels("deductions", record.deductions),
            agreed=record.resident == snapshot.subject and record.standing is not TaxStanding.UNDECLARED,
        )
    )


def shown_members(
    snapshot: JuminhyoSnapshot | KisaijikoSnapshot | InkanSnapshot | KazeiSnapshot,
) -> tuple[Resident, ...]:
    """The members whose items the paper shows, in the register's order."""
    members = snapshot.household.members
    if isinstance(snapshot, JuminhyoSnapshot):
        return tuple(member for member in members if member.id in snapshot.shown)
    return tuple(member for member in members if member.id == snapshot.subject)


def person_claims(at: str, member: Resident) -> Claims:
    """Everything a paper may say of one person."""
    items = ("kana", "honseki", "hittousha", "juminhyo_code", "previous_address", "birth_written")
    texts = {item: getattr(member, item) or "" for item in items}
    days = ("birth", "became_resident", "address_since", "notified")
    return (
        Claims(
            required={f"{at}.name": member.name},
            optional={f"{at}.{item}": text for item, text in texts.items()},
            days={f"{at}.{item}": getattr(member, item) for item in days},
            relationships={f"{at}.relationship": member.relationship},
        )
        + Claims(optional=_other_name(f"{at}.former_name", member.former_name))
        + _foreign(f"{at}.foreign", member)
        + _moving_out(f"{at}.moving_out", member)
    )


def _foreign(at: str, member: Resident) -> Claims:
    standing = member.foreign
    if standing is None:
        return Claims()
    return Claims(
        required={f"{at}.nationality": standing.nationality, f"{at}.category": standing.category},
        optional={
            **_other_name(f"{at}.alias", standing.alias),
            f"{at}.stay": standing.stay or "",
            f"{at}.period": standing.period or "",
            f"{at}.card": standing.card,
        },
        coming={f"{at}.expires": standing.expires},
    )


def _moving_out(at: str, member: Resident) -> Claims:
    moving = member.moving_out
    if moving is None:
        return Claims()
    return Claims(required={f"{at}.destination": moving.destination}, coming={f"{at}.planned": moving.planned})


def _household(subject: ResidentId, household: Household) -> Claims:
    members = [member.id for member in household.members]
    return Claims(
        required={"address": household.address},
        agreed=len(set(members)) == len(members) and subject in members,
    )


def _head(head: str, *, required: bool) -> Claims:
    return Claims(required={"head": head}) if required else Claims(optional={"head": head})


def _persons(members: Sequence[Resident]) -> Claims:
    return sum((person_claims(f"members[{at}]", member) for at, member in enumerate(members)), Claims())


def _other_name(at: str, name: OtherName | None) -> dict[str, str]:
    return {} if name is None else {f"{at}.written": name.written, f"{at}.kana": name.kana}


def _labels(at: str, amounts: Sequence[TaxAmount]) -> dict[str, str]:
    return {f"{at}[{place}].label": amount.label for place, amount in enumerate(amounts)}
