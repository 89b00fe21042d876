"""The search against a plain model: everybody is looked at, and sorted by the ranks of ``db.register_search``."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import product
from random import Random

from branch_app.composition.registers import load_rows
from branch_app.domain.records.resident import Household, OtherName
from branch_app.domain.values.address import address_key
from branch_app.domain.values.codes import juminhyo_code_check_digit
from branch_app.domain.values.identifiers import HouseholdId
from branch_app.domain.values.kana import fold_kana
from branch_app.domain.values.kanji import fold_kanji
from branch_app.domain.values.query import KanaQuery, KanjiQuery, parse_query
from tests.fakes.store import Desk, resident

SURNAMES = (
    ("佐藤", "サトウ"),
    ("佐", "サ"),
    ("佐藤井", "サトウイ"),
    ("大野", "オオノ"),
    ("小野", "オノ"),
    ("SATO", "サト"),
)
GIVEN = (("太郎", "タロウ"), ("藤太", "トウタ"), ("うた", "ウタ"), ("一", "イチ"), ("", ""))
BIRTHS = (date(1975, 4, 1), date(1975, 12, 31), date(1980, 2, 29))
ADDRESSES = (
    "多摩区菅六丁目12番3号",
    "多摩区菅六丁目1番1号",
    "多摩区菅9901番地",
    "幸区本町9902番地",
    "川崎区本町二丁目99番8号",
)
KANA_WORDS = ("さ", "さと", "さとう", "さとうた", "さとうい", "おお", "お", "sato", "satou", "sat", "ono", "s")
WORDS = (*KANA_WORDS, "佐", "佐藤", "佐藤太", "佐藤井一", "大")
SECONDS = ("", "た", "うた", "taro", "太", "トウ")
NARROWED = ("", "s50", "s50.4.1", "菅6", "菅6-12", "菅99", "本町2", "幸区", "s50 菅6", "s50.4.1 多摩区")

Name = Mapping[str, str]
"""``surname``, ``given``, ``written_surname`` and ``written_given`` of one name, folded."""
Rank = tuple[int, int, str, str, date]
"""Step, place where a word parts, surname, given name, birth."""


@dataclass(frozen=True, slots=True)
class Step:
    """Names in one way of agreeing: the place where the word parts, or None; ``written`` are kanji or letters."""

    agrees: Callable[[Name], int | None]
    written: bool


def name_of(name: str, kana: str) -> Name:
    """Of a whole name."""
    surname, _, given = kana.partition("\u3000")
    written, _, own = name.partition("\u3000")
    return {
        "surname": fold_kana(surname),
        "given": fold_kana(given),
        "written_surname": fold_kanji(written),
        "written_given": fold_kanji(own),
    }


def names_of(home: Household) -> tuple[Name, ...]:
    """Own name, and with the 旧氏 if there is one."""
    (person,) = home.members
    own = name_of(person.name, person.kana)
    if person.former_name is None:
        return (own,)
    former = name_of(person.former_name.written, person.former_name.kana)
    return own, {**own, **{column: former[column] for column in ("surname", "written_surname")}}


def steps(query: KanaQuery | KanjiQuery) -> Iterator[Step]:
    """In their order."""
    match query:
        case KanaQuery(words, given, _, _, latin):
            yield from ways(words, ("surname", "given"), tuple(("given", start) for start in given), given)
            if latin is not None:
                yield from written_ways(*latin, ())
        case KanjiQuery(word, start, readings):
            yield from written_ways(word, start, readings)


def written_ways(word: str, given: str, readings: tuple[str, ...]) -> Iterator[Step]:
    """The same of names as written; a given name may be typed in kana beside them."""
    starts = (("written_given", given), *(("given", each) for each in readings)) if given else ()
    yield from ways((word,), ("written_surname", "written_given"), starts, (given,) if given else ())


def ways(
    words: tuple[str, ...], columns: tuple[str, str], starts: tuple[tuple[str, str], ...], rest: tuple[str, ...]
) -> Iterator[Step]:
    """Exactly that surname, a longer one, and then the name in one piece."""
    surname, given = columns
    written = surname.startswith("written")

    def begun(name: Name) -> bool:
        return not starts or any(name[column].startswith(start) for column, start in starts)

    for word in words:
        yield Step(lambda name, word=word: 0 if name[surname] == word and begun(name) else None, written)
    for word in words:
        yield Step(
            lambda name, word=word: (
                0 if name[surname].startswith(word) and name[surname] != word and begun(name) else None
            ),
            written,
        )
    if not starts:
        parts = [(word[:at], word[at:]) for word in words for at in range(len(word) - 1, 0, -1)]

        def part(name: Name) -> int | None:
            agree = (
                at for at, each in enumerate(parts) if name[surname] == each[0] and name[given].startswith(each[1])
            )
            return next(agree, None)

        yield Step(part, written)
    for whole in (word + each for word in words for each in rest):
        yield Step(
            lambda name, whole=whole: 0 if not name[given] and name[surname].startswith(whole) else None, written
        )


def rank_of(query: KanaQuery | KanjiQuery, home: Household) -> Rank | None:
    """The first way in which somebody agrees with it."""
    (person,) = home.members
    place = address_key(home.address)
    if query.address and not (place.startswith(query.address.town) and f"|{query.address.ward}" in place):
        return None
    if query.birth and not query.birth.first <= person.birth <= query.birth.last:
        return None
    ranks = []
    for number, step in enumerate(steps(query)):
        surname, given = ("written_surname", "written_given") if step.written else ("surname", "given")
        for other, name in enumerate(names_of(home)):
            at = step.agrees(name)
            if at is not None:
                ranks.append((2 * number + other, at, name[surname], name[given], person.birth))
    return min(ranks, default=None)


def town(chance: Random) -> Iterator[Household]:
    """A hundred people, every fifth with a 旧氏."""
    for number in range(1, 101):
        (surname, kana), (given, own) = chance.choice(SURNAMES), chance.choice(GIVEN)
        body = f"{9900000000 + number}"
        name = f"{surname}\u3000{given}".removesuffix("\u3000")
        person = replace(
            resident(number, name, f"{kana}\u3000{own}".removesuffix("\u3000")),
            birth=chance.choice(BIRTHS),
            juminhyo_code=body + juminhyo_code_check_digit(body),
            former_name=OtherName(*chance.choice(SURNAMES)) if number % 5 == 0 else None,
        )
        address = f"神奈川県川崎市{chance.choice(ADDRESSES)}"
        yield Household(HouseholdId(f"h{number:06d}"), address, name, (person,))


def test_a_search_finds_whom_looking_at_everybody_finds(desk: Desk) -> None:
    """The same people for every query; in the order of ranks when a name alone is asked for."""
    homes = {home.members[0].id: home for home in town(Random(7))}  # noqa: S311 - who lives there
    folder = desk.folder.registers(desk.counter)
    load_rows(folder, homes.values(), datetime(2026, 11, 1, 18, 0, tzinfo=UTC))
    wrong = []
    with closing(folder.open()) as register:
        for typed in map(" ".join, product(WORDS, SECONDS, NARROWED)):
            query = parse_query(typed)
            assert isinstance(query, KanaQuery | KanjiQuery)
            ranks = {person: rank for person, home in homes.items() if (rank := rank_of(query, home))}
            found = [row.id for row in register.search(query, len(homes)).rows]
            alone = query.birth is None and query.address is None
            agree = sorted(found) == sorted(ranks)
            if not agree or (alone and [ranks[person] for person in found] != sorted(ranks.values())):
                wrong.append(typed)
    assert [] == wrong
