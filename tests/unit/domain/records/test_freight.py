"""One order of everything that crosses the line."""

from branch_app.domain.records.freight import Freight


def test_what_keeps_people_from_harm_comes_first() -> None:
    """Restrictions, tables, registers, roster; then the log that rests on them, and what head office says of it."""
    in_order = ["restrictions", "policy", "registers", "operators", "entries", "cases", "recovery"]
    assert in_order == [each.value for each in Freight]
