"""Columns: no text is cut off while another column has room to give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.ui.widgets.column_widths import share

_WIDTHS = st.lists(st.tuples(st.integers(1, 400), st.integers(1, 400)), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("room", "growing", "widths"),
    [
        pytest.param(300, 0, [220, 80], id="what is left over goes to the column that grows"),
        pytest.param(300, None, [100, 80], id="nobody grows, the rest stays empty"),
        pytest.param(160, 0, [80, 80], id="the first column gives what it does not need"),
        pytest.param(105, 0, [25, 80], id="too little for all: the column that grows gives first"),
        pytest.param(50, 0, [10, 40], id="far too little: half of its need, then each loses the same part"),
        pytest.param(60, None, [20, 40], id="too little and nobody grows: each loses the same part"),
    ],
)
def test_share(room: int, growing: int | None, widths: list[int]) -> None:
    """Two columns that would like 100 and 50 and need 40 and 80."""
    assert widths == share(room, [100, 50], [40, 80], growing)


@given(columns=_WIDTHS, room=st.integers(1, 3000))
def test_every_text_has_its_room_when_all_of_them_fit(columns: list[tuple[int, int]], room: int) -> None:
    """Whatever was wished."""
    wished, needs = [wish for wish, _ in columns], [need for _, need in columns]
    widths = share(room, wished, needs, growing=0)
    assert sum(widths) <= room
    assert sum(needs) > room or all(width >= need for width, need in zip(widths, needs, strict=True))
