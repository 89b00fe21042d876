"""Foreign residents: what they are called, their 通称, nationality and 在留資格."""

from dataclasses import dataclass
from datetime import timedelta

from branch_app.domain.records.resident import ForeignStanding, OtherName
from sync.central.example.population import Name
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.fullnames import GAP, FullName
from sync.central.kawasaki.lots import Lots, Purpose, Weighted
from sync.central.kawasaki.nations import ForeignName, Nation
from sync.central.kawasaki.people import Person

_SPECIAL = "特別永住者"
_MEDIUM = "中長期在留者"
_OLD_SETTLERS = ("韓国", "朝鮮")
_IN_KANJI = ("中国", *_OLD_SETTLERS)
_STAYS: Weighted[tuple[str, str | None]] = Weighted.of(
    (
        (("永住者", None), 30),
        (("技術・人文知識・国際業務", "3年"), 18),
        (("留学", "2年"), 12),
        (("家族滞在", "1年"), 12),
        (("日本人の配偶者等", "3年"), 8),
        (("定住者", "5年"), 7),
        (("技能実習2号ロ", "1年"), 5),
        (("特定技能1号", "1年"), 6),
        (("高度専門職1号ロ", "5年"), 2),
    )
)
_DEPENDANT = ("家族滞在", "1年")
_OF_AGE = 18
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXY"


@dataclass(frozen=True, slots=True)
class Background:
    """What the foreign members of a household share."""

    nation: Nation
    surname: ForeignName


def background_of(city: Kawasaki, number: int) -> Background:
    """Of that household, if any of it is foreign."""
    lots = city.lots(Purpose.FOREIGN, -number)
    nation = lots.weighted(city.words.nations)
    return Background(nation, lots.of(nation.surnames))


def foreign_name(lots: Lots, city: Kawasaki, background: Background, person: Person, taken: set[str]) -> FullName:
    """In letters, or in kanji where the name has them; now and then a very long one, nobody's of those at home."""
    nation, surname = background.nation, background.surname
    given = [lots.of(nation.given[person.sex])]
    while len(given) < 8 and lots.one_in(2 if len(given) > 2 else 30):
        given.append(lots.of(nation.given[person.sex]))
    while (letters := " ".join(part.letters for part in given)) in taken:
        given.append(lots.of(nation.given[person.sex]))
    taken.add(letters)
    parts = [surname, *given]
    kana = GAP.join(part.kana for part in given)
    if all(part.kanji for part in parts) and lots.percent(60):
        return FullName(
            Name(surname.kanji, surname.kana),
            Name("".join(part.kanji for part in given), kana),
            alias=_alias(lots, city, nation, person),
        )
    return FullName(
        Name(surname.letters, surname.kana), Name(letters, kana), alias=_alias(lots, city, nation, person)
    )


def standing_of(city: Kawasaki, number: int, person: Person, name: FullName) -> ForeignStanding:
    """住民基本台帳法 30条の45: a 特別永住者 has no 在留期間."""
    lots = city.lots(Purpose.FOREIGN, int(person.id))
    nation = background_of(city, number).nation
    card = f"{_two(lots)}{lots.below(100_000_000):08d}{_two(lots)}"
    if is_special(city, number):
        return ForeignStanding(nation.name, _SPECIAL, None, None, None, card, name.alias)
    stay, period = lots.weighted(_STAYS)
    if period is not None and person.age < _OF_AGE:
        stay, period = _DEPENDANT
    expires = None if period is None else city.plan.on + timedelta(days=lots.between(3, 1_400))
    return ForeignStanding(nation.name, _MEDIUM, stay, period, expires, card, name.alias)


def is_special(city: Kawasaki, number: int) -> bool:
    """Whether the household's foreign members are 特別永住者."""
    nation = background_of(city, number).nation.name
    return nation == "朝鮮" or (nation == "韓国" and city.lots(Purpose.ALIEN, -number).percent(60))


def _alias(lots: Lots, city: Kawasaki, nation: Nation, person: Person) -> OtherName | None:
    share = 45 if nation.name in _OLD_SETTLERS else 12 if nation.name in _IN_KANJI else 3
    if not lots.percent(share):
        return None
    surname = lots.weighted(city.words.surnames)
    given = lots.weighted(city.words.given_names(person.sex, person.birth.year))
    return OtherName(f"{surname.written}{GAP}{given.written}", f"{surname.kana}{GAP}{given.kana}")


def _two(lots: Lots) -> str:
    return lots.of(_LETTERS) + lots.of(_LETTERS)
