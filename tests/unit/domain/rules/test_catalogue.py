"""取扱い: what is offered where, and why not, in both worlds, as the paper says (domain.md section 1)."""

from dataclasses import replace
from datetime import date

import pytest

from branch_app.domain.errors import NotOffered
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.rules.catalogue import Listed, Unoffered, catalogue, check_held
from branch_app.domain.rules.tables import Office
from branch_app.domain.values.validity import Validity
from tests.fakes.tables import shipped, tables

PAPER_WORLD, TODAY_WORLD = date(2012, 3, 15), date(2026, 11, 24)
WORLDS = pytest.mark.parametrize("day", [PAPER_WORLD, TODAY_WORLD], ids=["2012", "today"])
NEVER_MADE = {"koseki_kisai", "shomei"}
WARD_ONLY = {"joseki", "kaiseigen", "jofuhyo", "johyo", "juri", "juri_joshitsu", "mibun"}
ISSUING = ("区役所", "支所", "出張所")
LAST_GENPYO = date(2012, 7, 8)
KINDS = "code,name,valid_from,valid_until\ninkan,印鑑登録証明書,,\nkoseki_kisai,戸籍記載事項証明書,,\n"
OFFERS = "office_kind,channel,certificate,valid_from,valid_until\n"
REPLICA = "office_kind,channel,table,only,without,valid_from,valid_until\n"


def listed(code: str, channel: str, day: date) -> dict[str, Listed]:
    """The whole catalogue of an office."""
    held = shipped()
    return {each.code: each for each in catalogue(held, held.office(code, day), channel, day)}


def reasons(code: str, channel: str, day: date) -> dict[Unoffered | None, set[str]]:
    """Reason → codes of certificates; None is offered."""
    found: dict[Unoffered | None, set[str]] = {}
    for each in listed(code, channel, day).values():
        found.setdefault(each.why, set()).add(each.code)
    return found


def inkan(offers: str, replica: str = "", day: date = TODAY_WORLD) -> Listed:
    """Of an office of kind A at the counter, under a catalogue of these rows."""
    held = tables(certificates=KINDS, catalogue=OFFERS + offers, replica=REPLICA + replica, entitlement="")
    office = Office("A01", "見本", "A", Validity(date.min, date.max))
    return next(each for each in catalogue(held, office, "counter", day) if each.code == "inkan")


@WORLDS
@pytest.mark.parametrize("office", ["C06", "C01", "L02"])
def test_corners_and_liaison_offices_offer_the_seven(office: str, day: date) -> None:
    """The rest is another kind of office's, or not made by this program; 原票 ended."""
    found = reasons(office, "counter", day)
    seven = {"juminhyo", "kisaijiko", "inkan", "koseki_zenbu", "koseki_kojin", "fuhyo", "kazei"}
    assert seven | ({"genpyo"} if day == PAPER_WORLD else set()) == found.pop(None)
    assert WARD_ONLY == found.pop(Unoffered.OTHER_OFFICE)
    assert NEVER_MADE == found.pop(Unoffered.NOT_MADE)
    assert ({} if day == PAPER_WORLD else {Unoffered.ENDED: {"genpyo"}}) == found


@WORLDS
@pytest.mark.parametrize("office", ["W06", "B01", "D01"])
def test_ward_branch_and_sub_branch_offices_offer_everything(office: str, day: date) -> None:
    """「全証明書」: what this program can make of it."""
    found = reasons(office, "counter", day)
    taxes = {"kazei"} if office == "D01" else set()
    offered = found.pop(None)
    assert {each.value for each in Certificate} - {"genpyo"} - taxes == offered - {"genpyo"} - taxes
    assert ("genpyo" in offered) is (day == PAPER_WORLD)
    assert NEVER_MADE == found.pop(Unoffered.NOT_MADE)


@WORLDS
def test_who_issues_it_is_told(day: date) -> None:
    """Where to send somebody who asks a corner for a 除籍; a terminal's kind of office issues it at its counter."""
    for code in WARD_ONLY:
        assert ISSUING == listed("C06", "counter", day)[code].office_kinds, code
    at_terminal = listed("W06", "kiosk", day)["joseki"]
    assert (Unoffered.OTHER_CHANNEL, ("counter",)) == (at_terminal.why, at_terminal.channels)


def test_until_when_it_was_issued_is_told() -> None:
    """登録原票記載事項証明書: on the last day offered, on the next ended with that day."""
    assert listed("C06", "counter", LAST_GENPYO)["genpyo"].why is None
    ended = listed("C06", "counter", date(2012, 7, 9))["genpyo"]
    assert (Unoffered.ENDED, LAST_GENPYO, ()) == (ended.why, ended.day, ended.office_kinds)


def test_where_nobody_sits_any_more_the_terminal_is_told() -> None:
    """宮前 from 2012-04-01: no counter, the seven at the terminal."""
    day = date(2012, 4, 1)
    found = listed("L01", "counter", day)
    assert (Unoffered.OTHER_CHANNEL, ("kiosk",)) == (found["juminhyo"].why, found["juminhyo"].channels)
    assert Unoffered.OTHER_OFFICE is found["johyo"].why


def test_before_its_first_day_it_is_not_yet_issued() -> None:
    """Terminals of the corners began in April 2008."""
    early = listed("C01", "kiosk", date(2008, 3, 31))["inkan"]
    assert (Unoffered.NOT_YET, date(2008, 4, 1)) == (early.why, early.day)


@pytest.mark.parametrize(
    ("offers", "why", "day"),
    [
        ("A,counter,inkan,,2020-03-31\nB,counter,inkan,,\n", Unoffered.ENDED, date(2020, 3, 31)),
        ("A,counter,inkan,,2020-03-31\nA,counter,inkan,2027-04-01,\n", Unoffered.NOT_YET, date(2027, 4, 1)),
        (
            "B,counter,inkan,,2020-03-31\nB,counter,inkan,2021-04-01,2022-03-31\n",
            Unoffered.ENDED,
            date(2022, 3, 31),
        ),
        ("B,counter,inkan,2027-04-01,\n", Unoffered.NOT_YET, date(2027, 4, 1)),
        ("B,counter,inkan,,\n", Unoffered.OTHER_OFFICE, None),
        ("B,kiosk,inkan,,\n", Unoffered.OTHER_OFFICE, None),
        ("", Unoffered.OTHER_OFFICE, None),
    ],
)
def test_the_reason_is_the_nearest_one(offers: str, why: Unoffered, day: date | None) -> None:
    """What ended or begins here comes before what others do; where nobody issues it, what did anywhere."""
    found = inkan(offers)
    assert (why, day) == (found.why, found.day)


def test_a_register_that_is_not_held_makes_nothing() -> None:
    """An office that the catalogue lets issue it, and the replica table gives no seals."""
    offers, home, seals = "A,counter,inkan,,\n", "A,counter,household,,,,\n", "A,counter,seal,,,,\n"
    assert Unoffered.REGISTER_NOT_HELD is inkan(offers, home).why
    assert inkan(offers, home + seals).why is None


def test_what_is_listed_may_be_asked_for_by_its_certificate() -> None:
    """Codes that this program cannot make have none."""
    found = listed("C06", "counter", TODAY_WORLD)
    assert (Certificate.INKAN, None) == (found["inkan"].certificate, found["shomei"].certificate)
    assert replace(found["inkan"], code="joseki").certificate is Certificate.JOSEKI


def test_what_is_not_held_is_refused_and_not_taken_for_none() -> None:
    """身分証明書 rests on two registers; an office without one of them cannot say that nothing stands there."""
    held = shipped()
    office = next(
        office for office in held.offices if office.kind == "区役所" and office.validity.holds(TODAY_WORLD)
    )
    check_held(held, office, "counter", Certificate.MIBUN, TODAY_WORLD)
    without = replace(held, replica=tuple(row for row in held.replica if row.table != "status_notice"))
    with pytest.raises(NotOffered) as refusal:
        check_held(without, office, "counter", Certificate.MIBUN, TODAY_WORLD)
    assert {"what": "mibun", "day": TODAY_WORLD.isoformat()} == refusal.value.facts
