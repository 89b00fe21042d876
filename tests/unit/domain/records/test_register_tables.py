"""Tables and columns of the registers."""

import hashlib

from branch_app.domain.records.register_tables import SCHEMA, TABLES


def test_other_columns_are_another_schema() -> None:
    """Whoever changes TABLES raises SCHEMA and pins both here: an old replica never takes rows it would misread."""
    shape = hashlib.sha256(repr(list(TABLES.values())).encode()).hexdigest()
    assert (2, "97e0970210edd63d113ca680c57aed369b8da79413d5a6c1f44d04d11d56e85e") == (SCHEMA, shape)
