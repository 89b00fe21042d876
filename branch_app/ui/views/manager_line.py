"""The line to head office on the manager's screen: green only in step; what is pending, what went wrong last."""

import tkinter as tk

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.pace import Crossed
from branch_app.ui.presenters.status import Status, StatusPresenter, Trip
from branch_app.ui.theme import Role
from branch_app.ui.views.signed import signed
from branch_app.ui.widgets.button import ActionButton
from branch_app.ui.widgets.label import Paragraph
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.wording import Wording
from branch_app.usecases.level import Level
from branch_app.usecases.line_status import LineState, LineStatus

_LINE_TEXTS = {
    LineState.UP: "status_online",
    LineState.DOWN: "status_offline",
    LineState.REFUSED: "status_line_refused",
    LineState.UNKNOWN: "status_line_unknown",
}
_INKS = {
    Level.GOOD: Role.GOOD_TEXT,
    Level.NOTICE: Role.NOTICE_TEXT,
    Level.BAD: Role.BAD_TEXT,
    Level.UNKNOWN: Role.MUTED,
}
_RENEWING_TEXTS = {
    "rows": "manager_renewing_rows",
    "indexes": "manager_renewing_indexes",
    "check": "manager_renewing_check",
    "changes": "manager_renewing_changes",
    "compare": "manager_renewing_compare",
}
_MINUTE_S = 60
_SIGNS = {Level.GOOD: "✓", Level.NOTICE: "▲", Level.BAD: "✕", Level.UNKNOWN: "…"}


class LineView(Panel):
    """Two lines of text and two buttons."""

    def __init__(self, parent: tk.Misc, look: Look, presenter: StatusPresenter) -> None:
        super().__init__(parent, look)
        self._presenter = presenter
        self._words = Wording(look)
        body, gap = self.body, look.gap(Space.S)
        self._state = Paragraph(body, look, style=Type.STRONG)
        self._detail = Paragraph(body, look, style=Type.HINT)
        self._send = ActionButton(body, look, "", presenter.synchronise, Key.F6)
        self._renew = ActionButton(body, look, "", presenter.renew, Key.F7)
        body.columnconfigure(0, weight=1)
        self._state.grid(row=0, column=0, sticky="ew")
        self._detail.grid(row=1, column=0, sticky="ew")
        self._send.grid(row=0, column=1, rowspan=2, padx=gap)
        self._renew.grid(row=0, column=2, rowspan=2)
        look.follow(body, self._restyle_body)
        presenter.listen(self._show)

    def press(self, key: Key) -> bool:
        """F6 sends, F7 renews."""
        match key:
            case Key.F6:
                self._send.act()
            case Key.F7:
                self._renew.act()
            case _:
                return False
        return True

    def _restyle_body(self) -> None:
        self.body.paint_ground()
        self._send.show(self._words.say("manager_send"))
        self._renew.show(self._words.say("manager_renew"))
        self._show(self._presenter.state)

    def _show(self, state: Status) -> None:
        level = state.step.level if state.step else state.line.level
        told = self._line_words(state.line)
        if state.step and level is Level.GOOD:
            told = f"{told}　{self._words.say('manager_in_step')}"
        self._state.show(signed(_SIGNS[level], told), _INKS[level])
        detail = "　".join(filter(None, (self._log_words(state), self._news(state))))
        self._detail.show(detail, Role.TEXT if state.moving or state.trouble else Role.MUTED)
        for button in (self._send, self._renew):
            if state.moving:
                button.disable()
            else:
                button.enable()

    def _line_words(self, line: LineStatus) -> str:
        words = self._words
        told = words.say(_LINE_TEXTS[line.state])
        return told if line.since is None else f"{told}　{words.say('manager_since', at=words.moment(line.since))}"

    def _log_words(self, state: Status) -> str:
        if state.counter is None:
            return ""
        log, say = state.counter.log, self._words.say
        witnessed = say("manager_witnessed", witnessed=log.witnessed, size=log.size)
        return f"{say('manager_pending', n=log.pending)}　{witnessed}"

    def _news(self, state: Status) -> str:
        """What crosses the line now, else what went wrong last; nothing while all is well."""
        say = self._words.say
        if state.trip is Trip.RENEW:
            return self._renewing(state.crossed)
        if state.trip is Trip.SEND and state.crossed is not None:
            return say("manager_sending_of", done=state.crossed.done, of=state.crossed.of)
        if state.trip is Trip.SEND:
            return say("manager_sending")
        return self._words.message(state.trouble).happened if state.trouble else ""

    def _renewing(self, crossed: Crossed | None) -> str:
        """How far, how fast, how long still."""
        say = self._words.say
        if crossed is None or crossed.what not in _RENEWING_TEXTS:
            return say("manager_renewing")
        told = say(_RENEWING_TEXTS[crossed.what], done=f"{crossed.done:,}", of=f"{crossed.of:,}")
        if crossed.what == "rows" and crossed.per_second:
            told += f"　{say('manager_rate', n=f'{crossed.per_second:,}')}"
        if crossed.what != "rows" or crossed.left_s is None:
            return told
        if crossed.left_s < _MINUTE_S:
            return f"{told}　{say('manager_left_seconds', n=crossed.left_s)}"
        return f"{told}　{say('manager_left_minutes', n=-(-crossed.left_s // _MINUTE_S))}"
