"""Write ``resources/tables/holidays.csv``: ``python -m build.write_holidays`` in the repository's root.

The library ``holidays`` (MIT) knows the law of every year; the device reads the table only. 春分の日 and 秋分の日
are announced in February of the year before: later years are worked out, and marked 仮.
"""

from collections.abc import Iterator
from pathlib import Path

import holidays

TABLE = Path(__file__).parents[1] / "resources" / "tables" / "holidays.csv"
FIRST, LAST = 2007, 2030
"""From the first terminals on."""
_ANNOUNCED = 2027
_SOURCE = "国民の祝日に関する法律"


def table() -> str:
    """The whole table as CSV."""
    return "".join(f"{line}\n" for line in ("day,name,source", *_lines()))


def _lines() -> Iterator[str]:
    found = holidays.country_holidays("JP", years=range(FIRST, LAST + 1), language="ja")
    for day, name in sorted(found.items()):
        known = "" if day.year <= _ANNOUNCED else " 仮: 官報の公告前"
        yield f"{day.isoformat()},{name},{_SOURCE}{known}"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
