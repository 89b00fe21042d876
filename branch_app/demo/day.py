"""The scenes of the day. Each is one citizen, or one turn of the clerk's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from branch_app.demo import people
from branch_app.demo.counter import Counter
from branch_app.demo.narrator import Narrator
from branch_app.demo.world import World
from branch_app.domain.errors import PinWrong
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.snapshots import Scope
from branch_app.domain.values.identifiers import Pseudonym, ResidentId
from branch_app.domain.values.money import DENOMINATIONS
from branch_app.domain.values.reasons import PaperReason
from branch_app.domain.values.vouching import Vouched
from branch_app.machine import StagedClock
from branch_app.ports import PrintState
from branch_app.printing.training import Scene, TrainingPrinter
from branch_app.usecases.answer import Answer, answer
from branch_app.usecases.drawer import count_drawer
from branch_app.usecases.hand_over import check_paper
from branch_app.usecases.print_copy import cancel_print
from branch_app.usecases.run_day import close_day, open_day, receive_paper
from branch_app.usecases.snapshot import Wish
from branch_app.usecases.tray import confirm_sheet
from branch_app.usecases.void import void

FLOAT_YEN = 30_000
FIRST_SHEET, SHEETS = 1001, 200
_MINUTES = timedelta(minutes=35)

SCENES = 11
"""Steps that ``play`` announces."""


@dataclass(slots=True)
class DayPlay:
    """The day at one counter. Without a training printer nothing jams and nothing is unknown."""

    counter: Counter
    narrator: Narrator
    clock: StagedClock
    printer: TrainingPrinter | None
    second: Callable[[Vouched], Pseudonym]

    def play(self) -> None:
        """From the float to the close."""
        self._open()
        for scene in (
            self._whole_household,
            self._seal_by_card_number,
            self._free_by_purpose,
            self._two_certificates_three_copies,
            self._refused,
            self._jam,
            self._unknown,
            self._voided,
        ):
            self.clock.advance(_MINUTES)
            with self.counter.timings.measure("issue"):
                scene()
        self.clock.advance(_MINUTES)
        self._close()

    def _open(self) -> None:
        self.narrator.step("open", float=FLOAT_YEN, sheets=SHEETS)
        open_day(self.counter.desk, FLOAT_YEN)
        receive_paper(self.counter.desk, FIRST_SHEET, SHEETS, seen=FIRST_SHEET)

    def _whole_household(self) -> None:
        application = self.counter.accept()
        applicant = self.counter.identify(application, people.TARO)
        receipt, jobs = self.counter.order(application, applicant, [_juminhyo(people.TARO)], 1000)
        self.narrator.step("household", total=receipt.total, change=receipt.change)
        self.counter.print_and_hand_over(jobs)

    def _seal_by_card_number(self) -> None:
        application = self.counter.accept()
        applicant = self.counter.identify_by_seal_card(application, people.MASAO)
        receipt, jobs = self.counter.order(application, applicant, [Wish(Certificate.INKAN, people.MASAO)], 300)
        self.narrator.step("seal", total=receipt.total)
        self.counter.print_and_hand_over(jobs)

    def _free_by_purpose(self) -> None:
        application = self.counter.accept()
        applicant = self.counter.identify(application, people.YONE)
        wish = Wish(Certificate.KISAIJIKO, people.YONE, purpose="nenkin_genkyo")
        _, jobs = self.counter.order(application, applicant, [wish], 0)
        self.narrator.step("free")
        self.counter.print_and_hand_over(jobs)

    def _two_certificates_three_copies(self) -> None:
        application = self.counter.accept()
        try:
            self.counter.identify(application, people.KEN, wrong_pin="0000")
        except PinWrong as error:
            self.narrator.note("pin_wrong", left=error.facts["left"])
        applicant = self.counter.identify(application, people.KEN)
        wishes = [_juminhyo(people.KEN, copies=2), Wish(Certificate.INKAN, people.KEN)]
        receipt, jobs = self.counter.order(application, applicant, wishes, 1000)
        self.narrator.step("three_copies", total=receipt.total, change=receipt.change)
        self.counter.print_and_hand_over(jobs)

    def _refused(self) -> None:
        """A household member asks; the paper would show somebody under 支援措置. The citizen hears no reason."""
        application = self.counter.accept()
        asks = self._asks_for_restricted()
        applicant = self.counter.identify(application, asks)
        self.counter.order(application, applicant, [_juminhyo(asks)], 0)
        self.narrator.step("refused")

    def _jam(self) -> None:
        application = self.counter.accept()
        applicant = self.counter.identify(application, people.WATANABE)
        _, (job,) = self.counter.order(application, applicant, [_juminhyo(people.WATANABE)], 300)
        self.narrator.step("jam")
        self._stage(Scene.JAMS)
        report = self.counter.print(job)
        if report.state is PrintState.STALLED:
            cancel_print(self.counter.desk, job)
            answer(self.counter.desk, job, Answer.CAME_OUT_SPOILT, PaperReason.JAM)
            confirm_sheet(self.counter.desk, self._next_sheet())
            self.narrator.note("second_attempt")
            self.counter.print(job, self.second(Vouched.REPRINT))
        self.counter.hand_over(job)

    def _unknown(self) -> None:
        application = self.counter.accept()
        applicant = self.counter.identify(application, people.TAKUYA)
        wish = Wish(Certificate.INKAN, people.TAKUYA)
        _, (job,) = self.counter.order(application, applicant, [wish], 500)
        self.narrator.step("unknown")
        self._stage(Scene.COUNTS_NOTHING)
        if self.counter.print(job).state is PrintState.UNKNOWN:
            answer(self.counter.desk, job, Answer.CAME_OUT_WELL)
            self.narrator.note("answered")
        self.counter.hand_over(job)

    def _voided(self) -> None:
        application = self.counter.accept()
        applicant = self.counter.identify(application, people.HANAKO)
        part = Wish(Certificate.JUMINHYO, people.HANAKO, scope=Scope.PART)
        wishes = [part, Wish(Certificate.KISAIJIKO, people.HANAKO, purpose="workplace")]
        _, (good, bad) = self.counter.order(application, applicant, wishes, 600)
        self.narrator.step("voided")
        self.counter.print_and_hand_over((good,))
        self.counter.print(bad)
        check_paper(self.counter.desk, bad, self.counter.desk.journal.state.issuance.job(bad).pages)
        second = self.second(Vouched.VOID)
        void(self.counter.desk, bad, PaperReason.WRONG_CERTIFICATE, second, office_fault=True)

    def _close(self) -> None:
        desk = self.counter.desk
        expected = desk.journal.state.drawer.expected_yen
        self.narrator.step("count", expected=expected)
        count_drawer(desk, people.cash(expected, DENOMINATIONS))
        close_day(desk, self.second(Vouched.CLOSE))
        self.narrator.step("close", entries=desk.journal.state.size)

    def _asks_for_restricted(self) -> ResidentId:
        """Today the daughter with her card; in 2012, when she was a child, her mother with the city card."""
        return people.YUI if self.counter.world is World.TODAY else people.SHIZUKA

    def _stage(self, scene: Scene) -> None:
        if self.printer is not None:
            self.printer.stage(scene)

    def _next_sheet(self) -> int:
        desk = self.counter.desk
        return desk.journal.state.sheets.stock(desk.stock).next_number


def _juminhyo(resident: ResidentId, copies: int = 1) -> Wish:
    return Wish(Certificate.JUMINHYO, resident, copies)
