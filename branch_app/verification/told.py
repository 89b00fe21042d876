"""What seal, back and texts of a page say, held against each other, by items."""

from collections import Counter
from collections.abc import Iterator

from branch_app.documents.seals.front import SEPARATOR, FrontSeal, Shown
from branch_app.documents.seals.verdict import BackVerdict, SealVerdict
from branch_app.verification.redrawn import Front


def differences(front: SealVerdict, back: BackVerdict) -> tuple[str, ...]:
    """Items of the numbers of a paper in which its front and its back are of two."""
    seal, header = front.seal, back.header
    if seal is None or header is None:
        return ()
    pairs = {
        "number": (seal.number, header.number),
        "job": (seal.job, header.job),
        "page": ((seal.page, seal.pages), (header.page, header.pages)),
        "content": (seal.digest, header.digest),
        "specimen": (seal.specimen, header.specimen),
    }
    return tuple(item for item, (one, other) in pairs.items() if one != other)


def seal_differs(seal: FrontSeal, shown: Shown) -> Iterator[str]:
    """Items in which the seal says something else than the content; what it had no room for is not asked."""
    if seal.certificate != shown.title:
        yield "title"
    if not _names(seal.names, shown.names):
        yield "name"
    for item, told, texts in (
        ("address", seal.address, (shown.address,)),
        ("birth", seal.births, shown.births),
        ("kana", seal.kana, shown.kana),
    ):
        if told is not None and told != SEPARATOR.join(texts):
            yield item


def _names(told: str, names: tuple[str, ...]) -> bool:
    """All of them, or the first ones and how many more there are."""
    if told in {SEPARATOR.join(names), f"{len(names)}人"}:
        return True
    return any(
        told == SEPARATOR.join((*names[:count], f"ほか{len(names) - count}人")) for count in range(1, len(names))
    )


def runs_differ(runs: tuple[str, ...], front: Front) -> Iterator[str]:
    """Items of which a drawing lacks a text, and ``text`` for texts that nobody printed.

    A drawing also has the caption of its seal, which was not drawn again.
    """
    drawn, expected = Counter(map(_bare, runs)), Counter(map(_bare, front.runs))
    missing = expected - drawn
    for field in front.fields:
        if any(_bare(front.runs[at]) in missing for at in field.runs):
            yield field.item
    more = drawn - expected
    if any(text and not _is_caption(text) for text in more):
        yield "text"


def _bare(run: str) -> str:
    return run.rstrip()


def _is_caption(text: str) -> bool:
    return text.startswith("電子シール")
