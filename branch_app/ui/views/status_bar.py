"""The status bar: line, pending entries, age of each register, reader, printer and paper, clock and hours."""

import tkinter as tk

from branch_app.domain.rules.hours import OpenState
from branch_app.ui.look import Look
from branch_app.ui.measures import Space
from branch_app.ui.presenters.status import Status, StatusPresenter
from branch_app.ui.theme import Role
from branch_app.ui.widgets.status_cell import StatusCell
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording
from branch_app.usecases.device_status import PrinterState, PrinterStatus, ReaderState
from branch_app.usecases.level import Level
from branch_app.usecases.line_status import LineState
from branch_app.usecases.status import CounterStatus, DataStatus

_LINE_TEXTS = {
    LineState.UP: "status_online",
    LineState.DOWN: "status_offline",
    LineState.REFUSED: "status_line_refused",
    LineState.UNKNOWN: "status_line_unknown",
}
_READER_TEXTS = {
    ReaderState.CARD: "status_reader_card",
    ReaderState.READY: "status_reader_ready",
    ReaderState.ABSENT: "status_reader_absent",
    ReaderState.UNKNOWN: "status_reader_unknown",
}
_PRINTER_TEXTS = {
    PrinterState.READY: "status_printer_ready",
    PrinterState.TROUBLED: "status_printer_troubled",
    PrinterState.ABSENT: "status_printer_absent",
    PrinterState.UNKNOWN: "status_printer_unknown",
}
_PROBLEM_TEXTS = {
    "media-jam": "status_printer_jam",
    "media-empty": "status_printer_empty",
    "media-needed": "status_printer_empty",
    "cover-open": "status_printer_cover",
}
_DAY_HOURS = 24
_REGISTERS = 7
_OTHERS = 6
_LINES = 2


class StatusBar(Area):
    """Cells flow into a second line where one is too short; none is ever cut off or hidden."""

    def __init__(self, parent: tk.Misc, look: Look, presenter: StatusPresenter) -> None:
        super().__init__(parent, look, Role.STATUS)
        self._presenter = presenter
        self._words = Wording(look)
        self._cells = [StatusCell(self, look) for _ in range(_OTHERS + _REGISTERS)]
        self._width = 0
        self.bind("<Configure>", lambda event: self._resized(event.width), add="+")
        look.follow(self, self.restyle)
        presenter.listen(self._show)

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        self._show(self._presenter.state)

    def _show(self, state: Status) -> None:
        counter = state.counter
        told = self._told(counter) if counter else [(Level.UNKNOWN, self._words.say("general_working"))]
        for cell, (level, text) in zip(self._cells, told, strict=False):
            cell.tell(level, text)
        for cell in self._cells[len(told) :]:
            cell.show("")
        self._flow()

    def _told(self, counter: CounterStatus) -> list[tuple[Level, str]]:
        words = self._words
        pending = counter.log.pending
        return [
            (counter.line.level, words.say(_LINE_TEXTS[counter.line.state])),
            (
                counter.log.level,
                words.say("status_pending", n=pending) if pending else words.say("status_pending_none"),
            ),
            *((status.level, self._age(status)) for status in counter.data),
            (counter.reader.level, words.say(_READER_TEXTS[counter.reader.state])),
            (counter.printer.level, words.say(_printer_text(counter.printer))),
            (
                counter.paper.level,
                words.say("status_paper_none")
                if counter.paper.left is None
                else words.say("status_paper", n=counter.paper.left),
            ),
            self._time(counter),
        ]

    def _time(self, counter: CounterStatus) -> tuple[Level, str]:
        """The clock; while it is right, whether anybody is expected at this hour."""
        if counter.clock.level is not Level.GOOD:
            return counter.clock.level, self._words.say("status_clock_wrong")
        if counter.hours is OpenState.CLOSED:
            return Level.NOTICE, self._words.say("status_outside_hours")
        return Level.GOOD, self._words.say("status_clock_ok")

    def _age(self, status: DataStatus) -> str:
        words, hours = self._words, status.age_hours
        if status.as_of is None:
            age = words.say("status_age_never")
        elif hours < 1:
            age = words.say("status_age_now")
        elif hours < 2 * _DAY_HOURS:
            age = words.say("status_age_hours", n=hours)
        else:
            age = words.say("status_age_days", n=hours // _DAY_HOURS)
        return words.say("status_age", register=words.say(f"status_register_{status.register}"), age=age)

    def _resized(self, width: int) -> None:
        if width != self._width:
            self._width = width
            self._flow()

    def _flow(self) -> None:
        """Left to right, then the next line; room for two at least, so that nothing above moves by what it says."""
        gap, line = self.look.gap(Space.L), 0
        left, top = gap // 2, self.look.gap(Space.XS)
        for cell in self._cells:
            if not cell.cget("text"):
                cell.place_forget()
                continue
            width, height = cell.winfo_reqwidth(), cell.winfo_reqheight()
            if left + width > self._width and left > gap:
                left, top = gap // 2, top + line
            cell.place(x=left, y=top)
            left, line = left + width + gap, max(line, height)
        edge = self.look.gap(Space.XS)
        height = max(top + line, edge + _LINES * line) + edge
        if height != int(str(self.cget("height"))):
            self.configure(height=height)


def _printer_text(printer: PrinterStatus) -> str:
    for problem in printer.problems:
        for beginning, key in _PROBLEM_TEXTS.items():
            if problem.startswith(beginning):
                return key
    return _PRINTER_TEXTS[printer.state]
