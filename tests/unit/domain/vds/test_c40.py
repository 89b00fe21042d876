"""C40 has one form for a text, and says no to the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import BadInput
from branch_app.domain.vds import c40

TEXTS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ", max_size=40)


@given(TEXTS)
def test_a_text_comes_back(text: str) -> None:
    """In as many bytes as foretold."""
    data = c40.encode(text)
    assert (text, c40.size(len(text))) == (c40.decode(data), len(data))


@pytest.mark.parametrize(
    ("text", "data"), [("UTO", "d9c5"), ("D  ", "6abc"), ("D", "fe45"), ("DETS", "6d32fe54"), ("DE", "6d11")]
)
def test_known_texts(text: str, data: str) -> None:
    """Country codes as published seals write them, and groups that are not full."""
    assert data == c40.encode(text).hex()


@given(st.binary(max_size=24))
def test_bytes_are_their_only_form_or_refused(data: bytes) -> None:
    """Nobody can write one reference in two ways."""
    try:
        text = c40.decode(data)
    except BadInput:
        return
    assert data == c40.encode(text)


@pytest.mark.parametrize("text", ["a", "Ä", "-", "１"])
def test_other_characters_are_refused(text: str) -> None:
    """Capitals, ASCII digits, spaces."""
    with pytest.raises(BadInput):
        c40.encode(text)
