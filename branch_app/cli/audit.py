"""``audit verify``: an export checked with nothing but its folder."""

import argparse
from pathlib import Path

from branch_app.domain.log.verifier_key import VerifierKey
from branch_app.exports.audit.verify import verify_export


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    audit = parser.add_subparsers(required=True, metavar="what")
    verify = audit.add_parser("verify", help="check an export, offline")
    verify.add_argument("folder", type=Path)
    verify.add_argument("--key", action="append", default=[], help="a verifier key received another way")
    verify.set_defaults(run=_verify)


def _verify(chosen: argparse.Namespace) -> int:
    report = verify_export(chosen.folder, [VerifierKey.parse(key) for key in chosen.key])
    print("\n".join(report.lines()))
    return 0 if report.intact else 1
