"""What happens in a 戸籍, as its certificate sets it: a kind, its day, and 【labelled】 items in order."""

from datetime import date, timedelta

from branch_app.domain.records.koseki import KosekiEvent, Labelled
from branch_app.domain.values.wareki import wareki

REFORMED = date(2006, 11, 4)
"""The day on which this made-up city rewrote its 戸籍 for computers (平成改製)."""
_REASON = "平成6年法務省令第51号附則第2条第1項による改製"
_CITY_MAYOR = "神奈川県川崎市長"


def made(day: date) -> KosekiEvent:
    """編製."""
    return _event("戸籍編製", day, ("編製日", wareki(day)))


def reformed() -> KosekiEvent:
    """改製, the first thing that a rewritten 戸籍 says."""
    return _event("戸籍改製", REFORMED, ("改製日", wareki(REFORMED)), ("改製事由", _REASON))


def replaced() -> KosekiEvent:
    """改製による消除, the last thing that the old one says."""
    return _event("戸籍消除", REFORMED, ("消除日", wareki(REFORMED)), ("消除事項", _REASON))


def closed(day: date) -> KosekiEvent:
    """消除: nobody is left in it."""
    return _event("戸籍消除", day, ("消除日", wareki(day)))


def birth(day: date, place: str) -> KosekiEvent:
    """出生."""
    notified = day + timedelta(days=9)
    return _event(
        "出生", day, ("出生日", wareki(day)), ("出生地", place), ("届出日", wareki(notified)), ("届出人", "父")
    )


def marriage(day: date, spouse: str, former: str) -> KosekiEvent:
    """婚姻, with the 戸籍 left for it."""
    return _event("婚姻", day, ("婚姻日", wareki(day)), ("配偶者氏名", spouse), ("従前戸籍", former))


def leaving(day: date, spouse: str, new: str) -> KosekiEvent:
    """婚姻 of whom it takes out of this 戸籍."""
    return _event(
        "婚姻", day, ("婚姻日", wareki(day)), ("配偶者氏名", spouse), ("新本籍", new), ("称する氏", "夫の氏")
    )


def divorce(day: date, spouse: str) -> KosekiEvent:
    """離婚."""
    return _event("離婚", day, ("離婚日", wareki(day)), ("配偶者氏名", spouse))


def adoption(day: date, parent: str) -> KosekiEvent:
    """養子縁組."""
    return _event("養子縁組", day, ("縁組日", wareki(day)), ("養父氏名", parent), ("養親の戸籍", _CITY_MAYOR))


def parting(day: date, parent: str) -> KosekiEvent:
    """養子離縁."""
    return _event("養子離縁", day, ("離縁日", wareki(day)), ("養父氏名", parent))


def death(day: date, place: str) -> KosekiEvent:
    """死亡."""
    notified = wareki(day + timedelta(days=3))
    return _event("死亡", day, ("死亡日", wareki(day)), ("死亡地", place), ("届出日", notified), ("届出人", "親族"))


def _event(kind: str, day: date, *items: tuple[str, str]) -> KosekiEvent:
    return KosekiEvent(kind, day, tuple(Labelled(label, text) for label, text in items))
