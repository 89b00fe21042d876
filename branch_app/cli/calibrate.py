"""``calibrate``: print the 調整用紙 of 牽制文字 at the device's certificate printer, or into a file."""

import argparse
from pathlib import Path

from branch_app.composition.devices import slip_printer_of
from branch_app.documents.marks.calibration import calibration_sheet
from branch_app.machine import SystemClock
from branch_app.settings import RESOURCES, load_settings


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--home", type=Path, required=True, help="the device's home, with settings.toml")
    parser.add_argument("--out", type=Path, help="write the PDF here instead of printing it")
    parser.set_defaults(run=_calibrate)


def _calibrate(chosen: argparse.Namespace) -> int:
    settings = load_settings(chosen.home)
    now = SystemClock().now()
    pdf = calibration_sheet(RESOURCES, settings.printer_name, now.date())
    if chosen.out:
        chosen.out.write_bytes(pdf)
    else:
        slip_printer_of(settings.printer, chosen.home).print(pdf, f"calibration-{now:%Y%m%dT%H%M%S}")
    return 0
