"""A folded state as bytes: what comes back is the state itself, and nothing else is made of them."""

import pickle
from datetime import date

import pytest

from branch_app.domain.deciders import keeping
from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance.state import Attempt, Issuance, Job
from branch_app.domain.deciders.keeping import frozen, layout, thawed
from branch_app.domain.errors import TreeMismatch
from branch_app.domain.log.entry import Stamp
from tests.fakes.till import Till, Wished


def test_a_state_comes_back_as_it_was() -> None:
    """In the middle of a day: forms, copies, sheets, cash, and the fold goes on from it."""
    till = Till.opened()
    _, (given, _) = till.paid(Wished(copies=2))
    till.hand_over(given)
    assert till.state == thawed(frozen(till.state), till.state.size)


@pytest.mark.parametrize("by", [-1, 1])
def test_the_state_of_another_size_is_refused(by: int) -> None:
    """It belongs to a shorter or a longer log."""
    state = Till.opened().state
    with pytest.raises(TreeMismatch) as refused:
        thawed(frozen(state), state.size + by)
    assert {"position": state.size + by} == refused.value.facts


@pytest.mark.parametrize("body", [b"", b"garbage", pickle.dumps(date(2026, 11, 26)), frozen(Counter())[:-1]])
def test_what_is_no_state_is_refused(body: bytes) -> None:
    """Nothing, garbage, another value, and a state cut short."""
    with pytest.raises(TreeMismatch):
        thawed(body, 0)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("subprocess", "Popen"),
        ("branch_app.usecases.stored_state", "keep"),
        ("branch_app.domain.deciders.issuance.state", "running_of"),
        ("branch_app.domain.deciders.keeping", "io.FileIO"),
        ("branch_app.domain.gone", "Gone"),
    ],
    ids=[
        "another's class",
        "another layer",
        "a function of ours",
        "another's class by way of ours",
        "what was ours",
    ],
)
def test_only_classes_of_our_own_are_made(module: str, name: str) -> None:
    """Called, each of them would fail in a way of its own: it is refused before that."""
    with pytest.raises(TreeMismatch):
        thawed(_calling(module, name, "/nowhere"), 0)


def test_a_layout_is_that_of_a_build_and_of_every_class_inside() -> None:
    """Down to a copy's attempts and the last stamp; another build may fold in another way."""
    assert layout("0.1.0") == layout("0.1.0") != layout("0.2.0")
    assert {Counter, Issuance, Job, Attempt, Stamp} <= keeping._classes()


def _calling(module: str, name: str, argument: str) -> bytes:
    """A body that calls what it names."""
    texts = (b"X" + len(text).to_bytes(4, "little") + text.encode() for text in (module, name, argument))
    module_text, name_text, argument_text = texts
    return b"\x80\x04" + module_text + name_text + b"\x93" + argument_text + b"\x85R."
