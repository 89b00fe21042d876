"""Households as they are: alone, two, with children, with a parent. Ages and 続柄, no names yet."""

from dataclasses import dataclass
from random import Random

from branch_app.domain.records.resident import HEAD, Sex

_HUSBAND, _WIFE, _CHILD, _FATHER, _MOTHER = ("11",), ("12",), ("20",), ("51",), ("52",)


@dataclass(frozen=True, slots=True)
class Part:
    """One member: full years at the turn of the year, sex, 続柄."""

    age: int
    sex: Sex
    relationship: tuple[str, ...]


def family(chance: Random) -> tuple[Part, ...]:
    """One to six members, the head first."""
    kind = chance.random()
    if kind < 0.36:
        return (_head(chance, 19, 93),)
    if kind < 0.58:
        return _couple(chance, _head(chance, 24, 88))
    if kind < 0.66:
        head = _head(chance, 26, 58)
        return (head, *_children(chance, head, 2))
    head = _head(chance, 27, 60)
    parents = _parents(chance, head) if kind > 0.92 else ()
    return (*_couple(chance, head), *_children(chance, head, 3 - len(parents) // 2), *parents)


def _head(chance: Random, youngest: int, oldest: int) -> Part:
    sex = Sex.MALE if chance.random() < 0.7 else Sex.FEMALE
    return Part(chance.randrange(youngest, oldest), sex, HEAD)


def _couple(chance: Random, head: Part) -> tuple[Part, Part]:
    age = max(20, head.age + chance.randrange(-6, 5))
    if head.sex is Sex.MALE:
        return head, Part(age, Sex.FEMALE, _WIFE)
    return head, Part(age, Sex.MALE, _HUSBAND)


def _children(chance: Random, head: Part, most: int) -> tuple[Part, ...]:
    eldest = min(28, max(0, head.age - chance.randrange(24, 36)))
    ages = {max(0, eldest - 3 * number) for number in range(chance.randrange(1, most + 1))}
    return tuple(Part(age, chance.choice((Sex.MALE, Sex.FEMALE)), _CHILD) for age in sorted(ages, reverse=True))


def _parents(chance: Random, head: Part) -> tuple[Part, ...]:
    mother = Part(head.age + chance.randrange(22, 32), Sex.FEMALE, _MOTHER)
    father = Part(mother.age + chance.randrange(6), Sex.MALE, _FATHER)
    return (father, mother) if chance.random() < 0.3 else (mother,)
