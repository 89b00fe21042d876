"""選択肢 of one line of a form: what each is, and what is known around the wish. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.resident import RemovedResident, Resident
from branch_app.domain.rules.items import Item
from branch_app.domain.values.identifiers import ResidentId
from branch_app.usecases.look_up import Families
from branch_app.usecases.snapshot import Wish

MY_NUMBER = "my_number"
"""Never to be had here; says where to go."""


class Kind(Enum):
    """What a choice is about."""

    WHOLE = "whole"
    PART = "part"
    PERSON_SHEET = "person_sheet"
    MEMBER = "member"
    HEAD = "head_and_relationship"
    HONSEKI = "honseki"
    CODE = "juminhyo_code"
    STAY = "nationality_and_stay"
    CARD_NUMBER = "card_number"
    MY_NUMBER = MY_NUMBER
    SUBJECT = "subject"
    CURRENT = "current"
    REMOVED = "removed"
    REFORMED = "reformed"
    BLOCK = "block"
    EVENT = "event"
    REMOVAL = "removal"
    PLAIN = "plain"
    FINE = "fine"
    KANA = "kana"
    NAME = "name"
    BIRTH = "birth"
    SEX = "sex"
    ADDRESS = "address"
    HEAD_NAME = "head"
    RELATIONSHIP = "relationship"
    BECAME_RESIDENT = "became_resident"


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: ``wish`` is what the line asks for once it is chosen.

    ``usual`` is how it stands unless asked for otherwise; ``one_of`` where it excludes its neighbours; ``barred`` a
    code in words of why this requester cannot have it.
    """

    kind: Kind
    wish: Wish
    on: bool
    usual: bool = False
    one_of: bool = False
    name: str = ""
    day: date | None = None
    barred: str = ""


@dataclass(frozen=True, slots=True)
class Relative:
    """Spouse, parent or child of the applicant, as a 戸籍 here names them."""

    id: ResidentId
    name: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known around a wish: household, 戸籍 and 附票 and 除票 of its subject, relatives of the applicant.

    ``allowed`` are the items that the table lets this requester have, ``made`` what this office issues today.
    """

    members: tuple[Resident, ...] = ()
    families: Families = field(default_factory=lambda: Families((), ()))
    removed: tuple[RemovedResident, ...] = ()
    relatives: tuple[Relative, ...] = ()
    allowed: frozenset[Item] = frozenset(Item)
    made: frozenset[Certificate] = frozenset(Certificate)


Rows = Callable[[Wish, Circumstances], Iterator[Choice]]
"""What may be chosen of one sort."""


def barred(item: Item, around: Circumstances) -> str:
    """Why that item cannot be had, as a code in words; "" where it can."""
    return "" if item in around.allowed else item.why
