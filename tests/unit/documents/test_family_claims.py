"""What a 戸籍 or 附票 must not leave open is refused by item, before anything is drawn."""

from dataclasses import replace
from datetime import date

import pytest

from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.errors import RecordIncomplete
from branch_app.domain.records.koseki import FuhyoAddress, KosekiPerson
from branch_app.domain.records.snapshots import FuhyoSnapshot, KosekiSnapshot, Scope, Snapshot
from branch_app.domain.values.identifiers import ResidentId
from tests.fakes.long_families import FUHYO, HANAKO, KOSEKI, TARO, born, event, fuhyo, juri, koseki, mibun
from tests.fakes.papers import WIFE, order


def refusal(renderer: PaperRenderer, snapshot: Snapshot) -> dict[str, str | int]:
    """The facts of the refusal."""
    with pytest.raises(RecordIncomplete) as refused:
        renderer.render(order(snapshot))
    return refused.value.facts


def of(person: KosekiPerson) -> KosekiSnapshot:
    """The 戸籍 with that first person."""
    return koseki(replace(KOSEKI, persons=(person, *KOSEKI.persons[1:])))


def with_event(kind: str, label: str, text: str) -> KosekiSnapshot:
    """The 戸籍 with that event alone for the first person."""
    return of(replace(TARO, events=(event(kind, date(2004, 6, 12), (label, text)),)))


def living(*addresses: FuhyoAddress) -> FuhyoSnapshot:
    """The 附票 with those addresses of the first person."""
    return fuhyo(replace(FUHYO, persons=(replace(FUHYO.persons[0], addresses=addresses), *FUHYO.persons[1:])))


@pytest.mark.parametrize(
    ("snapshot", "item", "problem"),
    [
        (koseki(replace(KOSEKI, honseki="\u3000")), "honseki", "missing"),
        (koseki(replace(KOSEKI, hittousha="")), "hittousha", "missing"),
        (of(replace(TARO, name="")), "persons[0].name", "missing"),
        (of(replace(TARO, relation="")), "persons[0].relation", "missing"),
        (of(replace(TARO, birth=date(1872, 12, 31))), "persons[0].birth", "date"),
        (of(replace(TARO, events=(born(date(2025, 11, 27)),))), "persons[0].events[0].day", "date"),
        (with_event("", "婚姻日", "平成"), "persons[0].events[0].kind", "missing"),
        (with_event("婚姻", "", "平成"), "persons[0].events[0].items[0].label", "missing"),
        (with_event("婚姻", "婚姻日", "平\u202e成"), "persons[0].events[0].items[0]", "character"),
        (with_event("婚\u200b姻", "婚姻日", "平成"), "persons[0].events[0].kind", "character"),
        (koseki(replace(KOSEKI, events=(event("戸籍編製", date(2030, 1, 1)),))), "events[0].day", "date"),
        (living(), "persons[0].addresses", "missing"),
        (living(FuhyoAddress("", None)), "persons[0].addresses", "missing"),
        (living(FuhyoAddress("菅", date(2026, 1, 1))), "persons[0].addresses[0].since", "date"),
        (fuhyo(replace(FUHYO, hittousha="𠮷野太郎")), "hittousha.surname", "missing"),
        (juri(1, replace(KOSEKI, hittousha="𠮷野太郎")), "hittousha.surname", "missing"),
        (mibun(replace(KOSEKI, hittousha="\u3000太郎")), "hittousha.surname", "missing"),
    ],
)
def test_what_is_missing_or_wrong_is_named(
    renderer: PaperRenderer, snapshot: Snapshot, item: str, problem: str
) -> None:
    """By item, never by its text."""
    facts = refusal(renderer, snapshot)
    assert (item, problem) == (facts["item"], facts["problem"])


@pytest.mark.parametrize(
    "snapshot",
    [
        koseki(shown=()),
        koseki(shown=(0, 0)),
        koseki(shown=(4,)),
        koseki(shown=(-1,)),
        replace(koseki(), shown=(0, 1)),
        replace(koseki(), subject=ResidentId("0000009999")),
        replace(fuhyo(), shown=(1, 0), scope=Scope.WHOLE),
        fuhyo(shown=(7,)),
        juri(2),
        juri(-1),
        replace(juri(), person=1),
        replace(juri(), person=9),
        replace(mibun(), subject=WIFE.id),
    ],
)
def test_what_contradicts_itself_is_refused(renderer: PaperRenderer, snapshot: Snapshot) -> None:
    """Nobody shown, or twice, or not there; a whole that is a part; another's event."""
    assert {"item": "subject", "problem": "contradictory"} == refusal(renderer, snapshot)


def test_a_fault_of_somebody_who_is_not_shown_stops_nobody(renderer: PaperRenderer) -> None:
    """A 個人事項証明書 answers for whom it shows."""
    whole = replace(KOSEKI, persons=(replace(TARO, name="\u200b"), HANAKO))
    assert 1 == renderer.render(order(koseki(whole, shown=(1,)))).pages
