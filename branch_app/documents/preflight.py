"""The finished bytes against the order they were made for, before any money is taken.

A paper with another person's name came out of a counter in this city once (2023-05-02): nothing is believed here
that was not read back from the file itself.
"""

from collections.abc import Iterator

from branch_app.documents.layout import Layout, Stationery
from branch_app.documents.readback import PageFacts, as_read, backs, fronts, read_back, subjects
from branch_app.documents.seals.proof import Proof
from branch_app.documents.sheet import Drawing, Mark
from branch_app.domain.errors import PreflightFailed


def preflight(drawing: Drawing, layout: Layout, stationery: Stationery, proof: Proof) -> None:
    """Pass, or name the first fault.

    Raises:
        PreflightFailed: ``fault`` is pages, number, job, subject, fonts, text, seal, impression, digital_seal or
            back.
    """
    for fault, holds in _facts(drawing, layout, stationery, proof):
        if not holds:
            raise PreflightFailed(fault=fault)


def _facts(drawing: Drawing, layout: Layout, stationery: Stationery, proof: Proof) -> Iterator[tuple[str, bool]]:
    sides = read_back(drawing.pdf)
    pages, order = fronts(sides), proof.order
    said, behind, count = subjects(pages), subjects(backs(sides)), layout.pages()
    yield "pages", said.pages == behind.pages == tuple(f"{page}／{count}" for page in range(1, count + 1))
    yield "number", said.numbers == behind.numbers == (order.number,) * count
    yield "job", said.jobs == behind.jobs == (order.job,) * count
    yield "subject", _names(said.names) == _names(layout.names())
    yield "fonts", all(side.fonts_embedded for side in sides)
    yield "text", _says(tuple(side.runs for side in sides), drawing.runs)
    yield "seal", _sealed(pages, stationery)
    yield "impression", _impressed(pages, layout)
    yield from proof.faults(pages, backs(sides))


def _says(read: tuple[tuple[str, ...], ...], drawn: tuple[tuple[str, ...], ...]) -> bool:
    """Page by page; nearly always run by run the same, so that nothing has to be put as it would be read."""
    return read == drawn or tuple(map(as_read, read)) == tuple(map(as_read, drawn))


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Each by itself: two people of one paper are never told apart by spaces."""
    return tuple(name for each in names for name in as_read([each]))


def _sealed(pages: tuple[PageFacts, ...], stationery: Stationery) -> bool:
    """On the last page, where the certification stands, and nowhere else."""
    *before, last = pages
    seal = last.pictures.get(Mark.SEAL)
    return (
        seal is not None and seal.shows(stationery.seal) and not any(Mark.SEAL in page.pictures for page in before)
    )


def _impressed(pages: tuple[PageFacts, ...], layout: Layout) -> bool:
    expected = layout.impression()
    found = [page.pictures[Mark.IMPRESSION] for page in pages if Mark.IMPRESSION in page.pictures]
    if expected is None:
        return not found
    return len(found) == 1 and found[0].shows(expected)
