"""書出しと開示: an entry that names two persons, or nothing."""

import pytest

from branch_app.domain.deciders.disclosures import export, reveal
from branch_app.domain.deciders.two_persons import Actors
from branch_app.domain.errors import SecondPersonNeeded
from branch_app.domain.log import events
from branch_app.domain.values.exported import Exported
from branch_app.domain.values.identifiers import ApplicationId, ItemId, Pseudonym
from branch_app.domain.values.reasons import RevealReason
from branch_app.domain.values.veiled import VeiledField
from tests.fakes.played_log import CLERK, SUPERVISOR

BOTH = Actors(CLERK, SUPERVISOR)


def test_an_export_names_what_how_far_and_both() -> None:
    """Size and root are of the log as far as it was read."""
    (entry,) = export(Exported.MONTH, "2026-11", 7, bytes(32), BOTH)
    assert events.LogExported(Exported.MONTH, "2026-11", 7, "00" * 32, SUPERVISOR) == entry


def test_a_sight_names_one_field_why_and_both() -> None:
    """And nothing of what is seen."""
    item = ApplicationId("a"), ItemId("i")
    (entry,) = reveal(*item, VeiledField.SUBJECT, RevealReason.INQUIRY, BOTH)
    assert events.ItemRevealed(*item, VeiledField.SUBJECT, RevealReason.INQUIRY, SUPERVISOR) == entry


@pytest.mark.parametrize("second", [None, CLERK])
def test_nobody_does_either_alone(second: Pseudonym | None) -> None:
    """Nor twice as one person."""
    alone = Actors(CLERK, second)
    with pytest.raises(SecondPersonNeeded):
        export(Exported.AUDIT, "", 7, bytes(32), alone)
    with pytest.raises(SecondPersonNeeded):
        reveal(ApplicationId("a"), ItemId("i"), VeiledField.PURPOSE, RevealReason.AUDIT, alone)
