"""Which 戸籍, whose blocks, which 届出."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from branch_app.domain.errors import BadInput, NotEntitled
from branch_app.domain.records.koseki import FuhyoAddress, Koseki, KosekiState
from branch_app.domain.records.snapshots import Scope
from branch_app.domain.rules import families
from branch_app.domain.values.identifiers import KosekiId, ResidentId
from tests.fakes.family_papers import FUHYO, KOSEKI, event
from tests.fakes.papers import HEAD, SON, WIFE

OLD = replace(
    KOSEKI,
    id=KosekiId("K0000009"),
    state=KosekiState.REMOVED,
    events=(event("戸籍編製", date(1970, 1, 1)), event("戸籍消除", date(2024, 1, 1))),
)
OLDER = replace(OLD, id=KosekiId("K0000010"), events=(event("戸籍編製", date(1960, 1, 1)),))
UNDATED = replace(OLD, id=KosekiId("K0000011"), events=())
ALL = (KOSEKI, OLD, OLDER, UNDATED)


def _refused(call: Callable[[], object], error: type[Exception]) -> object:
    with pytest.raises(error) as refusal:
        call()
    return getattr(refusal.value, "facts", None)


@pytest.mark.parametrize(
    ("states", "wanted", "chosen"),
    [
        ((KosekiState.CURRENT,), None, KOSEKI),
        ((KosekiState.REMOVED,), None, OLD),
        ((KosekiState.REMOVED,), OLDER.id, OLDER),
        ((KosekiState.REMOVED,), UNDATED.id, UNDATED),
        (tuple(KosekiState), None, KOSEKI),
    ],
)
def test_the_newest_that_fits_or_the_one_that_was_named(
    states: tuple[KosekiState, ...], wanted: KosekiId | None, chosen: Koseki
) -> None:
    """Newest is the one made last."""
    assert chosen == families.choose(ALL, states, wanted, HEAD.id)


@pytest.mark.parametrize("wanted", [None, KOSEKI.id, KosekiId("K")])
def test_nothing_that_fits_is_refused(wanted: KosekiId | None) -> None:
    """None in that state, also where the wish names one in another state or one that is not theirs."""
    call = lambda: families.choose(ALL, (KosekiState.REFORMED,), wanted, HEAD.id)  # noqa: E731 - one call, three cases
    assert {"why": "no_family"} == _refused(call, NotEntitled)


def test_where_somebody_is_now_goes_before_where_they_were_taken_out() -> None:
    """復籍: who went back after a divorce stands in the parents' older 戸籍, and as taken out in the newer one."""
    parents = replace(
        KOSEKI, id=KosekiId("K0000012"), events=(event("戸籍編製", date(1970, 1, 1)),), persons=KOSEKI.persons[1:2]
    )
    left = replace(KOSEKI, persons=(KOSEKI.persons[0], replace(KOSEKI.persons[1], removed=True)))
    found, current = (left, parents), (KosekiState.CURRENT,)
    assert parents == families.choose(found, current, None, WIFE.id)
    assert left == families.choose(found, current, left.id, WIFE.id)
    assert left == families.choose(found, current, None, HEAD.id)


def test_where_somebody_stands_now() -> None:
    """身分証明書: who was taken out of the 戸籍 has the 本籍 elsewhere, and so have the notices gone elsewhere."""
    left = (*KOSEKI.persons[:1], replace(KOSEKI.persons[1], removed=True))
    assert 0 == families.standing_place_of(left, HEAD.id)
    assert {"why": "no_family"} == _refused(lambda: families.standing_place_of(left, WIFE.id), NotEntitled)


def test_of_two_addresses_registers_the_one_heard_of_last() -> None:
    """附票 have no events: the newest address decides, and without any the id."""
    bare = replace(FUHYO, id=KosekiId("K9"), persons=())
    later = tuple(replace(each, addresses=(FuhyoAddress("", date(2020, 1, 1)),)) for each in FUHYO.persons)
    newer = replace(FUHYO, id=KosekiId("K0"), persons=later)
    unknown = replace(FUHYO.persons[0], addresses=(FuhyoAddress("", None),))
    undated = replace(FUHYO, id=KosekiId("K8"), persons=(unknown,))
    assert newer == families.choose((FUHYO, bare, newer, undated), (KosekiState.CURRENT,), None, HEAD.id)
    assert bare == families.choose((undated, bare), (KosekiState.CURRENT,), None, HEAD.id)


@pytest.mark.parametrize(
    ("scope", "wanted", "shown"),
    [
        (Scope.WHOLE, (), (0, 1, 2, 3)),
        (Scope.WHOLE, (1,), (0, 1, 2, 3)),
        (Scope.PART, (), (2,)),
        (Scope.PART, (3, 0), (0, 3)),
    ],
)
def test_whose_blocks_are_shown(scope: Scope, wanted: tuple[int, ...], shown: tuple[int, ...]) -> None:
    """Everybody's; of a part the subject's alone, or those named, in the order of the 戸籍."""
    assert shown == families.places(KOSEKI.persons, SON.id, scope, wanted)


def test_a_block_nobody_has_is_refused() -> None:
    """Nothing is guessed."""
    call = lambda: families.places(KOSEKI.persons, SON.id, Scope.PART, (4,))  # noqa: E731 - one call
    assert {"at": "persons"} == _refused(call, BadInput)


def test_who_does_not_stand_there_is_refused() -> None:
    """Whoever the certificate is about must be recorded."""
    stranger = ResidentId("9999999999")
    for scope in Scope:
        call = lambda scope=scope: families.places(KOSEKI.persons, stranger, scope, ())  # noqa: E731 - one call
        assert {"why": "subject"} == _refused(call, NotEntitled)


def test_who_came_back_is_where_they_came_back() -> None:
    """Two blocks of one person: the later one is theirs."""
    twice = (*KOSEKI.persons, KOSEKI.persons[0])
    assert 4 == families.place_of(twice, HEAD.id)


def test_the_newest_event_or_the_one_that_was_named() -> None:
    """受理: the last 届出, by its day."""
    head = KOSEKI.persons[0]
    assert (1, 0) == (families.event_of(head, None), families.event_of(head, 0))
    mixed = replace(head, events=(head.events[1], head.events[0]))
    assert 0 == families.event_of(mixed, None)


@pytest.mark.parametrize("wanted", [None, -1, 0, 2])
def test_no_event_is_refused(wanted: int | None) -> None:
    """None at all, or none in that place."""
    head = KOSEKI.persons[0] if wanted not in {None, 0} else replace(KOSEKI.persons[0], events=())
    call = lambda: families.event_of(head, wanted)  # noqa: E731 - one call, four cases
    assert {"why": "no_event"} == _refused(call, NotEntitled)
