"""配偶者・直系: who of a 戸籍 is spouse, parent or child of whom, as far as the 戸籍 itself says so.

A 戸籍 holds two generations: a couple, or one person, and their children. A parent is known by the name that stands
with the child, a spouse by that of the newest 婚姻.
"""

from branch_app.domain.records.koseki import Koseki, KosekiPerson
from branch_app.domain.records.resident import Sex
from branch_app.domain.values.identifiers import ResidentId

_GAP = "\u3000"
_SPOUSE = "配偶者氏名"
_WEDDING, _PARTING = "婚姻", "離婚"


def recorded_in(koseki: Koseki) -> frozenset[ResidentId]:
    """戸籍に記録されている者, those taken out of it too, as far as they are on a register here."""
    return frozenset(person.resident for person in koseki.persons if person.resident is not None)


def nearest_in(koseki: Koseki, resident: ResidentId) -> frozenset[ResidentId]:
    """Spouse, parents and children of somebody in that 戸籍; without those who are on no register here."""
    of = [person for person in koseki.persons if person.resident == resident]
    return frozenset(
        other.resident
        for other in koseki.persons
        for person in of
        if other.resident not in {None, resident} and _are_near(person, other)
        if other.resident is not None
    )


def full_name(hittousha: str, given: str) -> str:
    """氏名 of somebody of a 戸籍 or its 附票: the surname is that of the 筆頭者, parted from 名 by U+3000."""
    return f"{hittousha.partition(_GAP)[0]}{_GAP}{given}"


def _are_near(one: KosekiPerson, other: KosekiPerson) -> bool:
    return _is_parent(one, other) or _is_parent(other, one) or _weds(one, other) or _weds(other, one)


def _is_parent(elder: KosekiPerson, younger: KosekiPerson) -> bool:
    named = younger.father if elder.sex is Sex.MALE else younger.mother
    return elder.birth < younger.birth and _given(named) == elder.name


def _weds(one: KosekiPerson, other: KosekiPerson) -> bool:
    """Whether the newest 婚姻 or 離婚 of one is a 婚姻 with the other: the spouse's name may be that of before."""
    turns = [event for event in one.events if event.kind in {_WEDDING, _PARTING}]
    if not turns or turns[-1].kind != _WEDDING or one.sex is other.sex:
        return False
    return other.name in {_given(item.text) for item in turns[-1].items if item.label == _SPOUSE}


def _given(name: str) -> str:
    return name.rpartition(_GAP)[2]
