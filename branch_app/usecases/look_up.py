"""照会: what the counter shows of somebody before anything is asked for. It decides nothing and writes nothing.

That somebody was shown is written by ``open_person``, once the header stands.
"""

from dataclasses import dataclass
from enum import Enum

from branch_app.domain.errors import NotEntitled, RowUnfit
from branch_app.domain.log.events import DataUsed
from branch_app.domain.records.koseki import Fuhyo, Koseki
from branch_app.domain.records.registers import RegisterName
from branch_app.domain.records.resident import Household, RemovedResident, Resident
from branch_app.domain.rules.catalogue import Listed, catalogue
from branch_app.domain.rules.entitlement import age
from branch_app.domain.rules.freshness import RESTRICTIONS
from branch_app.domain.values.identifiers import ResidentId
from branch_app.usecases.data_used import data_held
from branch_app.usecases.desk import CHANNEL, Desk
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


@dataclass(frozen=True, slots=True)
class RemovedPerson:
    """The header of somebody who is on the register no more: every 除票 of theirs, the newest first."""

    removed: tuple[RemovedResident, ...]
    restricted: Known
    data: tuple[DataStatus, ...]
    used: tuple[DataUsed, ...]

    @property
    def resident(self) -> Resident:
        """As the register held them last."""
        return self.removed[0].resident

    @property
    def name(self) -> str:
        """As the register held it."""
        return self.resident.name


@dataclass(frozen=True, slots=True)
class Families:
    """What a wish may choose among: every 戸籍 and 附票 that names a person here, closed ones too."""

    kosekis: tuple[Koseki, ...]
    fuhyos: tuple[Fuhyo, ...]


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


def look_up_removed(desk: Desk, resident: ResidentId) -> RemovedPerson:
    """What the 除票 of the replica say of somebody.

    Raises:
        NotEntitled: there is none; offices that issue none hold none.
    """
    used = data_held(desk)
    removed = tuple(reversed(desk.register.removed_of(resident)))
    if not removed:
        raise NotEntitled(why="no_removed")
    data = tuple(data_status(desk))
    fresh = {status.register for status in data if status.level is not Level.BAD}
    return RemovedPerson(removed, _restricted(desk, resident, fresh), data, used)


def look_up_anybody(desk: Desk, resident: ResidentId) -> Person | RemovedPerson:
    """A resident, or else somebody who was one.

    Raises:
        NotEntitled: neither; ``why`` is subject.
    """
    try:
        return look_up(desk, resident)
    except NotEntitled:
        if not desk.register.removed_of(resident):
            raise
        return look_up_removed(desk, resident)


def holds_removed(desk: Desk) -> bool:
    """Whether 除票 may lie in this office's replica: where they may not, nobody need be asked about them."""
    return "removed_resident" in desk.tables.shares(desk.office(), CHANNEL, desk.today())


def families_of(desk: Desk, resident: ResidentId) -> Families:
    """戸籍 and 附票 of a person as far as this office holds them.

    Raises:
        RowUnfit: one of them breaks a rule.
    """
    return Families(desk.register.koseki_of(resident), desk.register.fuhyo_of(resident))


def offers_here(desk: Desk) -> tuple[Listed, ...]:
    """Every kind of certificate, offered at this counter today or with the reason why not."""
    return catalogue(desk.tables, desk.office(), CHANNEL, desk.today())


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
