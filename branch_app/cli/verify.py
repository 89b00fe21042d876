"""``verify``: whether a paper is an original, from a scan of it or from its file, offline.

Exit status 0: original; 1: copy, forged or not valid any more; 2: cannot tell.
"""

import argparse
import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.composition.paper_seals import trust_of_file
from branch_app.documents.seals.trust import Trust
from branch_app.domain.errors import BadInput
from branch_app.settings import RESOURCES
from branch_app.strings import verification_text
from branch_app.verification.apart import read_apart
from branch_app.verification.examine import Assessor, Report
from branch_app.verification.judge import Answer, Cause, Reason, judge
from branch_app.verification.limits import LIMITS
from branch_app.verification.pages import Sides, Unreadable
from branch_app.verification.report import LANGUAGES, as_facts, as_text, side_by_side
from sync.wire.papers import TrustFile

TRUST_NAME = "paper-trust.json"
STATUS = {Answer.ORIGINAL: 0, Answer.COPY: 1, Answer.FORGED: 1, Answer.CANNOT_TELL: 2}


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument(
        "file", type=Path, help="PNG, JPEG, TIFF or PDF: front and back of every sheet of one paper"
    )
    parser.add_argument("--trust", type=Path, default=Path("trust"), help=f"folder with {TRUST_NAME}, or that file")
    parser.add_argument("--site-key", type=Path, help="the site's private key: compares everything that is printed")
    parser.add_argument("--out", type=Path, help="with the key: write scan and original side by side (HTML) here")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=_verify)


def _verify(chosen: argparse.Namespace) -> int:
    trust = _trust(chosen.trust)
    report, sides = _report(chosen, trust)
    if chosen.out is not None:
        chosen.out.write_text(side_by_side(report, sides, RESOURCES), encoding="utf-8")
    if chosen.json:
        print(json.dumps(as_facts(report, trust), ensure_ascii=False, indent=1))
        return STATUS[report.answer]
    print(as_text(report, trust))
    if chosen.out is not None:
        for language in LANGUAGES:
            print(verification_text("written", language, file=chosen.out.name))
    return STATUS[report.answer]


def _report(chosen: argparse.Namespace, trust: Trust | None) -> tuple[Report, Sides]:
    nothing = Sides((), {})
    if trust is None:
        return Report(*judge([Reason(Cause.NO_TRUST)])), nothing
    site_key = None if chosen.site_key is None else _site_key(chosen.site_key)
    try:
        sides = read_apart(chosen.file, LIMITS, RESOURCES)
    except Unreadable as reason:
        return Report(*judge([Reason(Cause(reason.hindrance.value))])), nothing
    return Assessor(trust, RESOURCES, site_key).examine(sides), sides


def _trust(place: Path) -> Trust | None:
    path = place / TRUST_NAME if place.is_dir() else place
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return trust_of_file(TrustFile.from_bytes(data))


def _site_key(path: Path) -> X25519PrivateKey:
    try:
        return X25519PrivateKey.from_private_bytes(path.read_bytes())
    except (OSError, ValueError) as error:
        raise BadInput(at="site key") from error
