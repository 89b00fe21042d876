"""プレビュー: the very file that will print, page by page, drawn from the bytes that will be sent."""

from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.errors import MadoguchiError
from branch_app.domain.values.identifiers import JobId
from branch_app.ports import Pages, Raster
from branch_app.ui.presenters.presenter import Presenter
from branch_app.ui.work import Lane, Work
from branch_app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Preview:
    """Page ``number`` of ``count``, from 1; ``large`` while it covers the screen."""

    job: JobId | None = None
    number: int = 1
    count: int = 0
    picture: Raster | None = None
    large: bool = False
    trouble: MadoguchiError | None = None


_Drawn = tuple[int, Raster]
_Run = Callable[
    [Lane, Callable[[], _Drawn], Callable[[_Drawn], None], Callable[[MadoguchiError], None]],
    None,
]
"""How a page is asked for: now, or when the rest of the screen is there."""


class PreviewPresenter(Presenter[Preview]):
    """One paper at a time; ``width`` is what the pane wants, in pixels."""

    def __init__(self, desk: Callable[[], Desk], pages: Pages, work: Work) -> None:
        super().__init__(Preview())
        self._desk = desk
        self._pages = pages
        self._work = work
        self._width = 300
        self._large_width = 900

    def fit(self, width: int, large_width: int) -> None:
        """The panes' widths in pixels, as the window lays them out."""
        self._width, self._large_width = max(width, 100), max(large_width, 100)

    def show(self, job: JobId | None) -> None:
        """Another paper, or none."""
        if job == self.state.job:
            return
        self._become(Preview(job))
        self._draw(self._work.run_after_drawing)

    def turn(self, by: int) -> None:
        """Another page."""
        number = max(1, min(self.state.number + by, self.state.count))
        if number != self.state.number:
            self._change(number=number)
            self._draw(self._work.run)

    def enlarge(self) -> None:
        """Over the whole screen, and back."""
        if self.state.job is not None:
            self._change(large=not self.state.large)
            self._draw(self._work.run)

    def shrink(self) -> None:
        """Back to the pane."""
        if self.state.large:
            self.enlarge()

    def _draw(self, run: _Run) -> None:
        job, number = self.state.job, self.state.number
        if job is None:
            return
        desk, width = self._desk(), self._large_width if self.state.large else self._width

        def draw() -> _Drawn:
            pdf = desk.print_files.get(job)
            return self._pages.count(pdf), self._pages.page(pdf, number, width)

        def drawn(result: _Drawn) -> None:
            if (job, number) == (self.state.job, self.state.number):
                self._change(count=result[0], picture=result[1], trouble=None)

        def failed(error: MadoguchiError) -> None:
            if job == self.state.job:
                self._change(picture=None, trouble=error)

        run(Lane.LOOKUP, draw, drawn, failed)
