"""``central site``, ``revoke-papers``, ``paper-notices``, ``paper-trust``: by what papers are believed."""

import argparse
from pathlib import Path

from branch_app.cli.central_place import command, open_central
from branch_app.cli.kinds import Commands
from branch_app.cli.meant import day
from branch_app.domain.records.paper_trust import PaperNotices, RevocationReason
from sync.central import papers
from sync.central.site import load_site, name_site
from sync.wire.papers import TrustFile


def fill_papers(central: Commands) -> None:
    """Register the commands."""
    site = command(
        central, "site", "the place where papers are checked: make its key, print address and public key"
    )
    site.add_argument("--uri", help="its address from now on, https and at most 40 characters")
    site.set_defaults(run=_site)
    revoke = command(central, "revoke-papers", "believe no paper of a device any more, and say so in new notices")
    revoke.add_argument("--device", required=True)
    revoke.add_argument("--reason", choices=[reason.value for reason in RevocationReason], required=True)
    revoke.add_argument("--since", type=day, required=True, help="papers from that day on")
    revoke.set_defaults(run=_revoke)
    notices = command(central, "paper-notices", "sign what is known of revocations and voided papers")
    notices.set_defaults(run=_notices)
    trust = command(central, "paper-trust", "write the file by which papers are checked anywhere; nothing secret")
    trust.add_argument("--out", type=Path, required=True)
    trust.set_defaults(run=_trust)


def _site(chosen: argparse.Namespace) -> int:
    open_central(chosen).close()
    site = load_site(chosen.folder) if chosen.uri is None else name_site(chosen.folder, chosen.uri)
    print(site.uri, site.public.key.hex())
    return 0


def _revoke(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    with central.database.connection_context():
        _say(papers.revoke(central, chosen.device, RevocationReason(chosen.reason), chosen.since))
    return 0


def _notices(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    with central.database.connection_context():
        _say(papers.publish_notices(central))
    return 0


def _trust(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    with central.database.connection_context():
        told = TrustFile(
            central.line.every_root,
            central.keys.verifier.text,
            papers.newest_notices(central),
            papers.certificates(),
        )
    chosen.out.write_bytes(told.to_bytes())
    return 0


def _say(notices: PaperNotices) -> None:
    void = sum(map(len, notices.void.values()))
    print(notices.number, f"{len(notices.revoked)} revoked", f"{void} void")
