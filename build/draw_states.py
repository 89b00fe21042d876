"""Draw the three state tables as ``docs/states.md``: ``python -m build.draw_states`` in the repository's root."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from enum import Enum
from pathlib import Path
from typing import Any

from branch_app.domain.deciders.states import (
    APPLICATION_TABLE,
    ENDED,
    IN_FLIGHT,
    ITEM_TABLE,
    JOB_TABLE,
    REPRINTED,
)

PAGE = Path(__file__).parents[1] / "docs" / "states.md"
Table = Mapping[Any, AbstractSet[Any]]
"""Of one of the three enums: its states, each with those that may follow."""
TABLES: tuple[tuple[str, Table], ...] = (
    ("申請 / Application", APPLICATION_TABLE),
    ("証明書 / Item", ITEM_TABLE),
    ("一部ごとの印刷 / Job: one copy", JOB_TABLE),
)
HEADING = """\
# 状態表 / State tables

Drawn by `build/draw_states.py` from `branch_app/domain/deciders/states.py`; change the code, then run
`python -m build.draw_states`. What else must hold for a step stands in
`branch_app/domain/deciders/issuance/guards.py`.
"""


def page() -> str:
    """The whole page."""
    drawings = (f"\n## {title}\n\n```mermaid\n{drawing(table)}\n```\n" for title, table in TABLES)
    named = (("In flight", IN_FLIGHT), ("Printed again by two persons only", REPRINTED), ("Ended", ENDED))
    return HEADING + "".join(drawings) + "\n" + "".join(_names(title, states) for title, states in named)


def drawing(table: Table) -> str:
    """One table as a Mermaid state diagram: first the way in, then every step, then the ways out."""
    return "\n".join(["stateDiagram-v2", *(f"    {line}" for line in _lines(table))])


def _lines(table: Table) -> Iterator[str]:
    yield f"[*] --> {next(iter(table)).value}"
    for now, followers in table.items():
        yield from (f"{now.value} --> {then.value}" for then in type(now) if then in followers)
    yield from (f"{now.value} --> [*]" for now, followers in table.items() if not followers)


def _names(title: str, states: AbstractSet[Enum]) -> str:
    names = ", ".join(sorted(f"`{state.value}`" for state in states))
    return f"- {title}: {names}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
