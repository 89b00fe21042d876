"""What is told of a checked paper: for people, for programs, and beside the scan for the eye."""

import base64
import io
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from PIL import Image

from branch_app.documents.seals.front import FrontSeal
from branch_app.documents.seals.trust import Trust
from branch_app.strings import Language, item_text, verification_text
from branch_app.verification.examine import Report
from branch_app.verification.judge import Reason
from branch_app.verification.pages import Sides, Straight
from branch_app.verification.redrawn import redrawn

LANGUAGES = (Language.JA, Language.EN)


def told(reason: Reason, language: Language) -> str:
    """One reason in words, with its page."""
    items = "、".join(item_text(item, language) for item in reason.items)
    says = verification_text(f"cause_{reason.cause.value}", language, items=items)
    if not reason.page:
        return says
    return f"{verification_text('page', language, page=str(reason.page))}: {says}"


def as_text(report: Report, trust: Trust | None) -> str:
    """Answer and reasons, Japanese and then English; then what the seal says."""
    return "\n".join(_lines(report, trust))


def _lines(report: Report, trust: Trust | None) -> Iterator[str]:
    for language in LANGUAGES:
        yield verification_text(f"answer_{report.answer.value}", language)
        yield from (f"  {told(reason, language)}" for reason in report.reasons)
        if trust is not None and trust.notices is not None:
            as_of = trust.notices.as_of.date().isoformat()
            yield f"  {verification_text('status_known', language, date=as_of)}"
    for seal in _seals(report):
        heads = " / ".join(verification_text("sealed", language) for language in LANGUAGES)
        yield f"{heads} ({seal.page}/{seal.pages})"
        yield from (f"  {name}: {value}" for name, value in _sealed(seal).items() if value is not None)


def as_facts(report: Report, trust: Trust | None) -> dict[str, Any]:
    """The same for programs."""
    notices = None if trust is None else trust.notices
    return {
        "answer": report.answer.value,
        "reasons": [_reason(reason) for reason in report.reasons],
        "status_as_of": None if notices is None else notices.as_of.isoformat(),
        "seals": [_sealed(seal) for seal in _seals(report)],
        "fronts": [
            {
                "page": side.page.number,
                "medium": side.page.medium.value,
                "dpi": side.page.dpi,
                "seal": side.seal.finding.value,
                "why": side.seal.why,
                "serial": side.seal.serial,
                "marks": side.page.originality.value,
                "contrast": side.page.contrast,
                "letter": side.page.letter,
            }
            for side in report.fronts
        ],
        "backs": [
            {
                "page": side.page.number,
                "back": side.back.finding.value,
                "why": side.back.why,
                "found": side.back.found,
                "enough": side.back.enough,
                "opened": side.back.content is not None,
            }
            for side in report.backs
        ],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    says = {language.value: told(reason, language) for language in LANGUAGES}
    return {"cause": reason.cause.value, "page": reason.page, "items": list(reason.items), **says}


def _seals(report: Report) -> list[FrontSeal]:
    return [side.seal.seal for side in report.fronts if side.seal.seal is not None]


def _sealed(seal: FrontSeal) -> dict[str, str | None]:
    return {
        "certificate": seal.certificate,
        "number": seal.number,
        "job": seal.job,
        "page": f"{seal.page}/{seal.pages}",
        "signed": seal.signed.isoformat(),
        "names": seal.names,
        "address": seal.address,
        "births": seal.births,
        "kana": seal.kana,
    }


def side_by_side(report: Report, sides: Sides, resources: Path) -> str:
    """A page (HTML, nothing fetched from anywhere) with every scanned front beside the one that was printed.

    It shows the paper to whoever opens it, so it is written only where somebody asked for it.

    Raises:
        ResourceDamaged, SealMissing.
    """
    again = () if report.content is None else redrawn(report.content, resources)
    rows = []
    for side in report.fronts:
        scanned, seal = sides.pictures.get(side.page.number), side.seal.seal
        if seal is None or not 1 <= seal.page <= len(again):
            front = ""
        else:
            raster = again[seal.page - 1].picture
            front = _image(Image.frombytes("RGB", (raster.width, raster.height), raster.rgb))
        rows.append(f"<p>{_scan(scanned)}{front}</p>")
    head = "".join(f"<p>{escape(line)}</p>" for line in _lines(report, None))
    style = "img{width:48%;margin:1%;border:1px solid #888;vertical-align:top}"
    return (
        f'<!doctype html><meta charset="utf-8"><title>真偽確認</title><style>{style}</style>{head}{"".join(rows)}\n'
    )


def _scan(page: Straight | None) -> str:
    return "" if page is None else _image(Image.frombytes("L", (page.width, page.height), page.grey))


def _image(picture: Image.Image) -> str:
    file = io.BytesIO()
    picture.reduce(2).convert("L").save(file, "PNG")
    return f'<img alt="" src="data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}">'
