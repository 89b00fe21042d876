"""診断: every part of the device with a sign, a plain sentence, and what to do about it."""

import tkinter as tk
from collections.abc import Callable, Iterator

from branch_app.ui.keys import Key
from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.presenters.doctor import Doctor, DoctorPresenter, Verdict
from branch_app.ui.theme import Role
from branch_app.ui.views.signed import signed
from branch_app.ui.views.trouble import TroubleNote
from branch_app.ui.widgets.button import ActionButton, ButtonKind
from branch_app.ui.widgets.label import Label, Paragraph
from branch_app.ui.widgets.panel import Panel
from branch_app.ui.widgets.reading import Line, Reading
from branch_app.ui.widgets.router import KeyLayer, KeyRouter
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording
from branch_app.usecases.doctor import Finding, say
from branch_app.usecases.level import Level

_SIGNS = {
    Level.GOOD: ("✓", Role.GOOD_TEXT),
    Level.UNKNOWN: ("…", Role.MUTED),
    Level.NOTICE: ("▲", Role.NOTICE_TEXT),
    Level.BAD: ("✕", Role.BAD_TEXT),
}
_URGENCY = (Level.BAD, Level.NOTICE, Level.UNKNOWN, Level.GOOD)
_LEVEL_TEXTS = {
    Level.GOOD: "doctor_good",
    Level.UNKNOWN: "doctor_unknown",
    Level.NOTICE: "doctor_notice",
    Level.BAD: "doctor_bad",
}
_VERDICT_TEXTS = {
    Verdict.ALL_WELL: "doctor_all_well",
    Verdict.SO_FAR: "doctor_so_far",
    Verdict.POSSIBLE: "doctor_possible",
    Verdict.IMPOSSIBLE: "doctor_impossible",
}
_VERDICTS = {
    Verdict.ALL_WELL: ("✓", Role.GOOD_TEXT),
    Verdict.SO_FAR: ("…", Role.TEXT),
    Verdict.POSSIBLE: ("▲", Role.NOTICE_TEXT),
    Verdict.IMPOSSIBLE: ("✕", Role.BAD_TEXT),
}


class DoctorView(Area):
    """A screen of its own; what is wrong stands first."""

    def __init__(
        self,
        parent: tk.Misc,
        look: Look,
        presenter: DoctorPresenter,
        router: KeyRouter,
        on_leave: Callable[[], None],
    ) -> None:
        super().__init__(parent, look)
        self._presenter = presenter
        self._router = router
        self._on_leave = on_leave
        self._words = Wording(look)
        self._layer = KeyLayer(self._hear, self)
        gap = look.gap(Space.M)
        self._panel = Panel(self, look, " ")
        self._panel.pack(fill="both", expand=True, padx=gap, pady=gap)
        body = self._panel.body
        self._verdict = Label(body, look, "", Type.HEADING)
        self._locked = Paragraph(body, look, "", Type.BODY, Role.MUTED)
        self._note = TroubleNote(body, look)
        self._findings = Reading(body, look)
        actions = Area(body, look)
        self._again = ActionButton(actions, look, " ", presenter.run, Key.F5, ButtonKind.PRIMARY)
        self._leave = ActionButton(actions, look, " ", on_leave, Key.ESCAPE)
        self._leave.pack(side="left")
        self._again.pack(side="right")
        self._verdict.pack(fill="x")
        self._locked.pack(fill="x")
        self._note.pack(fill="x")
        actions.pack(side="bottom", fill="x")
        self._findings.pack(fill="both", expand=True, pady=look.gap(Space.S))
        look.follow(self, self.restyle)
        presenter.listen(self._show)

    def enter(self) -> None:
        """The screen comes up, and looks."""
        self._router.push(self._layer)
        self._findings.focus_set()
        self._presenter.run()

    def leave(self) -> None:
        """It hears no keys any more."""
        self._router.remove(self._layer)

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        self._panel.show(self._words.say("doctor_title"))
        self._leave.show(self._words.say("general_close"))
        self._show(self._presenter.state)

    def _hear(self, key: Key) -> bool:
        match key:
            case Key.F5 | Key.RETURN:
                self._presenter.run()
            case Key.ESCAPE | Key.DOCTOR:
                self._on_leave()
            case Key.PAGE_UP | Key.PAGE_DOWN:
                self._findings.turn(-1 if key is Key.PAGE_UP else 1)
            case Key.UP | Key.DOWN:
                self._findings.yview_scroll(-1 if key is Key.UP else 1, "units")
            case _:
                return False
        return True

    def _show(self, state: Doctor) -> None:
        say_text = self._words.say
        self._again.show(say_text("doctor_running" if state.running else "doctor_run"))
        if state.running:
            self._again.disable()
        else:
            self._again.enable()
        self._show_verdict(state)
        self._note.show(state.trouble)
        findings = state.report.findings if state.report else ()
        ordered = sorted(findings, key=lambda finding: _URGENCY.index(finding.level))
        self._findings.show([line for finding in ordered for line in self._lines(finding)])

    def _show_verdict(self, state: Doctor) -> None:
        verdict = state.verdict
        if verdict is None:
            self._verdict.show(signed("…", self._words.say("doctor_running")), Role.MUTED)
            return
        sign, role = _VERDICTS[verdict]
        self._verdict.show(signed(sign, self._words.say(_VERDICT_TEXTS[verdict])), role)
        locked = state.report is not None and bool(state.report.needs_password)
        self._locked.show(self._words.say("doctor_locked") if locked else "")

    def _lines(self, finding: Finding) -> Iterator[Line]:
        words = self._words
        told = say(finding, words.language)
        sign, role = _SIGNS[finding.level]
        head = f"{words.say(_LEVEL_TEXTS[finding.level])}　{words.say(f'doctor_check_{finding.check.value}')}"
        yield Line(f"{signed(sign, head)}　{told.says}", Type.STRONG, role)
        # What takes a password is said once, above all of them; the command's way to it is not the window's.
        if told.remedy and finding.level is not Level.UNKNOWN:
            yield Line(f"→\N{NO-BREAK SPACE}{words.say('doctor_remedy')}　{told.remedy}", deep=True)
