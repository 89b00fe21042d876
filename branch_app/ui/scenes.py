"""What each step of the work says: title, explanation, and the keys that go on. Words only, no widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.ui.keys import DIGITS, RELEASE, Key
from branch_app.ui.presenters.issue import Issuing
from branch_app.ui.presenters.receipts import Receipts
from branch_app.ui.wording import Wording

_STALL_TEXTS = {
    "media-jam": ("trouble_jam_title", "trouble_jam"),
    "media-empty": ("trouble_empty_title", "trouble_empty"),
    "media-needed": ("trouble_empty_title", "trouble_empty"),
    "cover-open": ("trouble_cover_title", "trouble_cover"),
    "door-open": ("trouble_cover_title", "trouble_cover"),
    "printer-absent": ("trouble_absent_title", "trouble_absent"),
    "print-in-doubt": ("trouble_absent_title", "trouble_absent"),
}
"""Title and what to do, by the beginning of the printer's own keyword."""
_ANSWER_TEXTS = ("trouble_doubt_well", "trouble_doubt_spoilt", "trouble_doubt_not", "trouble_doubt_gone")


class Weight(Enum):
    """How strongly an act asks to be chosen."""

    PLAIN = "plain"
    NEXT = "next"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Act:
    """A button of this step: what it says and which key it presses."""

    label: str
    key: Key
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class Scene:
    """What one step shows; ``typed`` is None where nothing is typed, ``alarming`` where something is wrong."""

    title: str
    how: str = ""
    typed: str | None = None
    acts: tuple[Act, ...] = ()
    alarming: bool = False


class Scenes:
    """One for a window; ``of`` is asked after every change."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        self._steps: dict[Step, Callable[[Issuing], Scene]] = {
            Step.PAY: self._pay,
            Step.WATCH: self._watch,
            Step.ANSWER: self._answer,
            Step.PRINT: self._print,
            Step.CHECK: self._check,
            Step.HAND_OVER: self._hand_over,
            Step.REFUND: self._refund,
            Step.DECIDE: self._decide,
            Step.WITHDRAW: self._withdraw,
            Step.NOTHING: self._nothing,
        }

    def of(self, issue: Issuing) -> Scene:
        """The scene of the step that the log asks for."""
        return self._steps[issue.step](issue)

    def handed_over(self, receipts: Receipts) -> Scene:
        """After the last paper has gone across the counter."""
        say = self._words.say
        acts = (
            Act(say("counter_next_citizen"), Key.RETURN, Weight.NEXT),
            Act(say("counter_receipt_reissue" if receipts.issued else "counter_receipt"), Key.F11),
            Act(say("counter_same_again"), Key.F12),
        )
        return Scene(f"✓ {say('counter_handed_over')}", acts=acts)

    def _pay(self, issue: Issuing) -> Scene:
        say = self._words.say
        count = len(issue.work.papers) if issue.work else 0
        title = f"{say('counter_quote')}　{self._words.copies(count)}"
        how = say("counter_refused") if issue.not_made else ""
        due = issue.work is not None and issue.work.total_yen > 0
        terminal = (Act(say("counter_terminal"), Key.F8),) if due else ()
        acts = (*terminal, Act(say("counter_request_form"), Key.F11), Act(say("counter_withdraw"), Key.ESCAPE))
        return Scene(title, how, acts=acts)

    def _watch(self, issue: Issuing) -> Scene:
        say = self._words.say
        stop = (Act(say("trouble_print_stop"), Key.ESCAPE, Weight.STOP),)
        if issue.stalled and issue.report is not None:
            title, how = self._stall(issue.report.reasons)
            return Scene(f"⚠ {title}", how, acts=stop, alarming=True)
        pages = issue.work.at.pages if issue.work and issue.work.at else 0
        done = issue.report.sheets if issue.report else 0
        return Scene(say("counter_printing", page=str(min(done + 1, pages)), pages=str(pages)), acts=stop)

    def _stall(self, reasons: tuple[str, ...]) -> tuple[str, str]:
        """Title and what to do; a keyword nobody foresaw is shown in words or as it is."""
        for reason in reasons:
            for beginning, (title, how) in _STALL_TEXTS.items():
                if reason.startswith(beginning):
                    return self._words.say(title), self._words.say(how)
        words = "、".join(self._words.word(reason) for reason in reasons)
        return self._words.say("status_printer_troubled"), words

    def _answer(self, issue: Issuing) -> Scene:
        words, which = self._words, ""
        at = issue.work.at if issue.work else None
        if at is not None:
            certificate = words.word(at.certificate.value)
            which = words.say("trouble_doubt_which", certificate=certificate, number=at.number)
        acts = tuple(Act(words.say(key), DIGITS[place]) for place, key in enumerate(_ANSWER_TEXTS, start=1))
        return Scene(f"⚠ {words.say('trouble_doubt_title')}", which, acts=acts, alarming=True)

    def _print(self, issue: Issuing) -> Scene:
        say = self._words.say
        void = Act(say("counter_void"), Key.F9)
        if issue.sheet_wanted:
            confirm = Act(say("general_confirm"), Key.RETURN, Weight.NEXT)
            return Scene(say("trouble_sheet_title"), say("trouble_sheet_prompt"), issue.typed, (confirm, void))
        again = issue.work is not None and issue.work.attempt > 0
        label = say("counter_reprint" if again else "trouble_step_print")
        return Scene(label, acts=(Act(label, Key.F12, Weight.NEXT), void))

    def _check(self, issue: Issuing) -> Scene:
        say = self._words.say
        return Scene(say("counter_count"), say("counter_check_look"), issue.typed, self._spoils())

    def _hand_over(self, _issue: Issuing) -> Scene:
        say = self._words.say
        acts = (Act(say("trouble_step_hand_over"), Key.RETURN, Weight.NEXT), *self._spoils())
        return Scene(say("counter_hand_over"), say("counter_check_look"), acts=acts)

    def _spoils(self) -> tuple[Act, ...]:
        say, word = self._words.say, self._words.word
        return (
            Act(f"{say('counter_spoil')}（{word('smeared')}）", Key.F6),
            Act(f"{say('counter_spoil')}（{word('torn')}）", Key.F7),
            Act(say("counter_void"), Key.F9),
        )

    def _refund(self, issue: Issuing) -> Scene:
        say = self._words.say
        due = issue.work.at.refund_due_yen if issue.work and issue.work.at else 0
        acts = (
            Act(say("trouble_step_refund"), Key.F8, Weight.NEXT),
            Act(say("general_back"), Key.ESCAPE),
        )
        return Scene(f"⚠ {say('counter_refund_due', yen=due)}", say("counter_refund_how"), acts=acts, alarming=True)

    def _decide(self, issue: Issuing) -> Scene:
        say = self._words.say
        release = Act(say("counter_release"), RELEASE)
        acts = (
            release if issue.withheld else Act(say("trouble_step_hand_over"), Key.RETURN),
            Act(say("trouble_step_void"), Key.F9, Weight.NEXT),
            Act(say("general_back"), Key.ESCAPE),
        )
        return Scene(f"⚠ {say('counter_decide')}", acts=acts, alarming=True)

    def _withdraw(self, _issue: Issuing) -> Scene:
        say = self._words.say
        return Scene(say("trouble_step_withdraw"), acts=(Act(say("counter_withdraw"), Key.RETURN, Weight.NEXT),))

    def _nothing(self, issue: Issuing) -> Scene:
        say = self._words.say
        title = say("counter_refused") if issue.not_made else say("counter_voided")
        return Scene(title, acts=(Act(say("counter_next_citizen"), Key.RETURN, Weight.NEXT),))
