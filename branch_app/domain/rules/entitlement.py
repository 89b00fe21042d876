"""請求権: who may have which certificate at a branch."""

from datetime import date

from branch_app.domain.errors import NotEntitled
from branch_app.domain.records.certificate import InkanSnapshot, JuminhyoSnapshot, Snapshot
from branch_app.domain.values.identifiers import ResidentId

SEAL_AGE = 15


def check_entitled(applicant: ResidentId, snapshot: Snapshot, on: date) -> None:
    """The applicant asks for himself or, for a 住民票, for somebody of the same household (住民基本台帳法 12条1項).

    A registered seal is certified from 15 years on (印鑑登録証明事務処理要領).

    Raises:
        NotEntitled: another household, or too young for a seal.
    """
    subject = snapshot.household.member(snapshot.subject)
    if subject is None:
        raise NotEntitled(why="subject")
    same_household = snapshot.household.member(applicant) is not None
    if not (same_household if isinstance(snapshot, JuminhyoSnapshot) else applicant == snapshot.subject):
        raise NotEntitled(why="household")
    if isinstance(snapshot, InkanSnapshot) and age(subject.birth, on) < SEAL_AGE:
        raise NotEntitled(why="age")


def age(birth: date, on: date) -> int:
    """満年齢: reached at the end of the day before the birthday, so it counts on the birthday itself."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
