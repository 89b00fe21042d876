"""One paper with its marks, as whoever scans it finds them: seals of the fronts, symbols of the backs."""

from dataclasses import dataclass
from functools import cache

from branch_app.documents.renderer import PaperRenderer
from branch_app.documents.seals.marks import PaperMarks, Press
from branch_app.domain.records.certificate import PrintOrder
from branch_app.ports import PaperSeals
from branch_app.settings import RESOURCES
from tests.fakes.paper_seals import steady_seals


@dataclass(frozen=True, slots=True)
class Printed:
    """``fronts[n]`` is the seal of page n + 1, ``backs[n]`` the symbols behind it."""

    fronts: tuple[bytes, ...]
    backs: tuple[tuple[bytes, ...], ...]


def printed(order: PrintOrder, seals: PaperSeals | None = None) -> Printed:
    """The marks of that order, drawn as the renderer draws them."""
    signer = seals or steady_seals()
    renderer = PaperRenderer(RESOURCES, signer)
    layout = renderer.layout(order)
    marks = PaperMarks.of(order, layout.pages(), signer, Press.of(RESOURCES, order.snapshot))
    renderer._draw(order, layout, marks)
    backs = tuple(tuple(symbol.data for symbol in back) for back in marks.backs)
    return Printed(tuple(symbol.data for symbol in marks.fronts), backs)


@cache
def printed_once(order: PrintOrder) -> Printed:
    """The same for the same order."""
    return printed(order)
