"""戸籍に記録されている者: what stands in the block of one person, and in which order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from branch_app.domain.records.koseki import KosekiEvent, KosekiPerson
from branch_app.domain.records.resident import Sex
from sync.central.kawasaki import koseki_events as happened
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.fullnames import GAP
from sync.central.kawasaki.kin import YEAR, Kin, Kindred
from sync.central.kawasaki.lots import Lots
from sync.central.kawasaki.naming import given_name

_ORDINALS = "長二三四五六七八九"
_WORDS = {Sex.MALE: "男", Sex.FEMALE: "女"}
_DIVORCED_PERCENT = 60
_MANY = 21


@dataclass(frozen=True, slots=True)
class Blocks:
    """Writes the blocks of one 戸籍."""

    city: Kawasaki
    lots: Lots
    kindred: Kindred

    def all(self) -> tuple[KosekiPerson, ...]:
        """Everybody's, in order."""
        return tuple(map(self.of, self.kindred.everybody))

    def of(self, kin: Kin) -> KosekiPerson:
        """That person's."""
        child = kin in self.kindred.children
        father, mother = self._parents() if child else self._ancestors(kin)
        relation = self._relation(kin) if child else f"{self.lots.of(_ORDINALS[:3])}{_WORDS[kin.sex]}"
        events = tuple(self._child_events(kin) if child else self._adult_events(kin))
        died = kin.died is not None
        return KosekiPerson(kin.resident, kin.given, kin.birth, kin.sex, father, mother, relation, died, events)

    def departed(self, kin: Kin, wedding: date, spouse: str) -> KosekiPerson:
        """A child whom marriage has taken out of it."""
        person = self.of(kin)
        gone = happened.leaving(wedding, spouse, self._town())
        return replace(person, removed=True, events=(*person.events[:1], gone))

    def _parents(self) -> tuple[str, str]:
        """Of the children."""
        couple = (self.kindred.first, self.kindred.second)
        father = next((kin for kin in couple if kin and kin.sex is Sex.MALE), None)
        mother = next((kin for kin in couple if kin and kin.sex is Sex.FEMALE), None)
        born = self.kindred.made.year - 28
        names = (
            kin.given if kin else given_name(self.lots, self.city, sex, born).written
            for kin, sex in ((father, Sex.MALE), (mother, Sex.FEMALE))
        )
        return f"{self.kindred.surname}{GAP}{next(names)}", next(names)

    def _ancestors(self, kin: Kin) -> tuple[str, str]:
        """Of one of the couple; another surname for whoever took this one."""
        other = kin is not self.kindred.first
        surname = self.lots.weighted(self.city.words.surnames).written if other else self.kindred.surname
        year = kin.birth.year - 28
        father = given_name(self.lots, self.city, Sex.MALE, year).written
        return f"{surname}{GAP}{father}", given_name(self.lots, self.city, Sex.FEMALE, year + 2).written

    def _relation(self, kin: Kin) -> str:
        """長男, 二女: by age among those of the same sex."""
        same = [child for child in self.kindred.children if child.sex is kin.sex]
        return f"{_ORDINALS[same.index(kin)]}{_WORDS[kin.sex]}"

    def _child_events(self, kin: Kin) -> Iterator[KosekiEvent]:
        yield happened.birth(kin.birth, self._town())
        if kin.adopted or self.lots.one_in(150):
            day = min(
                kin.birth + timedelta(days=self.lots.between(1, 9) * YEAR), self.city.turn - timedelta(days=9)
            )
            yield happened.adoption(day, f"{self.kindred.surname}{GAP}{self.kindred.first.given}")

    def _adult_events(self, kin: Kin) -> Iterator[KosekiEvent]:
        yield happened.birth(kin.birth, self._town())
        spouse = self._spouse(kin)
        if spouse is not None:
            yield happened.marriage(self.kindred.made, spouse, self._town())
        elif self.kindred.children or self.lots.percent(_DIVORCED_PERCENT):
            stranger = self.lots.weighted(self.city.words.surnames).written
            given = given_name(self.lots, self.city, Sex.MALE, kin.birth.year).written
            yield happened.divorce(self._parted(), f"{stranger}{GAP}{given}")
        if kin.died is not None:
            yield happened.death(kin.died, self._town())

    def _spouse(self, kin: Kin) -> str | None:
        if kin is self.kindred.second:
            return f"{self.kindred.surname}{GAP}{self.kindred.first.given}"
        if self.kindred.second is not None:
            return f"{self.kindred.surname}{GAP}{self.kindred.second.given}"
        return self.kindred.abroad

    def _parted(self) -> date:
        """A divorce: after the youngest child was born."""
        born = [child.birth for child in self.kindred.children]
        first = max([self.kindred.made, *born]).toordinal() + 30
        last = self.city.turn.toordinal() - 5
        return date.fromordinal(self.lots.between(min(first, last), last))

    def _town(self) -> str:
        return self.lots.of(self.city.words.elsewhere)


def eventful(person: KosekiPerson, since: date) -> KosekiPerson:
    """With more than forty events: adopted and parted again and again."""
    more: list[KosekiEvent] = []
    for number in range(_MANY):
        day = since + timedelta(days=10 * number)
        more += (
            happened.adoption(day, "見本\u3000太郎"),
            happened.parting(day + timedelta(days=5), "見本\u3000太郎"),
        )
    return replace(person, events=tuple(sorted((*person.events, *more), key=lambda event: event.day)))
