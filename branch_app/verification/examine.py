"""From pages that were read to an answer: seals and backs checked, put together, held against each other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.documents.marks.judge import Originality
from branch_app.documents.seals.check import check_seal
from branch_app.documents.seals.restore import restore_back
from branch_app.documents.seals.trust import Trust
from branch_app.documents.seals.verdict import BackVerdict, Finding, SealVerdict, is_one_paper
from branch_app.domain.records.certificate import PrintOrder
from branch_app.verification.judge import Answer, Cause, Reason, judge
from branch_app.verification.likeness import likeness
from branch_app.verification.pages import Medium, Page, Sides, Straight
from branch_app.verification.redrawn import Front, redrawn
from branch_app.verification.told import differences, runs_differ, seal_differs

T = TypeVar("T")

COARSEST_DPI: Final = 180
"""A little below 200, so that a scanner may be a little off."""

_SEALS: Final = {
    Finding.FORGED: Cause.SEAL_FORGED,
    Finding.UNREADABLE: Cause.SEAL_FORGED,
    Finding.REVOKED: Cause.REVOKED,
    Finding.VOID: Cause.VOID,
    Finding.UNKNOWN_SIGNER: Cause.UNKNOWN_SIGNER,
    Finding.FOREIGN: Cause.FOREIGN,
}
_BACKS: Final = {
    Finding.FORGED: Cause.BACK_FORGED,
    Finding.UNREADABLE: Cause.BACK_INCOMPLETE,
    Finding.INCOMPLETE: Cause.BACK_INCOMPLETE,
    Finding.REVOKED: Cause.REVOKED,
    Finding.VOID: Cause.VOID,
}


@dataclass(frozen=True, slots=True)
class FrontSide:
    """A page with a seal."""

    page: Page
    seal: SealVerdict


@dataclass(frozen=True, slots=True)
class BackSide:
    """A page with symbols of a back."""

    page: Page
    back: BackVerdict


@dataclass(frozen=True, slots=True)
class Report:
    """The answer and why; what was read; with the site's key the order that draws the paper again."""

    answer: Answer
    reasons: tuple[Reason, ...]
    fronts: tuple[FrontSide, ...] = ()
    backs: tuple[BackSide, ...] = ()
    content: PrintOrder | None = None


@dataclass(frozen=True, slots=True)
class Assessor:
    """Whoever checks papers, and by what: trust, the shipped resources, and the site's key where it is at hand."""

    trust: Trust
    resources: Path
    site_key: X25519PrivateKey | None = None

    def examine(self, sides: Sides) -> Report:
        """Everything that can be said of those pages.

        Raises:
            ResourceDamaged, SealMissing.
        """
        backs = tuple(
            BackSide(page, restore_back(page.shares, self.trust, self.site_key))
            for page in sides.pages
            if page.shares
        )
        brought = tuple(dict.fromkeys(side.back.certificate for side in backs if side.back.certificate))
        trust = self.trust.knowing(*brought)
        fronts = tuple(FrontSide(page, check_seal(data, trust)) for page in sides.pages for data in page.seals)
        content = next((side.back.content for side in backs if side.back.content is not None), None)
        found = list(_found(sides, fronts, backs))
        if content is not None:
            found += _compared(fronts, content, sides.pictures, self.resources)
        if not found:
            found = [_good(fronts) if self.site_key is not None else Reason(Cause.NOT_COMPARED)]
        answer, reasons = judge(found)
        return Report(answer, reasons, fronts, backs, content)


def _good(fronts: tuple[FrontSide, ...]) -> Reason:
    drawn = any(side.page.medium is Medium.DRAWING for side in fronts)
    return Reason(Cause.FILE_GOOD if drawn else Cause.ALL_GOOD)


def _found(sides: Sides, fronts: tuple[FrontSide, ...], backs: tuple[BackSide, ...]) -> Iterator[Reason]:
    for page in sides.pages:
        if page.hindrance is not None:
            yield Reason(Cause(page.hindrance.value), page.number)
        if not page.single:
            yield Reason(Cause.SEVERAL_SHEETS, page.number)
        if page.hindrance is None and not page.seals and not page.shares:
            yield Reason(Cause.NOTHING_FOUND, page.number)
    for front in fronts:
        yield from _of_front(front)
    for back in backs:
        cause = _BACKS.get(back.back.finding)
        if cause is not None:
            yield Reason(cause, back.page.number)
    yield from _together(fronts, backs)


def _of_front(side: FrontSide) -> Iterator[Reason]:
    page, number = side.page, side.page.number
    cause = _SEALS.get(side.seal.finding)
    if cause is not None:
        yield Reason(cause, number)
    if side.seal.seal is not None and side.seal.seal.specimen:
        yield Reason(Cause.SPECIMEN, number)
    if not page.single:
        return
    if not page.whole:
        yield Reason(Cause.PART_OF_A_PAGE, number)
    if page.medium is Medium.DRAWING:
        return
    if 0 < page.dpi < COARSEST_DPI:
        yield Reason(Cause.TOO_COARSE, number)
    elif page.originality is Originality.COPY:
        yield Reason(Cause.MARKS_OF_COPY, number)
    elif page.originality is Originality.CANNOT_TELL:
        yield Reason(Cause.MARKS_UNCLEAR, number)


def _together(fronts: tuple[FrontSide, ...], backs: tuple[BackSide, ...]) -> Iterator[Reason]:
    """Every page of one paper once, and behind each its own back."""
    jobs = {side.seal.seal.job for side in fronts if side.seal.seal is not None}
    jobs_behind = {side.back.header.job for side in backs if side.back.header is not None}
    if len(jobs) > 1 or len(jobs_behind) > 1:
        yield Reason(Cause.SEVERAL_PAPERS)
    fronts_by_page = _numbered((side.seal.seal.page, side) for side in fronts if side.seal.seal is not None)
    backs_by_page = _numbered((side.back.header.page, side) for side in backs if side.back.header is not None)
    pages = [side.seal.seal.pages for side in fronts if side.seal.seal is not None]
    pages += [side.back.header.pages for side in backs if side.back.header is not None]
    for page in range(1, max(pages, default=0) + 1):
        yield from _sheet(page, fronts_by_page.get(page, []), backs_by_page.get(page, []))


def _sheet(page: int, fronts: list[FrontSide], backs: list[BackSide]) -> Iterator[Reason]:
    if not fronts:
        yield Reason(Cause.FRONT_MISSING, items=(str(page),))
    if not backs:
        yield Reason(Cause.BACK_MISSING, items=(str(page),))
    for front in fronts:
        for back in backs:
            if not is_one_paper(front.seal, back.back):
                yield Reason(Cause.NOT_ONE_PAPER, front.page.number, differences(front.seal, back.back))


def _numbered(sides: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    by_page: dict[int, list[T]] = {}
    for page, side in sides:
        by_page.setdefault(page, []).append(side)
    return by_page


def _compared(
    fronts: tuple[FrontSide, ...], content: PrintOrder, pictures: Mapping[int, Straight], resources: Path
) -> Iterator[Reason]:
    """What a front shows against what its back says was printed."""
    again = redrawn(content, resources)
    if not again:
        yield Reason(Cause.NOT_DRAWN)
        return
    for side in fronts:
        seal, number = side.seal.seal, side.page.number
        if seal is None or seal.job != content.job or not side.page.single:
            continue
        if seal.page > len(again) or seal.pages != len(again):
            yield Reason(Cause.NOT_DRAWN, number)
            continue
        yield from _of_page(side, again[seal.page - 1], pictures.get(number))


def _of_page(side: FrontSide, front: Front, picture: Straight | None) -> Iterator[Reason]:
    number, seal = side.page.number, side.seal.seal
    different = list(seal_differs(seal, front.shown)) if seal is not None else []
    if side.page.medium is Medium.DRAWING:
        different += runs_differ(side.page.runs, front)
    unclear: tuple[str, ...] = ()
    if picture is None:
        yield Reason(Cause.FIELDS_UNCLEAR, number)
    else:
        alike = likeness(picture, front, side.page.seals[0])
        different += alike.different
        unclear = alike.unclear
    if different:
        yield Reason(Cause.FIELDS_DIFFER, number, tuple(dict.fromkeys(different)))
    if unclear:
        yield Reason(Cause.FIELDS_UNCLEAR, number, unclear)
