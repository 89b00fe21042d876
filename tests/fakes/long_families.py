"""戸籍 and 附票 of the 𠮷野 family as long as they get: what the papers show that are set in rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from branch_app.domain.records.koseki import (
    Fuhyo,
    FuhyoAddress,
    FuhyoPerson,
    Koseki,
    KosekiEvent,
    KosekiPerson,
    KosekiState,
    Labelled,
)
from branch_app.domain.records.resident import Sex
from branch_app.domain.records.snapshots import FuhyoSnapshot, JuriSnapshot, KosekiSnapshot, MibunSnapshot, Scope
from branch_app.domain.values.identifiers import KosekiId
from branch_app.domain.values.wareki import wareki
from tests.fakes.papers import ADDRESS, DAUGHTER, HEAD, SON, WIFE

TOWN = "神奈川県川崎市多摩区"
OLD_HOME = "東京都稲城市矢野口９９９９番地の９\u3000見本太郎"
WEDDING = date(2004, 6, 12)


def event(kind: str, day: date, *items: tuple[str, str]) -> KosekiEvent:
    """One of the 戸籍事項 or 身分事項."""
    return KosekiEvent(kind, day, tuple(Labelled(label, text) for label, text in items))


def born(day: date) -> KosekiEvent:
    """出生, notified by the end of the month."""
    told = day.replace(day=28)
    return event("出生", day, ("出生日", wareki(day)), ("出生地", TOWN), ("届出日", wareki(told)), ("届出人", "父"))


def wed(spouse: str) -> KosekiEvent:
    """婚姻."""
    return event("婚姻", WEDDING, ("婚姻日", wareki(WEDDING)), ("配偶者氏名", spouse), ("従前戸籍", OLD_HOME))


MADE = event("戸籍編製", WEDDING, ("編製日", wareki(WEDDING)))
CLOSED = event("戸籍消除", date(2020, 3, 1), ("消除日", "令和2年3月1日"))
TARO = KosekiPerson(
    HEAD.id,
    "邉\U000e0110太郎",
    HEAD.birth,
    Sex.MALE,
    "𠮷野\u3000一郎",
    "和子",
    "長男",
    removed=False,
    events=(born(HEAD.birth), wed("見本\u3000花子")),
)
HANAKO = KosekiPerson(
    WIFE.id,
    "花子",
    WIFE.birth,
    Sex.FEMALE,
    "見本\u3000二郎",
    "春江",
    "二女",
    removed=False,
    events=(born(WIFE.birth), wed(HEAD.name)),
)
SHO = KosekiPerson(
    SON.id, "翔", SON.birth, Sex.MALE, HEAD.name, "花子", "長男", removed=False, events=(born(date(2008, 2, 27)),)
)
SAKURA = KosekiPerson(
    None, "さくら", DAUGHTER.birth, Sex.FEMALE, HEAD.name, "", "長女", removed=True, events=(born(DAUGHTER.birth),)
)
PERSONS = (TARO, HANAKO, SHO, SAKURA)
KOSEKI = Koseki(KosekiId("K1000001"), KosekiState.CURRENT, HEAD.honseki, HEAD.hittousha, (MADE,), PERSONS)
REMOVED = replace(KOSEKI, state=KosekiState.REMOVED, events=(MADE, CLOSED))
REFORMED = replace(KOSEKI, state=KosekiState.REFORMED, events=(MADE, CLOSED))


def koseki(whole: Koseki = KOSEKI, shown: tuple[int, ...] | None = None) -> KosekiSnapshot:
    """All of it, or the persons ``shown``."""
    if shown is not None:
        return KosekiSnapshot(HEAD.id, whole, Scope.PART, shown)
    return KosekiSnapshot(HEAD.id, whole, Scope.WHOLE, tuple(range(len(whole.persons))))


def eventful(count: int) -> Koseki:
    """The first person with that many events, adopted and parted again and again."""
    kinds = (("養子縁組", "縁組日"), ("養子離縁", "離縁日"))
    events = [born(TARO.birth)]
    for number in range(count - 1):
        kind, label = kinds[number % 2]
        day = date(1980 + number // 2, 5, 1 + number % 2)
        items = ((label, wareki(day)), ("養父氏名", "見本\u3000太郎"), ("養親の戸籍", TOWN))
        events.append(event(kind, day, *items))
    return replace(KOSEKI, persons=(replace(TARO, events=tuple(events)), *PERSONS[1:]))


def dweller(person: KosekiPerson, count: int = 2) -> FuhyoPerson:
    """A person of the 戸籍 with that many addresses; the first day of the third is not known."""
    addresses = tuple(
        FuhyoAddress(f"{ADDRESS[:-4]}{number}号室", None if number == 2 else date(1990 + number // 2, 4, 1))
        for number in range(count)
    )
    return FuhyoPerson(person.resident, person.name, person.birth, person.sex, person.removed, addresses)


FUHYO = Fuhyo(KOSEKI.id, KOSEKI.state, KOSEKI.honseki, KOSEKI.hittousha, tuple(map(dweller, PERSONS)))


def moved(counts: Sequence[int]) -> Fuhyo:
    """The family's 附票 with that many addresses for each person, from the first on."""
    persons = (dweller(person, count) for person, count in zip(PERSONS, counts, strict=False))
    return replace(FUHYO, persons=tuple(persons))


def fuhyo(whole: Fuhyo = FUHYO, shown: tuple[int, ...] | None = None, *, honseki: bool = False) -> FuhyoSnapshot:
    """All of it, or the persons ``shown``."""
    if shown is not None:
        return FuhyoSnapshot(HEAD.id, whole, Scope.PART, shown, honseki)
    return FuhyoSnapshot(HEAD.id, whole, Scope.WHOLE, tuple(range(len(whole.persons))), honseki)


def juri(number: int = 1, whole: Koseki = KOSEKI, *, fine: bool = False) -> JuriSnapshot:
    """受理証明書 of one of the 筆頭者's notifications: 0 is the birth, 1 the wedding."""
    return JuriSnapshot(HEAD.id, whole, 0, number, fine)


def mibun(whole: Koseki = KOSEKI) -> MibunSnapshot:
    """身分証明書 of the 筆頭者."""
    return MibunSnapshot(HEAD.id, whole, 0)
