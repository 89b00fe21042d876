"""配偶者・直系, as a 戸籍 shows them."""

from dataclasses import replace

import pytest

from branch_app.domain.records.koseki import KosekiPerson
from branch_app.domain.records.resident import Resident
from branch_app.domain.rules.kinship import full_name, nearest_in, recorded_in
from tests.fakes.family_papers import KOSEKI, event, place_of
from tests.fakes.papers import DAUGHTER, FAMILY, HEAD, SON, TODAY, WIFE


def _with(person: Resident, block: KosekiPerson) -> frozenset[str]:
    """Nearest to that person after the block was changed."""
    persons = list(KOSEKI.persons)
    persons[place_of(person)] = block
    return nearest_in(replace(KOSEKI, persons=tuple(persons)), person.id)


@pytest.mark.parametrize(
    ("person", "near"),
    [(HEAD, {WIFE, SON, DAUGHTER}), (WIFE, {HEAD, SON, DAUGHTER}), (SON, {HEAD, WIFE}), (DAUGHTER, {HEAD, WIFE})],
    ids=["head", "wife", "son", "daughter"],
)
def test_spouse_parents_and_children_are_near(person: Resident, near: set[Resident]) -> None:
    """A brother and a sister are not: they may ask for the 戸籍 both stand in, not for each other's later ones."""
    assert {each.id for each in near} == nearest_in(KOSEKI, person.id)


def test_who_is_on_no_register_here_is_nobodys_relative_here() -> None:
    """Persons without a number are neither recorded nor near; who does not stand in it has no relatives there."""
    gone = tuple(replace(person, resident=None) if at == 0 else person for at, person in enumerate(KOSEKI.persons))
    without = replace(KOSEKI, persons=gone)
    assert {WIFE.id, SON.id, DAUGHTER.id} == recorded_in(without)
    assert {SON.id, DAUGHTER.id} == nearest_in(without, WIFE.id)
    assert frozenset() == nearest_in(without, HEAD.id)


def test_a_divorce_ends_it() -> None:
    """The newest of 婚姻 and 離婚 counts, on either side; the children stay theirs."""
    wife, head = KOSEKI.persons[1], KOSEKI.persons[0]
    parting = event("離婚", TODAY, 配偶者氏名=HEAD.name)
    parted = replace(wife, events=(*wife.events, parting))
    unnamed = replace(head, events=head.events[:1])
    both = replace(KOSEKI, persons=(unnamed, parted, *KOSEKI.persons[2:]))
    assert {SON.id, DAUGHTER.id} == nearest_in(both, HEAD.id)


def test_a_wedding_with_somebody_else_is_none_with_them() -> None:
    """The name that stands with the 婚姻 must be the other's."""
    head, wife = KOSEKI.persons[0], KOSEKI.persons[1]
    other = event("婚姻", TODAY, 配偶者氏名="佐藤\u3000別人")
    strangers = (replace(head, events=(other,)), replace(wife, events=(other,)), *KOSEKI.persons[2:])
    assert {SON.id, DAUGHTER.id} == nearest_in(replace(KOSEKI, persons=strangers), HEAD.id)


def test_a_parent_is_older_and_named() -> None:
    """A block that names other parents has none here."""
    assert frozenset() == _with(SON, replace(KOSEKI.persons[2], father="", mother="佐藤\u3000別人"))


def test_the_surname_is_that_of_the_first_person() -> None:
    """氏 stands once a 戸籍."""
    assert FAMILY[2].name == full_name(KOSEKI.hittousha, KOSEKI.persons[2].name)
