"""照会: what the counter shows of somebody before anything is asked for. It decides nothing and writes nothing.

That somebody was shown is written by ``open_person``, once the header stands.
"""

from dataclasses import dataclass
from enum import Enum

from branch_app.domain.errors import NotEntitled, RowUnfit
from branch_app.domain.log.events import DataUsed
from branch_app.domain.records.registers import RegisterName
from branch_app.domain.records.resident import Household, Resident
from branch_app.domain.rules.entitlement import age
from branch_app.domain.rules.freshness import RESTRICTIONS
from branch_app.domain.values.identifiers import ResidentId
from branch_app.usecases.data_used import data_held
from branch_app.usecases.desk import Desk
from branch_app.usecases.level import Level
from branch_app.usecases.status import DataStatus, data_status


class Known(Enum):
    """A fact of a register or list: unknown when that is missing or too old, which is never the same as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the household, in full years, and whether a restriction stops papers that show them."""

    resident: Resident
    age: int
    restricted: Known


@dataclass(frozen=True, slots=True)
class Person:
    """The resident header: who, in which household, with what on record, and how old all that is.

    ``seal`` is whether a 印鑑登録 exists; ``data`` the restriction list and every register, ``used`` what the log
    says of them.
    """

    resident: Resident
    household: Household
    age: int
    restricted: Known
    members: tuple[Member, ...]
    seal: Known
    data: tuple[DataStatus, ...]
    used: tuple[DataUsed, ...]

    @property
    def name(self) -> str:
        """As the register holds it."""
        return self.resident.name


def look_up(desk: Desk, resident: ResidentId) -> Person:
    """What the replica says of a resident now.

    Raises:
        NotEntitled: no such resident.
    """
    used = data_held(desk)
    household = desk.register.household_of(resident)
    person = household.member(resident) if household else None
    if household is None or person is None:
        raise NotEntitled(why="subject")
    data = tuple(data_status(desk))
    fresh = {status.register for status in data if status.level is not Level.BAD}
    members = tuple(_member(desk, member, fresh) for member in household.members)
    (own,) = (member for member in members if member.resident == person)
    return Person(person, household, own.age, own.restricted, members, _seal(desk, resident, fresh), data, used)


def _member(desk: Desk, member: Resident, fresh: set[str]) -> Member:
    return Member(member, age(member.birth, desk.today()), _restricted(desk, member.id, fresh))


def _restricted(desk: Desk, resident: ResidentId, fresh: set[str]) -> Known:
    if RESTRICTIONS not in fresh:
        return Known.UNKNOWN
    return Known.YES if resident in desk.restrictions.current().residents else Known.NO


def _seal(desk: Desk, resident: ResidentId, fresh: set[str]) -> Known:
    if RegisterName.SEAL.value not in fresh:
        return Known.UNKNOWN
    try:
        return Known.NO if desk.register.seal_of(resident) is None else Known.YES
    except RowUnfit:
        return Known.UNKNOWN
