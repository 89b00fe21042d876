"""The finished bytes against the order they were made for, before any money is taken.

A paper with another person's name came out of a counter in this city once (2023-05-02): nothing is believed here
that was not read back from the file itself.
"""

from collections.abc import Iterator

from branch_app.documents.layout import Layout, Stationery
from branch_app.documents.readback import PageFacts, as_read, read_back, subjects
from branch_app.documents.sheet import Drawing, Mark
from branch_app.domain.errors import PreflightFailed
from branch_app.domain.records.certificate import PrintOrder


def preflight(drawing: Drawing, order: PrintOrder, layout: Layout, stationery: Stationery) -> None:
    """Pass, or name the first fault.

    Raises:
        PreflightFailed: ``fault`` is pages, number, job, subject, fonts, text, seal or impression.
    """
    for fault, holds in _facts(drawing, order, layout, stationery):
        if not holds:
            raise PreflightFailed(fault=fault)


def _facts(
    drawing: Drawing, order: PrintOrder, layout: Layout, stationery: Stationery
) -> Iterator[tuple[str, bool]]:
    pages = read_back(drawing.pdf)
    said, count = subjects(pages), layout.pages()
    yield "pages", said.pages == tuple(f"{page}／{count}" for page in range(1, count + 1))
    yield "number", said.numbers == (order.number,) * count
    yield "job", said.jobs == (order.job,) * count
    yield "subject", _names(said.names) == _names(layout.names())
    yield "fonts", all(page.fonts_embedded for page in pages)
    yield "text", tuple(map(as_read, drawing.runs)) == tuple(as_read(page.runs) for page in pages)
    yield "seal", _sealed(pages, stationery)
    yield "impression", _impressed(pages, layout)


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
