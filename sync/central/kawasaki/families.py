"""Families of one to twelve: ages at the turn of the year, sexes and 続柄, the head first."""

from collections.abc import Iterable

from branch_app.domain.records.resident import HEAD, Sex
from sync.central.example.family import Part
from sync.central.kawasaki.lots import Lots, Weighted

_SINGLE_AGES = Weighted.of(
    (((19, 22), 9), ((23, 29), 22), ((30, 44), 25), ((45, 64), 21), ((65, 79), 14), ((80, 97), 9))
)
_COUPLE_AGES = Weighted.of((((23, 29), 8), ((30, 44), 24), ((45, 64), 28), ((65, 79), 28), ((80, 95), 12)))
_CHILD, _WIFES_CHILD, _GRANDCHILD, _CHILDS_WIFE = ("20",), ("12", "20"), ("20", "20"), ("20", "12")
_FATHER, _MOTHER, _LODGER, _RELATIVE = ("51",), ("52",), ("99",), ("96",)
_OLDER = {Sex.MALE: ("71",), Sex.FEMALE: ("81",)}
_YOUNGER = {Sex.MALE: ("74",), Sex.FEMALE: ("84",)}
_SPOUSE = {Sex.MALE: ("11",), Sex.FEMALE: ("12",)}
_PARTNER = {Sex.MALE: ("13",), Sex.FEMALE: ("14",)}
_OTHER = {Sex.MALE: Sex.FEMALE, Sex.FEMALE: Sex.MALE}
_OLDEST = 104


def family_of(lots: Lots, size: int) -> list[Part]:
    """So many who live together."""
    if size == 1:
        return [Part(_age(lots, _SINGLE_AGES), _sex(lots, 54), HEAD)]
    if size == 2:
        return _two(lots)
    if size >= 7:
        return _lodging(lots, size) if lots.percent(30) else _generations(lots, size)
    kind = lots.below(100)
    if kind < 12:
        return _lone_parent(lots, size - 1)
    parents = lots.between(1, min(2, size - 3)) if kind < 20 and size > 3 else 0
    return _couple_with(lots, size - 2 - parents, parents)


def _two(lots: Lots) -> list[Part]:
    kind = lots.below(100)
    if kind < 20:
        return _lone_parent(lots, 1)
    head = Part(_age(lots, _COUPLE_AGES), _sex(lots, 93), HEAD)
    near = max(20, min(_OLDEST, head.age + lots.between(-7, 4)))
    if kind < 74:
        return [head, Part(near, _OTHER[head.sex], _SPOUSE[_OTHER[head.sex]])]
    if kind < 80:
        return [head, Part(near, _OTHER[head.sex], _PARTNER[_OTHER[head.sex]])]
    if kind < 88:
        return [head, *_parents(lots, head, 1)]
    sex = _sex(lots, 50)
    if kind < 93:
        return [head, _sibling(lots, head, sex)]
    return [head, Part(max(18, near), sex, _LODGER if kind < 97 else _RELATIVE)]


def _couple_with(lots: Lots, children: int, parents: int) -> list[Part]:
    ages = _child_ages(lots, children, 0)
    head, spouse = _couple(lots, ages[0])
    relationships: list[tuple[str, ...]] = [_CHILD] * children
    if spouse.sex is Sex.FEMALE and lots.one_in(40):
        relationships[0] = _WIFES_CHILD
    young = (Part(age, _sex(lots, 51), code) for age, code in zip(ages, relationships, strict=True))
    return [head, spouse, *young, *_parents(lots, head, parents)]


def _lone_parent(lots: Lots, children: int) -> list[Part]:
    ages = _child_ages(lots, children, 0)
    head = Part(min(_OLDEST, ages[0] + lots.between(20, 36)), _sex(lots, 16), HEAD)
    return [head, *(Part(age, _sex(lots, 51), _CHILD) for age in ages)]


def _generations(lots: Lots, size: int) -> list[Part]:
    """Grandparents, parents, children, their wives and children, and whoever else found a place."""
    children = lots.between(2, 4)
    ages = _child_ages(lots, children, 20)
    head, spouse = _couple(lots, ages[0])
    son = Part(ages[0], Sex.MALE, _CHILD)
    others = (Part(age, _sex(lots, 51), _CHILD) for age in ages[1:])
    wife = Part(max(20, ages[0] - lots.below(4)), Sex.FEMALE, _CHILDS_WIFE)
    grandchildren = (Part(max(0, ages[0] - 22 - 2 * place), _sex(lots, 51), _GRANDCHILD) for place in range(2))
    kin = (_sibling(lots, head, _sex(lots, 50)) for _ in range(3))
    relatives = (Part(lots.between(18, 80), _sex(lots, 50), _RELATIVE) for _ in range(size))
    everybody = [head, spouse, son, *others, *_parents(lots, head, 1), wife, *grandchildren, *kin, *relatives]
    return everybody[:size]


def _lodging(lots: Lots, size: int) -> list[Part]:
    head = Part(_age(lots, _COUPLE_AGES), _sex(lots, 60), HEAD)
    return [head, *(Part(lots.between(18, 60), _sex(lots, 60), _LODGER) for _ in range(size - 1))]


def _couple(lots: Lots, eldest: int) -> tuple[Part, Part]:
    """Parents of somebody of that age."""
    sex = _sex(lots, 93)
    age = min(_OLDEST - 6, eldest + lots.between(21, 37))
    return Part(age, sex, HEAD), Part(
        max(eldest + 19, age + lots.between(-7, 4)), _OTHER[sex], _SPOUSE[_OTHER[sex]]
    )


def _child_ages(lots: Lots, children: int, youngest: int) -> list[int]:
    """Eldest first, at least a year apart."""
    ages = [youngest + lots.below(27 if youngest == 0 else 12)]
    for _ in range(children - 1):
        ages.append(ages[-1] + lots.between(1, 4))
    return ages[::-1]


def _parents(lots: Lots, head: Part, wanted: int) -> Iterable[Part]:
    if not wanted:
        return []
    mother = Part(min(_OLDEST, head.age + lots.between(20, 34)), Sex.FEMALE, _MOTHER)
    father = Part(min(_OLDEST, mother.age + lots.below(6)), Sex.MALE, _FATHER)
    return [father, mother] if wanted == 2 else [mother]


def _sibling(lots: Lots, head: Part, sex: Sex) -> Part:
    years = lots.between(1, 9)
    if lots.percent(50) and head.age - years >= 18:
        return Part(head.age - years, sex, _YOUNGER[sex])
    return Part(head.age + years, sex, _OLDER[sex])


def _age(lots: Lots, table: Weighted[tuple[int, int]]) -> int:
    return lots.between(*lots.weighted(table))


def _sex(lots: Lots, male_percent: int) -> Sex:
    return Sex.MALE if lots.percent(male_percent) else Sex.FEMALE
