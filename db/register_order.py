"""Rows of ``hit`` in the order of names: who is shown side by side lies side by side.

They arrive in the order of households. A few initials at a time are sorted, for a sort of a whole city would take
more memory than a counter has; who comes later lies behind, until the next generation.
"""

from itertools import pairwise
from typing import Any

from db.register_shape import ARRIVING, HITS

_INITIALS = ("", "サ", "ナ", "マ", "\U0010ffff")
"""Up to a third of a city at a time, 120 MB: each time all that arrived is read once more."""
_MOVE = (
    f"INSERT INTO {HITS.name} SELECT * FROM {ARRIVING.name} "  # noqa: S608 - our own names
    "WHERE surname >= ? AND surname < ? ORDER BY surname, given, birth"
)


def put_in_order(connection: Any) -> None:  # noqa: ANN401 - the driver has no types
    """Whatever arrived, in the caller's transaction."""
    for initials in pairwise(_INITIALS):
        connection.execute(_MOVE, initials)
    connection.execute(f"DELETE FROM {ARRIVING.name}")  # noqa: S608 - our own names
