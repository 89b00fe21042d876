"""Changes on the wire."""

import pytest

from branch_app.domain.errors import BadInput
from sync.wire.changes import WireChange, from_lines, to_lines


def test_changes_survive_the_wire() -> None:
    """A row byte for byte, a row that is gone, and none at all."""
    changes = (
        WireChange(7, "seal", "1", '["1","渡邉\U000e0101",[]]'.encode()),
        WireChange(8, "household", "H1", None),
    )
    assert changes == from_lines(to_lines(changes))
    assert () == from_lines(to_lines(()))


@pytest.mark.parametrize(
    "line", [b"{}", b"[1]", b'["1","seal","k",null]', b'[1,"seal","k",null,0]', b"[1,", b"\xff"]
)
def test_what_is_no_change_is_refused(line: bytes) -> None:
    """Too few, too many, of another kind, or no JSON."""
    with pytest.raises(BadInput):
        from_lines(line + b"\n")
