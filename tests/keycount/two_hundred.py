"""Two hundred seeded residents of the demo city, each found in four ways: how many keys the search takes.

What comes after the search is the same for everybody and is counted once, on a real issue.
"""

from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from random import Random

from branch_app.domain.records.resident import Resident
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.wareki import era_of
from branch_app.ui.keys import ROWS, Key
from branch_app.ui.presenters.counter import Stage
from tests.keycount.bench import Bench, residents
from tests.keycount.clerk import Clerk, Why
from tests.keycount.klm import Count, count
from tests.keycount.romaji import romaji

PEOPLE = 200
PERCENTILE = 95
_SEED = 20261124
_SEEDED = "91"
"""How the numbers of those begin who are not named in the demo."""


class Way(Enum):
    """How the clerk looks for somebody whose form lies there."""

    BEGINNINGS = "3文字と3文字 / three letters and three"
    """The first three letters of either part, typed in one go."""
    IN_FULL = "氏を全部 / the whole surname"
    """The surname in full, then the given name until the person has a number."""
    WITH_YEAR = "2文字と年 / two letters and the year"
    """Two letters and the year of birth: sa s43."""
    BIRTH = "生年月日 / date of birth"


def chosen(restricted: frozenset[ResidentId]) -> list[Resident]:
    """The two hundred; nothing is issued to those under a restriction, so they are none of them."""
    seeded = sorted(person for person in residents() if person.startswith(_SEEDED) and person not in restricted)
    return [residents()[person] for person in Random(_SEED).sample(seeded, PEOPLE)]  # noqa: S311 - made-up people


def find(clerk: Clerk, person: Resident, way: Way) -> None:
    """From the empty search box to their form."""
    clerk.think(Why.WHO)
    _TYPED[way](clerk, person)
    clerk.pick(person.id)
    state = clerk.bench.room.counter.state
    assert (Stage.FORM, person.id) == (state.stage, state.form.applicant)


def search_counts(bench: Bench, way: Way) -> list[Count]:
    """Of all two hundred, in one counter's morning."""
    return list(_counts(bench, way))


def _counts(bench: Bench, way: Way) -> Iterator[Count]:
    for person in chosen(bench.desk.restrictions.current().residents):
        clerk = Clerk(bench)
        find(clerk, person, way)
        yield count(clerk.acts)
        bench.keyboard.press(Key.ESCAPE)


def _beginnings(clerk: Clerk, person: Resident) -> None:
    clerk.type(clerk.beginnings(person.id))


def _in_full(clerk: Clerk, person: Resident) -> None:
    surname, given = (romaji(part) for part in person.kana.split("\u3000"))
    clerk.type(surname)
    for letter in ("", " ", *given):
        clerk.type(letter)
        found = clerk.bench.hits.found
        if found is not None and person.id in [hit.id for hit in found.rows[: len(ROWS)]] and letter != " ":
            return


def _with_year(clerk: Clerk, person: Resident) -> None:
    surname = romaji(person.kana.split("\u3000")[0])
    clerk.type(f"{surname[:2]} {_year(person.birth)}")


def _birth(clerk: Clerk, person: Resident) -> None:
    clerk.type(f"{_year(person.birth)}{person.birth:%m%d}")


def _year(birth: date) -> str:
    """s43, as the form has it; two digits always, so that the day can follow."""
    era = era_of(birth)
    return f"{era.letter.lower()}{birth.year - era.start.year + 1:02d}"


_TYPED: dict[Way, Callable[[Clerk, Resident], None]] = {
    Way.BEGINNINGS: _beginnings,
    Way.IN_FULL: _in_full,
    Way.WITH_YEAR: _with_year,
    Way.BIRTH: _birth,
}
