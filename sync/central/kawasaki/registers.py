"""Every register of the made-up city, one after another, in the order of TABLES and of their keys.

    for table, rows in synthetic_city(city, tools): ...

Nothing is held but the household at hand, so a city of a million takes no more memory than one of a thousand.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.registers import RegisterRow
from sync.central.kawasaki.aliens import aliens
from sync.central.kawasaki.cards import certificate_links, city_cards
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.fuhyos import fuhyos
from sync.central.kawasaki.households import households
from sync.central.kawasaki.kosekis import kosekis
from sync.central.kawasaki.notices import status_notices
from sync.central.kawasaki.removals import removed_residents
from sync.central.kawasaki.seals import seals
from sync.central.kawasaki.stamps import Cutter
from sync.central.kawasaki.taxes import taxes


@dataclass(frozen=True, slots=True)
class Tools:
    """What rows are made with besides the plan: the seal cutter and the city's PIN key."""

    cutter: Cutter
    pin_key: bytes = field(repr=False)


def synthetic_city(city: Kawasaki, tools: Tools) -> Iterator[tuple[str, Iterator[RegisterRow]]]:
    """Table and its rows; rows are made as they are asked for."""
    return ((table, register_rows(city, table, tools, city.numbers)) for table in TABLES)


def register_rows(city: Kawasaki, table: str, tools: Tools, numbers: Iterable[int]) -> Iterator[RegisterRow]:
    """Those rows of one table that the households of these numbers bring, in the order of their keys.

    Raises:
        KeyError: no such table.
    """
    return _MAKERS[table](city, numbers, tools)


_Maker = Callable[[Kawasaki, Iterable[int], Tools], Iterator[RegisterRow]]
_MAKERS: Mapping[str, _Maker] = {
    "household": lambda city, numbers, _tools: households(city, numbers),
    "removed_resident": lambda city, numbers, _tools: removed_residents(city, numbers),
    "seal": lambda city, numbers, tools: seals(city, numbers, tools.cutter),
    "koseki": lambda city, numbers, _tools: kosekis(city, numbers),
    "fuhyo": lambda city, numbers, _tools: fuhyos(city, numbers),
    "tax": lambda city, numbers, _tools: taxes(city, numbers),
    "alien": lambda city, numbers, _tools: aliens(city, numbers),
    "certificate_link": lambda city, numbers, _tools: certificate_links(city, numbers),
    "city_card": lambda city, numbers, tools: city_cards(city, numbers, tools.pin_key),
    "status_notice": lambda city, numbers, _tools: status_notices(city, numbers),
}
