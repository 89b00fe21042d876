"""Keys and what is sealed under them."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.sealing import NotSealedHere, SecretKey, context

KEY = SecretKey(b"k" * 32)


@given(plain=st.binary(max_size=200), parts=st.lists(st.text(max_size=5), max_size=3))
def test_opens_under_the_same_key_and_context(plain: bytes, parts: list[str]) -> None:
    """What was sealed comes back."""
    assert plain == KEY.unseal(KEY.seal(plain, context(*parts)), context(*parts))


def test_every_flipped_byte_is_refused() -> None:
    """No byte of a sealed thing can change."""
    sealed = KEY.seal(b"secret", context("a"))
    for at in range(len(sealed)):
        altered = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(NotSealedHere):
            KEY.unseal(altered, context("a"))


@pytest.mark.parametrize("cut", range(34))
def test_every_cut_is_refused(cut: int) -> None:
    """A shorter thing never opens."""
    with pytest.raises(NotSealedHere):
        KEY.unseal(KEY.seal(b"secret", b"")[:cut], b"")


def test_bound_to_its_context() -> None:
    """The same key does not open it for another purpose."""
    with pytest.raises(NotSealedHere):
        KEY.unseal(KEY.seal(b"secret", context("a")), context("b"))


@given(first=st.lists(st.text(max_size=3), max_size=4), second=st.lists(st.text(max_size=3), max_size=4))
def test_contexts_differ_as_their_parts_do(first: list[str], second: list[str]) -> None:
    """No two lists of parts look alike once joined."""
    assert (first == second) == (context(*first) == context(*second))


def test_the_same_twice_looks_different() -> None:
    """Nonces are fresh."""
    assert KEY.seal(b"secret", b"") != KEY.seal(b"secret", b"")


def test_shows_nothing_of_itself() -> None:
    """Neither repr nor str holds key bytes."""
    assert "SecretKey(hidden)" == repr(KEY) == str(KEY)


def test_is_not_pickled() -> None:
    """A key cannot leave through pickle."""
    with pytest.raises(TypeError):
        pickle.dumps(KEY)
