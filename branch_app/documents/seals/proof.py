"""The marks of a finished file, read from the file itself and held against what was to be printed.

Symbols are read from their very modules as they lie in the PDF: rasterising a page for that would take longer than
making it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from branch_app.documents.readback import PageFacts, Picture
from branch_app.documents.seals.back import Back
from branch_app.documents.seals.certificate import PaperCertificate
from branch_app.documents.seals.front import FrontSeal
from branch_app.documents.seals.marks import PaperMarks, Symbol
from branch_app.documents.seals.shares import join
from branch_app.documents.seals.symbols import read_symbol
from branch_app.documents.sheet import Mark
from branch_app.domain.errors import BadInput
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.vds.seal import Seal


@dataclass(frozen=True, slots=True)
class Proof:
    """One paper's order and marks, for reading them back."""

    order: PrintOrder
    marks: PaperMarks

    def faults(self, fronts: Sequence[PageFacts], backs: Sequence[PageFacts]) -> Iterator[tuple[str, bool]]:
        """Name of a fault and whether it is absent: digital_seal, then back."""
        yield "digital_seal", len(fronts) == len(self.marks.fronts) and all(map(self._sealed, *_numbered(fronts)))
        yield "back", len(backs) == len(self.marks.backs) and all(map(self._backed, *_numbered(backs)))

    def _sealed(self, at: int, page: PageFacts) -> bool:
        """The symbol that was made, and in it a good signature over this paper's numbers."""
        picture = page.pictures.get(Mark.SYMBOL)
        data = None if picture is None else _read(picture, self.marks.fronts[at])
        if data is None:
            return False
        try:
            seal = Seal.decode(data)
            front = FrontSeal.read(seal)
        except BadInput:
            return False
        order = self.order
        told = (front.number, front.job, front.page, front.digest, front.signed, front.specimen)
        digest = self.marks.sealing.digest
        ours = (order.number, order.job, at + 1, digest, order.issued, order.specimen)
        return told == ours and self._certificate().signed(seal.signed_part(), seal.signature)

    def _backed(self, at: int, page: PageFacts) -> bool:
        """Every symbol that was made, and from them this page's header under a good signature."""
        symbols = self.marks.backs[at]
        if len(symbols) != len(page.shares):
            return False
        read = [_read(picture, symbol) for picture, symbol in zip(page.shares, symbols, strict=True)]
        return None not in read and self._told(at, (data for data in read if data is not None))

    def _told(self, at: int, symbols: Iterable[bytes]) -> bool:
        best, *others = join(symbols)
        if others or best.payload is None:
            return False
        try:
            back = Back.decode(best.payload)
        except BadInput:
            return False
        return back.header == self.marks.header(at + 1) and self._certificate().signed(
            back.signed_part(), back.signature
        )

    def _certificate(self) -> PaperCertificate:
        return PaperCertificate.read(self.marks.sealing.signer.certificate)


def _numbered(pages: Sequence[PageFacts]) -> tuple[range, Sequence[PageFacts]]:
    return range(len(pages)), pages


def _read(picture: Picture, symbol: Symbol) -> bytes | None:
    """What the picture says; None unless it is the symbol that was made, at its true size."""
    if not picture.shows(symbol.bitmap):
        return None
    data = read_symbol(replace(symbol.bitmap, bits=picture.bits))
    return data if data == symbol.data else None
