"""Head office with a made-up Kawasaki of some size, as processes of their own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from branch_app.demo.stage import CentralProcess
from branch_app.machine import SystemClock

OFFICE, DEVICE = "C06", "C06-1"
"""A 行政サービスコーナー: everything but 除票, 除籍 and past 年度."""


@dataclass(frozen=True, slots=True)
class CityLoad:
    """What head office took: the city made and put down, then cut for every kind of office."""

    rows: int
    seconds: float
    publish_seconds: float

    @property
    def rows_per_second(self) -> int:
        """Made, written and numbered."""
        return round(self.rows / self.seconds)


@dataclass(frozen=True, slots=True)
class Town:
    """Where it listens, where its keys and tables lie, a one-time code for the device."""

    url: str
    folder: Path
    code: str
    load: CityLoad


@contextmanager
def town(folder: Path, residents: int, seed: int) -> Iterator[Town]:
    """Made, cut, and served until the block ends."""
    load = _load(CentralProcess(folder, SystemClock().now()), residents, seed)
    served = SystemClock().now()  # a city takes longer to load than a one-time code is valid
    with CentralProcess(folder, served) as central:
        code = central.offer_code(OFFICE, DEVICE)
        central.start(served)
        yield Town(central.url, folder, code, load)


def _load(central: CentralProcess, residents: int, seed: int) -> CityLoad:
    told = central.run("load-demo", "--residents", str(residents), "--seed", str(seed))
    *registers, published = map(json.loads, told.splitlines())
    (total,) = (line for line in registers if line["register"] == "all")
    return CityLoad(total["rows"], total["seconds"], published["seconds"])
