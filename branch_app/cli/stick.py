"""``stick write`` and ``stick take``: the line on a USB stick, for an office whose own stays down."""

import argparse
import getpass
from pathlib import Path

from branch_app.composition.patient import Patient
from branch_app.composition.stick import taken_stick, written_stick
from branch_app.domain.records.freight import Freight
from branch_app.machine import SystemClock, SystemRandom
from db.atomic_file import write_replacing
from db.vault import Credentials

_NAMES = {
    Freight.RESTRICTIONS: "発行制限 / restrictions",
    Freight.POLICY: "規則の表 / tables",
    Freight.REGISTERS: "登録の異動 / registers",
    Freight.OPERATORS: "職員名簿 / roster",
    Freight.ENTRIES: "記録の受領 / receipts",
    Freight.CASES: "照会 / cases",
    Freight.RECOVERY: "復旧番号の受領 / recovery code",
}


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the commands."""
    stick = parser.add_subparsers(required=True, metavar="what")
    write = stick.add_parser("write", help="everything outstanding, in a file that head office alone can open")
    write.add_argument("--to", type=Path, required=True, help="the file to write, on the stick")
    write.add_argument("--from-entry", type=int, help="from that entry on, when a restored head office asks for it")
    write.add_argument(
        "--whole-registers", action="store_true", help="ask for the registers anew: what changed did not follow"
    )
    write.set_defaults(run=_write)
    take = stick.add_parser("take", help="what head office answered, in one order with the line")
    take.add_argument("--from", dest="source", type=Path, required=True, help="the file that came back")
    take.set_defaults(run=_take)
    for command in (write, take):
        command.add_argument("--home", type=Path, required=True, help="the device's home, with settings.toml")
        command.add_argument("--operator", required=True, help="whose password is asked for")


def _write(chosen: argparse.Namespace) -> int:
    chosen.to.parent.stat()  # or a stick that is not plugged in becomes a folder of its name on this disk
    with _unlocked(chosen) as patient:
        data = written_stick(patient, SystemRandom(), chosen.from_entry, whole=chosen.whole_registers)
    write_replacing(chosen.to, data)
    print(f"書き出しました / written: {len(data)} bytes, {chosen.to.name}")
    return 0


def _take(chosen: argparse.Namespace) -> int:
    data = chosen.source.read_bytes()
    with _unlocked(chosen) as patient:
        done, carried = taken_stick(patient, chosen.operator, data, SystemRandom(), _unheard)
    print(f"受け取りました / taken: 記録 / entries {done.size}, 確認済み / witnessed {done.witnessed}")
    for freight in Freight:
        if freight in carried:
            print(f"  {_came(freight in done.crossed)}\t{_NAMES[freight]}")
    return 0


def _came(yes: bool) -> str:  # noqa: FBT001 - a mark on a line
    return "○" if yes else "× 次の便で / with the next"


def _unlocked(chosen: argparse.Namespace) -> Patient:
    credentials = Credentials(chosen.operator, getpass.getpass())
    return Patient(chosen.home, SystemClock(), SystemRandom(), lambda vault: vault.sign_in(credentials))


def _unheard(_what: str, _done: int, _of: int) -> None:
    """The line at the end says it."""
