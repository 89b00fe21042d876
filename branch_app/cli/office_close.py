"""``office-close``: an office's devices added up from their signed closes, offline. Exit status 1: refused."""

import argparse
from pathlib import Path

from branch_app import ed25519
from branch_app.cli.meant import day
from branch_app.domain.reconcile.office import add_up
from branch_app.exports.office.files import load_closes, load_keys
from branch_app.exports.office.table import office_csv


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--keys", type=Path, required=True, help="the office's logs, one key a line")
    parser.add_argument("--date", type=day, required=True, help="the business date")
    parser.add_argument("--table", type=Path, help="write the sum as CSV to this file too")
    parser.add_argument("files", type=Path, nargs="+", help="each device's signed close")
    parser.set_defaults(run=_office_close)


def _office_close(chosen: argparse.Namespace) -> int:
    office = add_up(load_closes(chosen.files), load_keys(chosen.keys), chosen.date, ed25519.verify)
    if chosen.table is not None:
        chosen.table.write_bytes(office_csv(office))
    for close in office.closes:
        print(f"{close.origin}: {close.claims.charged_yen:,} 円, {close.size}-{close.root[:6].hex()}")
    print(f"{office.business_date}: 収納 {office.total('charged_yen'):,} 円 / charged")
    print(f"  還付 {office.total('refunded_yen'):,} 円 / refunded")
    print(f"  納入 {office.remitted_yen:,} 円 / to be paid in")
    return 0
