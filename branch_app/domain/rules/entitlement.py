"""請求権: who may have which certificate at a branch, and which of its items may be shown to whom.

As what somebody asks, the registers show (``Tie``) or they claim it (``Claim``); to whom a certificate is given,
and with which items, the dated table ``entitlement.csv`` says. 個人番号 is in no register here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from branch_app.domain.errors import ItemWithheld, NotEntitled
from branch_app.domain.records.koseki import Koseki
from branch_app.domain.records.requester import Claim, Standing
from branch_app.domain.records.resident import Household
from branch_app.domain.records.snapshots import InkanSnapshot, Snapshot
from branch_app.domain.rules.items import Item, items_of
from branch_app.domain.rules.kinship import nearest_in
from branch_app.domain.rules.shown_persons import concerns, subject_name
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.validity import Validity

SEAL_AGE = 15
_NO_RELATIVES = frozenset({"13", "14", "96", "99"})
"""夫・妻 (未届), 縁故者 and 同居人 are no 親族 (民法 725条), as far as the register says."""


class Evidence(Enum):
    """How the applicant was identified."""

    MY_NUMBER_CARD = "my_number_card"
    CITY_CARD = "city_card"
    SEAL_CARD = "seal_card"
    DOCUMENTS = "documents"
    DOCUMENTS_AND_SEAL_CARD = "documents_and_seal_card"


@dataclass(frozen=True, slots=True)
class Admission:
    """A row of ``entitlement.csv``: the certificate, by its code, is given to that standing, with those items."""

    certificate: str
    standing: Standing
    shows: frozenset[Item]
    validity: Validity


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody as the registers here know them, with every 戸籍 that names them, as far as one is asked for."""

    resident: ResidentId
    household: Household | None
    families: tuple[Koseki, ...] = ()


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: how identified, what the registers know (None: on no register here), what is claimed.

    ``giver`` is who signed the 委任状 of a claim.
    """

    evidence: Evidence
    tie: Tie | None
    claim: Claim | None = None
    giver: Tie | None = None


def check_entitled(asker: Asker, snapshot: Snapshot, admissions: Sequence[Admission], on: date) -> Standing:
    """As what the asker gets the certificate, with all of the items asked for; ``admissions`` are those of the day.

    Who merely holds a 印鑑登録証 may have the 印鑑登録証明書 of its registrant and nothing else; who merely shows
    documents, without the 印鑑登録証, may have anything but that. A registered seal is certified from 15 years on
    (印鑑登録証明事務処理要領).

    Raises:
        NotEntitled: ``why`` is seal_card, no_seal_card, subject, seal (another person's), age, household (nobody to
            whom it is given), mandate (who gave it could not have it either), or claim (it does not count for
            this certificate).
        ItemWithheld: ``why`` is the first item that this standing may not see (``Item.why``).
    """
    if not subject_name(snapshot):
        raise NotEntitled(why="subject")
    _check_seal(asker.evidence, snapshot, on)
    admitted = {row.standing: row.shows for row in admissions}
    held = [standing for standing in _standings(asker, snapshot, admitted) if standing in admitted]
    if not held:
        raise NotEntitled(why=_lacking(asker.claim))
    wanted = items_of(snapshot)
    for standing in held:
        if wanted <= admitted[standing]:
            return standing
    withheld = min(wanted - admitted[held[0]], key=lambda item: item.value)
    raise ItemWithheld(why=withheld.why)


def age(birth: date, on: date) -> int:
    """満年齢: reached at the end of the day before the birthday, so it counts on the birthday itself."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _check_seal(evidence: Evidence, snapshot: Snapshot, on: date) -> None:
    if not isinstance(snapshot, InkanSnapshot):
        if evidence is Evidence.SEAL_CARD:
            raise NotEntitled(why="seal_card")
        return
    if evidence is Evidence.DOCUMENTS:
        raise NotEntitled(why="no_seal_card")
    if snapshot.seal.resident != snapshot.subject:
        raise NotEntitled(why="seal")
    subject = snapshot.household.member(snapshot.subject)
    if subject is None or age(subject.birth, on) < SEAL_AGE:
        raise NotEntitled(why="age")


def _standings(asker: Asker, snapshot: Snapshot, admitted: Iterable[Standing]) -> list[Standing]:
    """Everything the asker is, the closest first."""
    held = set(_tied(asker.tie, snapshot))
    if asker.claim is not None and _stands(asker.claim, asker.giver, snapshot, admitted):
        held.add(asker.claim.standing)
    return [standing for standing in Standing if standing in held]


def _stands(claim: Claim, giver: Tie | None, snapshot: Snapshot, admitted: Iterable[Standing]) -> bool:
    """A 委任状 is worth what its giver could have; any other claim is the clerk's to believe."""
    if claim.standing is not Standing.AGENT:
        return True
    if giver is None or giver.resident != claim.giver:
        return False
    return not set(_tied(giver, snapshot)).isdisjoint(admitted)


def _tied(tie: Tie | None, snapshot: Snapshot) -> Iterable[Standing]:
    """What the registers show of somebody beside the person that the certificate is about."""
    if tie is None:
        return
    if tie.resident == snapshot.subject:
        yield Standing.SELF
    if tie.household is not None and tie.household.member(snapshot.subject) is not None:
        yield Standing.SAME_HOUSEHOLD
        if _related(tie.household, tie.resident, snapshot.subject):
            yield Standing.HOUSEHOLD_FAMILY
    near = {tie.resident}.union(*(nearest_in(family, tie.resident) for family in tie.families))
    if not near.isdisjoint(concerns(snapshot)):
        yield Standing.FAMILY


def _related(household: Household, *residents: ResidentId) -> bool:
    members = [household.member(resident) for resident in residents]
    return all(member is not None and _NO_RELATIVES.isdisjoint(member.relationship) for member in members)


def _lacking(claim: Claim | None) -> str:
    if claim is None:
        return "household"
    return "mandate" if claim.standing is Standing.AGENT else "claim"
