"""``central load-demo``: the made-up city of the demo, or with a seed a made-up Kawasaki of any size."""

import argparse
import json
import time

from branch_app.cli.central_place import command, open_central
from branch_app.cli.central_registers import publish_registers
from branch_app.cli.kinds import Commands
from branch_app.documents.fonts import mincho_file
from branch_app.settings import RESOURCES
from sync.central.example.city import City, load_city, settle
from sync.central.example.impression import Engraver
from sync.central.example.population import load_names, populated
from sync.central.head_office import HeadOffice
from sync.central.kawasaki.city import Kawasaki, Plan
from sync.central.kawasaki.loading import Loaded, load
from sync.central.kawasaki.registers import Tools
from sync.central.kawasaki.stamps import Cutter
from sync.central.kawasaki.words import load_words


def fill_city(central: Commands) -> None:
    """The command."""
    demo = command(central, "load-demo", "load the made-up city of the demo")
    demo.add_argument("--residents", type=int, default=1_500, help="so many more than those the demo names")
    demo.add_argument(
        "--seed", type=int, help="a made-up Kawasaki with every register; the same seed, the same city"
    )
    demo.set_defaults(run=_load)


def _load(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    named = load_city(RESOURCES / "demo" / "city.json")
    if chosen.seed is None:
        _settle_demo(central, named, chosen.residents)
    else:
        _settle_kawasaki(central, named, Plan(chosen.residents, chosen.seed, central.clock().date()))
    publish_registers(central)
    return 0


def _settle_demo(central: HeadOffice, named: City, residents: int) -> None:
    turn_of_the_year = central.clock().date().replace(month=1, day=1)
    city = populated(named, load_names(RESOURCES / "demo" / "names.toml"), residents, turn_of_the_year)
    settle(central, city, Engraver(mincho_file(RESOURCES)))


def _settle_kawasaki(central: HeadOffice, named: City, plan: Plan) -> None:
    """The demo's cast and offices, then everybody else; one line of JSON a register."""
    settle(central, named, Engraver(mincho_file(RESOURCES)))
    city = Kawasaki.of(plan, load_words(RESOURCES / "kawasaki"))
    began, rows = time.monotonic(), 0
    tools = Tools(Cutter(mincho_file(RESOURCES)), central.keys.pin)
    for loaded in load(central, city, tools, time.monotonic):
        rows += loaded.rows
        _tell(loaded)
    _tell(Loaded("all", rows, time.monotonic() - began))


def _tell(loaded: Loaded) -> None:
    report = {
        "register": loaded.register,
        "rows": loaded.rows,
        "seconds": round(loaded.seconds, 3),
        "rows_per_second": round(loaded.rows_per_second),
    }
    print(json.dumps(report), flush=True)
