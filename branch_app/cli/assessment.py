"""``assessment``: a device's month, 調定 by 会計年度 and 収入科目, to be read; it is about no person.

The tables for a file, one of which is about persons, stay at the window, where a second person agrees.
"""

import argparse
import getpass
from datetime import date
from pathlib import Path

from branch_app.cli.meant import month
from branch_app.composition.assessed import assessed
from branch_app.composition.patient import Patient
from branch_app.domain.reconcile.assessment import AssessmentLine
from branch_app.machine import SystemClock, SystemRandom
from db.vault import Credentials


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--home", type=Path, required=True, help="the device's home, with settings.toml")
    parser.add_argument("--operator", required=True, help="whose password is asked for")
    parser.add_argument("--month", type=month, required=True, help="the calendar month, as 2026-11")
    parser.set_defaults(run=_assessment)


def _assessment(chosen: argparse.Namespace) -> int:
    first: date = chosen.month
    credentials = Credentials(chosen.operator, getpass.getpass())
    with Patient(chosen.home, SystemClock(), SystemRandom(), lambda vault: vault.sign_in(credentials)) as patient:
        lines, anchor = assessed(patient, first.year, first.month)
    print("年度", "コード", "収入科目", "件数", "収納 / charged", "戻出 / refunded", "調定 / assessed", sep="\t")
    for line in lines:
        print(*_row(line), sep="\t")
    print(f"{first:%Y-%m}: 調定 {sum(line.assessed_yen for line in lines):,} 円 / assessed")
    print(f"  過年度還付 {sum(line.late_yen for line in lines):,} 円 / given back for a year that is over")
    print(f"  記録 / log {anchor.text}")
    return 0


def _row(line: AssessmentLine) -> tuple[object, ...]:
    figures = (line.copies, line.charged_yen, line.refunded_yen, line.assessed_yen)
    return line.fiscal_year, line.code, line.account, *figures
