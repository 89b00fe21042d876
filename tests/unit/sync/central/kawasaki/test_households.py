"""住民基本台帳 of the made-up Kawasaki: plausible lives, real proportions, every special kind."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import chain

from branch_app.domain.records.resident import HEAD, RELATIONSHIPS, Removal, RemovedResident, Resident
from branch_app.domain.rules.entitlement import age
from branch_app.domain.values.codes import is_juminhyo_code
from branch_app.domain.values.text import is_variation_selector
from tests.fakes.kawasaki import CITY, PAPER, TODAY, WORLDS, homes, kawasaki, rows


@cache
def people(on: date = TODAY) -> list[Resident]:
    """All their members."""
    return [member for home in homes(on) for member in home.members]


def part(count: int) -> float:
    """Of all residents."""
    return count / CITY


@WORLDS
def test_numbers_prove_themselves_and_belong_to_one(on: date) -> None:
    """宛名番号 begin with 91, 住民票コード with 98 and carry their check digit; nobody shares one."""
    for numbers in ([person.id for person in people(on)], [person.juminhyo_code for person in people(on)]):
        assert len(numbers) == len(set(numbers))
    assert all(is_juminhyo_code(person.juminhyo_code) for person in people(on))
    assert {"91"} == {person.id[:2] for person in people(on)}
    assert {"98"} == {person.juminhyo_code[:2] for person in people(on)}


def test_households_of_one_to_twelve() -> None:
    """Every size; two people a household on average."""
    assert set(range(1, 13)) == {len(home.members) for home in homes()}
    assert 6_900 == len(homes())


@WORLDS
def test_households_are_families(on: date) -> None:
    """One head, named and of age; children younger and parents older; nobody at home has another's name."""
    for home in homes(on):
        head = home.members[0]
        assert [home.head] == [member.name for member in home.members if member.relationship == HEAD]
        assert age(head.birth, on) >= 18
        assert all(member.birth > head.birth for member in home.members if member.relationship == ("20",))
        assert all(
            member.birth < head.birth for member in home.members if member.relationship in (("51",), ("52",))
        )
        assert len(home.members) == len({member.name for member in home.members})


def test_every_relationship_occurs() -> None:
    """All 続柄, chains of two among them."""
    codes = {person.relationship for person in people()}
    assert set(RELATIONSHIPS) == set(chain(*codes))
    assert {("12", "20"), ("20", "12"), ("20", "20")} <= codes


@WORLDS
def test_lives_follow_each_other(on: date) -> None:
    """Born, moved in, moved on, before the turn of the year; who was born here has no 届出日."""
    turn = on.replace(month=1, day=1)
    for person in people(on):
        assert person.birth <= person.became_resident < turn
        assert person.address_since is None or person.became_resident <= person.address_since < turn
        assert (person.notified is None) == (person.became_resident == person.birth)


def test_wards_have_their_part() -> None:
    """Residents of each ward within a tenth and a half of what they are in truth."""
    expected = {ward.name: weight for ward, weight in _ward_parts()}
    counted = Counter(home.address.partition("川崎市")[2].partition("区")[0] + "区" for home in homes())
    assert set(expected) == set(counted)
    assert all(0.85 < counted[ward] / len(homes()) / expected[ward] < 1.15 for ward in expected)


def _ward_parts() -> list[tuple[object, float]]:
    table = kawasaki(CITY).words.wards
    spans = zip(table.values, (0, *table.bounds), table.bounds, strict=False)
    return [(ward, (high - low) / table.bounds[-1]) for ward, low, high in spans]


def test_houses_are_nowhere() -> None:
    """Blocks 901 to 989 behind a 丁目, 番地 9901 to 9989 elsewhere: no town has them."""
    for home in homes():
        town, _, rest = home.address.partition("丁目")
        if rest:
            assert 901 <= int(rest.partition("番")[0]) <= 989
        else:
            digits = "".join(each for each in town.partition("番地")[0] if each.isdecimal())
            assert 9_901 <= int(digits) <= 9_989


def test_foreign_residents() -> None:
    """About three in a hundred: 特別永住者 without a period, others with one, 通称, no 本籍."""
    foreign = [person for person in people() if person.foreign is not None]
    assert 0.024 < part(len(foreign)) < 0.040
    assert {("", "")} == {(person.honseki, person.hittousha) for person in foreign}
    assert {"中長期在留者", "特別永住者"} == {person.foreign.category for person in foreign if person.foreign}
    for person in foreign:
        standing = person.foreign
        assert standing is not None
        if standing.category == "特別永住者":
            assert (None, None, None) == (standing.stay, standing.period, standing.expires)
        else:
            assert (standing.period is None) == (standing.expires is None)
            assert standing.expires is None or standing.expires > TODAY
    assert sum(person.foreign.alias is not None for person in foreign if person.foreign) > 10
    assert {"中国", "韓国", "ベトナム"} <= {person.foreign.nationality for person in foreign if person.foreign}


def test_in_the_papers_world_nobody_foreign_is_on_the_register() -> None:
    """Until 2012-07-08 they stand in the 登録原票 only; the register is smaller by them."""
    assert all(person.foreign is None for person in people(PAPER))
    assert 0.95 < len(people(PAPER)) / CITY < 0.98


def test_special_entries_occur() -> None:
    """旧氏, 転出予定, 生年月日不詳, very long names, old spelling of kana, variants with selectors, hiragana."""
    assert 0.001 < part(sum(person.former_name is not None for person in people())) < 0.02
    leaving = [person.moving_out for person in people() if person.moving_out is not None]
    assert 0.001 < part(len(leaving)) < 0.01
    assert all(TODAY < moving.planned for moving in leaving)
    unknown = [person.birth_written for person in people() if person.birth_written is not None]
    assert any(text.endswith("年月日不詳") for text in unknown)
    assert any(text.endswith("月日不詳") and "年月日" not in text for text in unknown)
    assert max(len(person.name) for person in people()) > 25
    assert any("キヨウ" in person.kana or "シヨウ" in person.kana for person in people())
    written = "".join(person.name for person in people())
    assert {"髙", "﨑", "𠮷", "邊", "邉"} <= set(written)
    assert len({each for each in written if is_variation_selector(each)}) > 3
    assert any("さくら" in person.name for person in people())


def test_no_former_names_before_2019() -> None:
    """旧氏 are written since 2019-11-05."""
    assert all(person.former_name is None for person in people(PAPER))


def test_names_repeat_as_in_a_city() -> None:
    """佐藤 about one in fifty; more than a thousand surnames; no full name is everybody's."""
    surnames = Counter(person.name.partition("\u3000")[0] for person in people())
    assert 0.012 < part(surnames["佐藤"]) < 0.028
    assert len(surnames) > 1_000
    assert Counter(person.name for person in people()).most_common(1)[0][1] < 20


def test_removed_residents() -> None:
    """除票: moved, dead, taken off by office, each with where to; none of them lives at home any more."""
    removed = [row for row in rows("removed_resident", CITY) if isinstance(row, RemovedResident)]
    assert 0.02 < part(len(removed)) < 0.05
    assert set(Removal) == {row.removal for row in removed}
    living = {person.id for person in people()}
    for row in removed:
        assert row.resident.birth <= row.resident.became_resident <= row.removed < TODAY
        assert (row.destination is not None) == (row.removal is Removal.MOVED)
        assert row.resident.id not in living
