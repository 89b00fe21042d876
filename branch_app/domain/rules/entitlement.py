"""請求権: who may have which certificate at a branch."""

from datetime import date
from enum import Enum

from branch_app.domain.errors import NotEntitled
from branch_app.domain.records.snapshots import InkanSnapshot, JuminhyoSnapshot, Snapshot
from branch_app.domain.values.identifiers import ResidentId

SEAL_AGE = 15


class Evidence(Enum):
    """How the applicant was identified."""

    MY_NUMBER_CARD = "my_number_card"
    CITY_CARD = "city_card"
    SEAL_CARD = "seal_card"
    DOCUMENTS = "documents"
    DOCUMENTS_AND_SEAL_CARD = "documents_and_seal_card"


def check_entitled(applicant: ResidentId, evidence: Evidence, snapshot: Snapshot, on: date) -> None:
    """The applicant asks for himself or, for a 住民票, for somebody of the same household (住民基本台帳法 12条1項).

    Who merely holds a 印鑑登録証 may have the 印鑑登録証明書 of its registrant and nothing else; who merely shows
    documents, without the 印鑑登録証, may have anything but that. A registered seal is certified from 15 years on
    (印鑑登録証明事務処理要領).

    Raises:
        NotEntitled: ``why`` is subject, seal_card, no_seal_card, household, seal (another person's) or age.
    """
    subject = snapshot.household.member(snapshot.subject)
    if subject is None:
        raise NotEntitled(why="subject")
    if evidence is Evidence.SEAL_CARD and not isinstance(snapshot, InkanSnapshot):
        raise NotEntitled(why="seal_card")
    if evidence is Evidence.DOCUMENTS and isinstance(snapshot, InkanSnapshot):
        raise NotEntitled(why="no_seal_card")
    same_household = snapshot.household.member(applicant) is not None
    if not (same_household if isinstance(snapshot, JuminhyoSnapshot) else applicant == snapshot.subject):
        raise NotEntitled(why="household")
    if isinstance(snapshot, InkanSnapshot) and snapshot.seal.resident != snapshot.subject:
        raise NotEntitled(why="seal")
    if isinstance(snapshot, InkanSnapshot) and age(subject.birth, on) < SEAL_AGE:
        raise NotEntitled(why="age")


def age(birth: date, on: date) -> int:
    """満年齢: reached at the end of the day before the birthday, so it counts on the birthday itself."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
