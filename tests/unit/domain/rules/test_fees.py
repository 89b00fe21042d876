"""手数料 by certificate, channel, office and day: differential and temporary fees, and what makes a copy free."""

from datetime import date

import pytest

from branch_app.domain.errors import BadInput, NotEntitled, NotOffered
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.rules.fees import Shown
from branch_app.domain.rules.tables import Tables
from tests.fakes.tables import tables

OFFICES = "code,name,kind,valid_from,valid_until\nC06,菅,コーナー,,\nW01,川崎,区役所,,\n"
HEAD = "certificate,channel,office,yen,valid_from,valid_until\n"
DAY = date(2012, 3, 1)
OTHER_CITIES = (
    ("渋谷区", "2010-02-01", 300, 250),
    ("三鷹市", "2010-02-01", 300, 200),
    ("市川市", "2010-02-01", 300, 250),
    ("葛飾区", "2011-02-01", 300, 200),
    ("座間市", "2011-03-01", 300, 250),
    ("木更津市", "2011-10-01", 300, 200),
)
"""Cities of the paper that take less at a machine than at the counter, and from when on."""


def _fees(*rows: str) -> Tables:
    return tables(offices=OFFICES, fees=HEAD + "".join(f"{row}\n" for row in rows))


@pytest.mark.parametrize(("city", "start", "counter", "machine"), OTHER_CITIES)
def test_a_machine_may_take_less(city: str, start: str, counter: int, machine: int) -> None:
    """差額: a row of another channel, from the day it began; at the counter nothing changes."""
    began = date.fromisoformat(start)
    held = _fees(
        f"juminhyo,counter,,{counter},,",
        f"juminhyo,kiosk,,{counter},,{date.fromordinal(began.toordinal() - 1)}",
        f"juminhyo,kiosk,,{machine},{start},",
    )
    before = date.fromordinal(began.toordinal() - 1)
    asked = [held.fee(Certificate.JUMINHYO, "kiosk", day, "C06") for day in (before, began)]
    assert [counter, machine] == asked, city
    assert counter == held.fee(Certificate.JUMINHYO, "counter", began, "C06")


def test_a_temporary_fee_counts_in_its_days_only() -> None:
    """300, then 250, then 200 for a campaign, then 250 again: the standing row need not be cut in pieces."""
    held = _fees(
        "inkan,kiosk,,300,,2010-03-31",
        "inkan,kiosk,,250,2010-04-01,",
        "inkan,kiosk,,200,2011-02-01,2011-03-31",
    )
    days = ("2010-03-31", "2010-04-01", "2011-01-31", "2011-02-01", "2011-03-31", "2011-04-01")
    asked = [held.fee(Certificate.INKAN, "kiosk", date.fromisoformat(day), "C06") for day in days]
    assert [300, 250, 250, 200, 200, 250] == asked


def test_an_office_may_have_a_fee_of_its_own() -> None:
    """It counts there alone, also against a temporary fee of all offices."""
    held = _fees(
        "inkan,counter,,300,,",
        "inkan,counter,,200,2012-03-01,2012-03-31",
        "inkan,counter,C06,250,,",
    )
    assert [250, 200] == [held.fee(Certificate.INKAN, "counter", DAY, office) for office in ("C06", "W01")]


def test_an_office_alone_makes_no_fee_elsewhere() -> None:
    """Where only another office has a price there is none."""
    held = _fees("inkan,counter,C06,250,,")
    with pytest.raises(NotOffered):
        held.fee(Certificate.INKAN, "counter", DAY, "W01")


@pytest.mark.parametrize(
    "rows",
    [
        ("inkan,counter,,300,,", "inkan,counter,,250,,"),
        ("inkan,counter,C06,300,2012-01-01,2012-01-31", "inkan,counter,C06,250,2012-01-31,2012-03-01"),
    ],
)
def test_two_rows_that_say_as_much_are_refused(rows: tuple[str, str]) -> None:
    """Nobody could tell which counts; the second one is named."""
    with pytest.raises(BadInput) as refusal:
        _fees("juminhyo,counter,,300,,", *rows)
    assert {"at": "fees:4"} == refusal.value.facts


@pytest.mark.parametrize("row", ["inkan,counter,X99,300,,", "inkan,counter,,100001,,", "inkan,counter,,-1,,"])
def test_a_fee_that_cannot_be_is_refused(row: str) -> None:
    """An office nobody knows, an absurd sum, less than nothing."""
    with pytest.raises(BadInput):
        _fees(row)


EXEMPTIONS = "purpose,certificate,evidence,valid_from,valid_until\n"


def test_what_was_shown_makes_it_free() -> None:
    """The purpose alone does not: one of its papers was seen, on a day when the rule holds."""
    held = tables(exemptions=f"{EXEMPTIONS}hogo,inkan,card decision,2012-01-01,2012-12-31\n")
    assert ("card", "decision") == held.evidence_for("hogo", Certificate.INKAN, DAY)
    held.check_exempt(Shown("hogo", "decision"), Certificate.INKAN, DAY)
    for shown, certificate, day in (
        (Shown("hogo", "letter"), Certificate.INKAN, DAY),
        (Shown("hogo", ""), Certificate.INKAN, DAY),
        (Shown("risai", "card"), Certificate.INKAN, DAY),
        (Shown("hogo", "card"), Certificate.JUMINHYO, DAY),
        (Shown("hogo", "card"), Certificate.INKAN, date(2013, 1, 1)),
    ):
        with pytest.raises(NotEntitled, match="why=exemption"):
            held.check_exempt(shown, certificate, day)


@pytest.mark.parametrize("row", ["hogo,inkan,,,", ",inkan,card,,", "hogo,teigi,card,,"])
def test_an_exemption_for_nothing_shown_is_refused(row: str) -> None:
    """No evidence, no purpose, no such certificate: the table is named."""
    with pytest.raises(BadInput) as refusal:
        tables(exemptions=f"{EXEMPTIONS}{row}\n")
    assert {"at": "exemptions:2"} == refusal.value.facts
