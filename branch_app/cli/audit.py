"""``audit verify``: an export checked with nothing but its folder."""

import argparse
from pathlib import Path

from branch_app.cli.kinds import Commands
from branch_app.domain.log.verifier_key import VerifierKey
from branch_app.exports.audit.verify import verify_export


def add_to(commands: Commands) -> None:
    """Register the command."""
    audit = commands.add_parser("audit", help="監査 / audit").add_subparsers(required=True, metavar="what")
    verify = audit.add_parser("verify", help="check an export, offline")
    verify.add_argument("folder", type=Path)
    verify.add_argument("--key", action="append", default=[], help="a verifier key received another way")
    verify.set_defaults(run=_verify)


def _verify(chosen: argparse.Namespace) -> int:
    report = verify_export(chosen.folder, [VerifierKey.parse(key) for key in chosen.key])
    print("\n".join(report.lines()))
    return 0 if report.intact else 1
