"""Tables and columns of the registers."""

import hashlib

from branch_app.domain.records.register_tables import SCHEMA, TABLES


def test_other_columns_are_another_schema() -> None:
    """Whoever changes TABLES raises SCHEMA and pins both here: an old replica never takes rows it would misread."""
    shape = hashlib.sha256(repr(list(TABLES.values())).encode()).hexdigest()
    assert (1, "019bb9b621195d35adbf0fe7e214fdba5b7378b171fc4e740ae1bd9e80548e6f") == (SCHEMA, shape)
