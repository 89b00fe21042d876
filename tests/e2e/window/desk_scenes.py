"""Forms on the desk: free, several at once, once more, refused, put aside; and what a clerk looks up."""

from branch_app.domain.deciders.issuance.next_step import Step
from branch_app.ui.presenters.counter import Stage
from tests.e2e.window.clerk import Clerk
from tests.e2e.window.day_scenes import CLERK, SUPERVISOR


def free_by_purpose(clerk: Clerk) -> None:
    """The purpose proposes the exemption; nothing is charged."""
    charged = clerk.counter.place.desk.journal.state.drawer.charged_yen
    clerk.find("mihon yone")
    clerk.press("1", "F2", "ctrl+5")
    clerk.picture("form-free")
    clerk.press("F12")
    clerk.until(lambda: clerk.room.exempting.state.shown)
    clerk.picture("exempting")
    clerk.press("Return")
    clerk.until_step(Step.PAY)
    clerk.pay()
    clerk.count_and_hand_over()
    assert charged == clerk.counter.place.desk.journal.state.drawer.charged_yen
    clerk.next_citizen()


def _by_terminal(clerk: Clerk) -> None:
    """What a card would be asked for; they pay cash after all."""
    clerk.press("F8")
    clerk.until(lambda: clerk.room.terminal.state.shown)
    clerk.press("1")
    clerk.type("004217")
    clerk.picture("terminal")
    clerk.press("Escape")
    clerk.until(lambda: not clerk.room.terminal.state.shown)


def copies_and_receipt(clerk: Clerk) -> None:
    """Two certificates, three copies, one charge; a receipt and its reissue."""
    clerk.find("reidai ken")
    clerk.press("1", "F1", "F1", "F2", "F12")
    clerk.until(lambda: clerk.room.counter.state.trouble is not None)
    clerk.picture("purpose-wanted")
    clerk.press("ctrl+5", "ctrl+5")
    clerk.make()
    _by_terminal(clerk)
    clerk.pay("1000")
    clerk.count_and_hand_over()
    for copy in (1, 2):
        clerk.press("F11")
        if copy == 2:
            clerk.second(SUPERVISOR)
        clerk.until(
            lambda copy=copy: (issued := clerk.room.receipts.state.issued) is not None and issued.copy == copy
        )
    clerk.picture("receipt")
    clerk.next_citizen()


def same_again(clerk: Clerk) -> None:
    """F12 F12 after a hand-over: the same once more, on a form of its own."""
    clerk.find("sisaku")
    clerk.press("1", "F1")
    clerk.make()
    clerk.pay()
    clerk.count_and_hand_over()
    clerk.make()
    clerk.pay()
    clerk.count_and_hand_over()
    clerk.next_citizen()


def refused(clerk: Clerk) -> None:
    """The paper would show somebody on the list: nothing is made, nothing is charged, no reason is said."""
    clerk.find("kamei yui")
    clerk.picture("form-restricted")
    clerk.press("1", "F1", "F12")
    clerk.until(lambda: bool(clerk.room.counter.issue.state.not_made))
    clerk.picture("refused")
    clerk.press("Return")
    clerk.until_stage(Stage.FIND)


def hold_recall_and_lock(clerk: Clerk) -> None:
    """A form is put aside, found again after a lock by its owner, and gone on with."""
    clerk.find("mogi")
    clerk.press("1", "F1")
    clerk.press("ctrl+l")
    clerk.until(lambda: clerk.app.door.state.lock is not None)
    clerk.picture("locked")
    clerk.until_focus("secretentry")
    clerk.type(CLERK)
    clerk.press("Return")
    clerk.until_focus("draftdialog")
    clerk.picture("kept-form")
    clerk.press("Return")
    clerk.until_stage(Stage.FORM)
    clerk.press("F10")
    clerk.until_stage(Stage.FIND)
    clerk.press("F10")
    clerk.until_focus("openpapersview")
    clerk.picture("held")
    clerk.press("1")
    clerk.until_stage(Stage.FORM)
    clerk.press("Escape")
    clerk.until_stage(Stage.FIND)


def recent_list(clerk: Clerk) -> None:
    """Ctrl+O: today's forms, newest first."""
    clerk.press("ctrl+o")
    clerk.until_focus("openpapersview")
    clerk.picture("recent")
    clerk.press("F8")
    clerk.until_focus("bringingbackdialog")
    clerk.type("3")
    clerk.picture("brought-back")
    clerk.press("Escape")
    clerk.until_focus("openpapersview")
    clerk.press("Escape")
    clerk.until(lambda: not clerk.room.recent.state.shown)


def doctor_and_help(clerk: Clerk) -> None:
    """Ctrl+D looks at everything; Ctrl+H shows the keys."""
    clerk.press("ctrl+d")
    clerk.until(lambda: clerk.counter.doctor.state.report is not None and not clerk.counter.doctor.state.running)
    clerk.picture("doctor")
    clerk.press("Escape")
    clerk.press("ctrl+h")
    clerk.until_focus("helpdialog")
    clerk.picture("help")
    clerk.press("Escape")
    clerk.until_focus("hitsview")
