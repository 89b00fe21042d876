"""The made-up Kawasaki at head office, on both databases and by its command: all of it, and once."""

import json
import subprocess
import sys
from itertools import count
from pathlib import Path

from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.restrictions import NOTHING_HELD
from sync.central.head_office import HeadOffice
from sync.central.kawasaki.loading import Loaded, load
from sync.central.kawasaki.restricted import restricted
from sync.central.registers.history import lines_as_of, newest_change, written
from sync.central.restrictions import news
from tests.fakes.kawasaki import kawasaki, rows, tools

RESIDENTS = 1_000


def loaded(central: HeadOffice, residents: int) -> list[Loaded]:
    """Put down a city; the stopwatch goes on by a second at each look."""
    return list(load(central, kawasaki(residents), tools(), count().__next__))


def test_every_register_is_put_down_as_it_was_made(central: HeadOffice) -> None:
    """The lines held are the lines made, in the order of their keys; restrictions follow."""
    told = {each.register: each for each in loaded(central, RESIDENTS)}
    assert [*TABLES, "restriction"] == list(told)
    city = kawasaki(RESIDENTS)
    with central.database.connection_context():
        for table in TABLES:
            made = [(key, line) for (_, key), line in map(written, rows(table, RESIDENTS))]
            assert made == list(lines_as_of(table, newest_change()))
            assert len(made) == told[table].rows == told[table].rows_per_second
        entries = {entry.resident for entry in news(central, NOTHING_HELD).entries}
    assert entries == set(restricted(city, city.numbers))


def test_the_same_city_again_changes_nothing(central: HeadOffice) -> None:
    """No row gets another number; a larger city changes the household that was cut short, and adds."""
    loaded(central, RESIDENTS)
    with central.database.connection_context():
        before = newest_change()
    loaded(central, RESIDENTS)
    with central.database.connection_context():
        assert before == newest_change()


def test_the_command_tells_what_each_register_took(tmp_path: Path) -> None:
    """One line of JSON a register and one for all, with rows, seconds and rows a second; the cast is there too."""
    words = ("central", "load-demo", "--folder", str(tmp_path), "--residents", "300", "--seed", "7")
    ran = subprocess.run([sys.executable, "main.py", *words], capture_output=True, text=True, check=True)
    reports = [json.loads(line) for line in ran.stdout.splitlines()]
    told = {report["register"]: report for report in reports if "register" in report}
    assert {*TABLES, "restriction", "all"} == set(told)
    assert {"register", "rows", "seconds", "rows_per_second"} == set(told["all"])
    assert told["all"]["rows"] == sum(report["rows"] for name, report in told.items() if name != "all")
    assert told["household"]["rows"] == kawasaki(300).last
