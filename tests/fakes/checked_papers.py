"""Papers as they come to where they are checked: scans of front and back as files, and what they are checked by."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from PIL import Image

from branch_app import ed25519
from branch_app.documents.seals.trust import Trust
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.domain.records.paper_trust import PaperNotices, RevokedCertificate
from branch_app.settings import RESOURCES
from branch_app.verification.apart import read_here
from branch_app.verification.examine import Assessor, Report
from branch_app.verification.limits import LIMITS
from sync.wire.envelope import Signer
from sync.wire.papers import TrustFile, sign_notices
from tests.fakes.laser import printed
from tests.fakes.marked import drawn
from tests.fakes.paper_seals import steady_seals, steady_trust
from tests.fakes.scanner import Grey, Severity, scan

_CENTRAL = b"c" * 32
AS_OF = datetime(2026, 11, 2, tzinfo=UTC)


def notices(revoked: Sequence[RevokedCertificate] = (), void: Sequence[int] = ()) -> PaperNotices:
    """What head office says; ``void`` are running numbers of the one device."""
    return PaperNotices(1, AS_OF, tuple(revoked), {"suge-01/1": tuple(void)} if void else {})


def trust(told: PaperNotices | None = None) -> Trust:
    """Of whoever has head office's file."""
    return replace(steady_trust(), notices=told or notices())


def write_trust(folder: Path, told: PaperNotices | None = None) -> Path:
    """The file as head office writes it."""
    public = ed25519.public_key(_CENTRAL)
    signed = sign_notices(told or notices(), Signer(public, ed25519.signer(_CENTRAL)))
    key = VerifierKey("central.example/papers", KeyKind.NOTE, public)
    seals = steady_seals()
    path = folder / "paper-trust.json"
    path.write_bytes(TrustFile(seals.root.decode(), key.text, signed, (seals.certificate,)).to_bytes())
    return path


def printed_sides(pdf: bytes, pages: int, seed: int = 1) -> list[Grey]:
    """Every side of a paper as a printer with 600 dots an inch leaves it (simulated)."""
    return [printed(drawn(pdf, number), seed + number) for number in range(1, 2 * pages + 1)]


def scanned_sides(sides: Sequence[Grey], dpi: int, severity: Severity, seed: int) -> list[Grey]:
    """The same as a scanner sees them (simulated)."""
    return [scan(side, dpi, severity, seed + at) for at, side in enumerate(sides)]


def tiff(pages: Sequence[Grey], dpi: int = 300) -> bytes:
    """One file of several pages."""
    file = io.BytesIO()
    first, *others = map(Image.fromarray, pages)
    first.save(file, "TIFF", save_all=True, append_images=others, dpi=(dpi, dpi), compression="tiff_lzw")
    return file.getvalue()


def scanned_pdf(pages: Sequence[Grey], dpi: int = 300) -> bytes:
    """The file that an office copier makes of a stack of sheets."""
    file = io.BytesIO()
    first, *others = map(Image.fromarray, pages)
    first.save(file, "PDF", save_all=True, append_images=others, resolution=dpi)
    return file.getvalue()


def checked(path: Path, by: Trust | None = None, *, opened: bool = True) -> Report:
    """With the site's key unless told otherwise."""
    key = steady_seals().site_key if opened else None
    return Assessor(by or trust(), RESOURCES, key).examine(read_here(path, LIMITS, RESOURCES))


def turned(page: Grey, quarters: int) -> Grey:
    """A page that lay on the glass another way round."""
    return np.ascontiguousarray(np.rot90(page, quarters))
