"""The front page without any mark, as the other engines draw it: drawn and written, not read back."""

from branch_app.documents import page as paper
from branch_app.documents.fonts import mincho
from branch_app.documents.layout import Layout
from branch_app.documents.sheet import Sheet
from branch_app.domain.records.certificate import PrintOrder
from branch_app.settings import RESOURCES


def plain_front(order: PrintOrder, layout: Layout) -> bytes:
    """The PDF of the first sheet's front."""
    sheet = Sheet(mincho(RESOURCES), order.job, order.issued)
    layout.draw(sheet, 1)
    paper.footer(sheet, order, 1, layout.pages())
    sheet.end_page()
    return sheet.finish().pdf
