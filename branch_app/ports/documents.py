"""Papers."""

from typing import Protocol

from branch_app.domain.records.certificate import PrintOrder, RenderedPaper


class Renderer(Protocol):
    """Makes and checks papers."""

    def render(self, order: PrintOrder) -> RenderedPaper:
        """The PDF of one copy, checked: glyphs, seal, page count, subject and number read back from the bytes.

        Raises:
            GlyphMissing, SealMissing, RecordIncomplete, PreflightFailed, ResourceDamaged.
        """
