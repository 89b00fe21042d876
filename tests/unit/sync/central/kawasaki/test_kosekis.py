"""戸籍 and 附票: tied to the residents whose 本籍 lies in the city, with everything that happens in a life."""

from collections import Counter
from datetime import date
from functools import cache

from branch_app.domain.records.koseki import Fuhyo, Koseki, KosekiState
from branch_app.domain.records.resident import Household
from tests.fakes.kawasaki import CITY, TODAY, WORLDS, residents_by_id, rows


@cache
def kosekis(on: date = TODAY) -> list[Koseki]:
    """All of them."""
    return [row for row in rows("koseki", CITY, 7, on) if isinstance(row, Koseki)]


@cache
def fuhyos(on: date = TODAY) -> list[Fuhyo]:
    """All of them."""
    return [row for row in rows("fuhyo", CITY, 7, on) if isinstance(row, Fuhyo)]


@WORLDS
def test_whose_honseki_is_here_stands_in_one_koseki(on: date) -> None:
    """In exactly one in force, under the 本籍 and 筆頭者 that the 住民票 names; nobody else does."""
    here = {person.id for person in residents_by_id(on).values() if person.honseki.startswith("神奈川県川崎市")}
    tied = Counter[str]()
    for koseki in kosekis(on):
        for person in koseki.persons:
            if koseki.state is KosekiState.CURRENT and person.resident is not None:
                tied[person.resident] += 1
                resident = residents_by_id(on)[person.resident]
                assert (koseki.honseki, koseki.hittousha) == (resident.honseki, resident.hittousha)
                assert (person.birth, person.sex) == (resident.birth, resident.sex)
                assert resident.name.endswith(f"\u3000{person.name}")
    assert here == set(tied)
    assert {1} == set(tied.values())


def test_the_first_person_comes_first() -> None:
    """筆頭者 is whom the first block names, dead or alive."""
    for koseki in kosekis():
        assert koseki.hittousha.endswith(f"\u3000{koseki.persons[0].name}")


def test_every_kind_occurs() -> None:
    """In force, 除籍, 改製原; birth, marriage, divorce, adoption and its end, death; people taken out."""
    assert set(KosekiState) == {koseki.state for koseki in kosekis()}
    kinds = Counter(event.kind for koseki in kosekis() for person in koseki.persons for event in person.events)
    assert {"出生", "婚姻", "離婚", "養子縁組", "養子離縁", "死亡"} == set(kinds)
    assert {"戸籍編製", "戸籍改製", "戸籍消除"} == {event.kind for koseki in kosekis() for event in koseki.events}
    assert any(person.removed for koseki in kosekis() for person in koseki.persons)


@WORLDS
def test_days_follow_each_other(on: date) -> None:
    """Born first, everything before the turn of the year, in the order of days."""
    for koseki in kosekis(on):
        for person in koseki.persons:
            days = [event.day for event in person.events]
            assert days == sorted(days)
            assert person.birth == days[0]
            assert days[-1] < on.replace(month=1, day=1)


def test_a_closed_koseki_has_nobody_left() -> None:
    """Everybody in a 除籍 is taken out, and it ends with 消除; a 改製原 ends on the day of rewriting."""
    for koseki in kosekis():
        if koseki.state is KosekiState.REMOVED:
            assert all(person.removed for person in koseki.persons)
        if koseki.state is not KosekiState.CURRENT:
            assert "戸籍消除" == koseki.events[-1].kind
        if koseki.state is KosekiState.REFORMED:
            assert all(event.day < koseki.events[-1].day for person in koseki.persons for event in person.events)


def test_what_was_rewritten_has_its_old_koseki() -> None:
    """戸籍改製 in force and 改製原 beside it, under one number."""
    rewritten = {koseki.id[:-1] for koseki in kosekis() if koseki.events[0].kind == "戸籍改製"}
    old = {koseki.id[:-1] for koseki in kosekis() if koseki.state is KosekiState.REFORMED}
    assert rewritten == old


def test_long_ones_occur() -> None:
    """Forty events of one person and more, thirty addresses and more: what needs another page."""
    assert max(len(person.events) for koseki in kosekis() for person in koseki.persons) >= 40
    assert max(len(person.addresses) for fuhyo in fuhyos() for person in fuhyo.persons) >= 30


@WORLDS
def test_a_fuhyo_belongs_to_its_koseki(on: date) -> None:
    """One for each 戸籍 in force or closed: the same place, 筆頭者 and people."""
    kept = {koseki.id: koseki for koseki in kosekis(on) if koseki.state is not KosekiState.REFORMED}
    assert set(kept) == {fuhyo.id for fuhyo in fuhyos(on)}
    for fuhyo in fuhyos(on):
        koseki = kept[fuhyo.id]
        assert (koseki.state, koseki.honseki, koseki.hittousha) == (fuhyo.state, fuhyo.honseki, fuhyo.hittousha)
        assert [(person.resident, person.name, person.removed) for person in koseki.persons] == [
            (person.resident, person.name, person.removed) for person in fuhyo.persons
        ]


def test_the_last_address_is_that_of_the_juminhyo() -> None:
    """Of residents; days grow, and a few first days are not known."""
    homes = {
        member.id: row.address
        for row in rows("household", CITY)
        if isinstance(row, Household)
        for member in row.members
    }
    unknown = 0
    for fuhyo in fuhyos():
        for person in fuhyo.persons:
            assert person.addresses
            days = [address.since for address in person.addresses if address.since is not None]
            assert days == sorted(days)
            unknown += len(person.addresses) - len(days)
            if person.resident is not None and not person.removed:
                assert homes[person.resident] == person.addresses[-1].address
    assert unknown > 100
