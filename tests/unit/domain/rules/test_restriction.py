"""支援措置: one flag a person stops every paper that would show them."""

from dataclasses import replace

import pytest

from branch_app.domain.errors import Restricted
from branch_app.domain.records.certificate import JuminhyoOptions, Snapshot
from branch_app.domain.records.registers import Restrictions
from branch_app.domain.records.resident import Resident
from branch_app.domain.rules.restriction import check_unrestricted
from branch_app.domain.values.identifiers import ResidentId
from tests.fakes.papers import DAUGHTER, FAMILY, HEAD, SON, WIFE, inkan, juminhyo, kisaijiko
from tests.fakes.till import MORNING

STRANGER = replace(WIFE, id=ResidentId("9999999999"))
NO_HEAD, WITH_HEAD = JuminhyoOptions(), JuminhyoOptions(head_and_relationship=True)


@pytest.mark.parametrize("snapshot", [juminhyo(), kisaijiko(), inkan()], ids=["juminhyo", "kisaijiko", "inkan"])
def test_the_flag_counts_for_every_kind_of_certificate(snapshot: Snapshot) -> None:
    """A restricted subject gets no paper of any kind; the version looked at is named, the person is not."""
    with pytest.raises(Restricted) as refusal:
        check_unrestricted(snapshot, _restricted(HEAD))
    assert {"version": 7} == refusal.value.facts


@pytest.mark.parametrize("member", FAMILY)
def test_a_household_paper_is_stopped_by_every_member_it_shows(member: Resident) -> None:
    """世帯票: one restricted member stops the paper of the others."""
    with pytest.raises(Restricted):
        check_unrestricted(juminhyo(), _restricted(member))


@pytest.mark.parametrize("member", [SON, DAUGHTER, WIFE])
def test_a_member_who_is_not_shown_stops_nothing(member: Resident) -> None:
    """A paper of the head alone shows nobody else."""
    check_unrestricted(juminhyo(shown=(HEAD,)), _restricted(member))


def test_the_head_counts_as_shown_when_the_paper_names_the_head() -> None:
    """世帯主 asked for: the paper of a child prints the head's name, so the head's flag stops it."""
    household = juminhyo().household
    child = replace(juminhyo(shown=(SON,), options=WITH_HEAD), subject=SON.id, household=household)
    with pytest.raises(Restricted):
        check_unrestricted(child, _restricted(HEAD))
    check_unrestricted(replace(child, options=NO_HEAD), _restricted(HEAD))


def test_strangers_on_the_list_stop_nothing() -> None:
    """Only persons on the paper count."""
    for snapshot in (juminhyo(), kisaijiko(), inkan()):
        check_unrestricted(snapshot, _restricted(STRANGER))


def _restricted(*residents: Resident) -> Restrictions:
    return Restrictions(7, MORNING, frozenset(resident.id for resident in residents))
