"""What must not stand on paper is refused by item, before anything is drawn."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.errors import GlyphMissing, RecordIncomplete
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.snapshots import Scope, Snapshot
from tests.fakes.papers import FAMILY, HEAD, TODAY, WIFE, household, inkan, juminhyo, kisaijiko, order


def refusal(renderer: PaperRenderer, wrong: PrintOrder) -> dict[str, str | int]:
    """The facts of the refusal."""
    with pytest.raises(RecordIncomplete) as refused:
        renderer.render(wrong)
    return refused.value.facts


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\u0000", "U+0000"),
        ("\n", "U+000A"),
        ("\u202e", "U+202E"),
        ("\u200b", "U+200B"),
        ("\u2066", "U+2066"),
        ("\ufeff", "U+FEFF"),
        ("\u00ad", "U+00AD"),
        ("\ue000", "U+E000"),
    ],
)
def test_characters_that_deceive_are_refused_with_item_and_code_point(
    renderer: PaperRenderer, character: str, named: str
) -> None:
    """Control, bidi, zero-width, soft hyphen, private use."""
    family = (HEAD, replace(WIFE, name=f"𠮷野{character}花子"))
    expected = {"item": "members[1].name", "problem": "character", "code_points": named}
    assert expected == refusal(renderer, order(juminhyo(family)))


def test_facts_name_the_item_and_never_the_person(renderer: PaperRenderer) -> None:
    """A refusal may be logged."""
    facts = refusal(renderer, order(juminhyo((replace(HEAD, name="\u3000"),))))
    assert {"item": "members[0].name", "problem": "missing"} == facts


@pytest.mark.parametrize(
    ("change", "item"),
    [
        ({"birth": date(1872, 12, 2)}, "members[0].birth"),
        ({"birth": date(2025, 11, 5)}, "members[0].birth"),
        ({"notified": date(2026, 1, 1)}, "members[0].notified"),
    ],
)
def test_dates_of_no_calendar_or_of_the_future_are_refused(
    renderer: PaperRenderer, change: dict[str, Any], item: str
) -> None:
    """Before the solar calendar there is no 和暦 of ours; after the day of issue nothing has happened."""
    facts = refusal(renderer, order(juminhyo((replace(HEAD, **change),))))
    assert {"item": item, "problem": "date"} == facts


def test_an_unknown_relationship_is_refused(renderer: PaperRenderer) -> None:
    """A code without a word."""
    facts = refusal(renderer, order(juminhyo((replace(HEAD, relationship=("02", "77")),))))
    assert {"item": "members[0].relationship", "problem": "relationship"} == facts


@pytest.mark.parametrize(
    "snapshot",
    [
        replace(juminhyo(), shown=()),
        replace(juminhyo(), shown=(HEAD.id, HEAD.id), scope=Scope.PART),
        replace(juminhyo(), shown=(HEAD.id,)),
        replace(juminhyo(), shown=(*(member.id for member in FAMILY), "9999999999")),
        replace(juminhyo(), subject="9999999999"),
        replace(kisaijiko(), subject=WIFE.id),
        replace(inkan(), household=household((WIFE,)), subject=WIFE.id),
    ],
    ids=["nobody", "twice", "whole but one", "stranger", "stranger's", "not a member", "another's seal"],
)
def test_a_snapshot_that_contradicts_itself_is_refused(renderer: PaperRenderer, snapshot: Snapshot) -> None:
    """Subject, household, members shown and seal belong together."""
    assert {"item": "subject", "problem": "contradictory"} == refusal(renderer, order(snapshot))


def test_a_missing_glyph_stops_the_paper(renderer: PaperRenderer) -> None:
    """葛 with a selector the font does not know is refused, not printed as plain 葛."""
    wrong = order(kisaijiko(replace(HEAD, name="葛\U000e01ef城\u3000太郎")))
    with pytest.raises(GlyphMissing) as refused:
        renderer.render(wrong)
    assert refused.value.facts == {"code_points": "U+845B U+E01EF"}


def test_a_text_too_long_for_its_box_is_refused_by_item(renderer: PaperRenderer) -> None:
    """Never cut, never outside."""
    wrong = order(juminhyo((replace(HEAD, previous_address="東" * 400),)))
    assert {"item": "members[0].previous_address", "problem": "too_long"} == refusal(renderer, wrong)


def test_nobody_is_older_than_the_data_allow(renderer: PaperRenderer) -> None:
    """The day of issue itself is a good date."""
    born_today = replace(HEAD, birth=TODAY, became_resident=TODAY, address_since=None, notified=TODAY)
    assert renderer.render(order(juminhyo((born_today,)))).pages == 1
