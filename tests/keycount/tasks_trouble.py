"""Printer, paper, cards and crashes."""

from datetime import timedelta

from branch_app.demo.people import TARO
from branch_app.domain.deciders.states import ApplicationState
from branch_app.domain.errors import PrinterAbsent
from branch_app.domain.records.certificate import Certificate
from branch_app.ui.keys import Key
from branch_app.ui.presenters.card import GRACE_MS, CardStage
from tests.fakes.branch import OTHER_CLERK
from tests.fakes.clerk import FIRST_SHEET
from tests.fakes.staged_printer import JAMMED, PENDING, UNKNOWN
from tests.keycount.bench import Bench
from tests.keycount.clerk import Clerk, Why
from tests.keycount.left import Left, Paper
from tests.keycount.task import Task
from tests.keycount.tasks_ask import NAME, RECORD, by_card, lay_card, pin, plain_from_here

_PAPER = (Paper(Certificate.JUMINHYO, NAME[TARO]),)
_SPOILT = Left(papers=_PAPER, charged=300, issued=1, spoilt=1)
_NEXT_SHEET = str(FIRST_SHEET + 1)


def _jams(bench: Bench) -> None:
    bench.printer.says.extend([PENDING, JAMMED])


def _is_silent(bench: Bench) -> None:
    bench.printer.says.append(UNKNOWN)


def _sent(clerk: Clerk) -> None:
    clerk.find(TARO)
    clerk.order(Key.F1)
    clerk.pay()


def _try_again(clerk: Clerk, sheet: str) -> None:
    """The top sheet's number, Enter; Enter prints."""
    clerk.take_paper()
    clerk.think(Why.NUMBER)
    clerk.digits(sheet)
    clerk.press(Key.RETURN, Key.RETURN)


def _print_again(clerk: Clerk) -> None:
    """Where a paper came out before, or is gone, somebody beside agrees."""
    _try_again(clerk, _NEXT_SHEET)
    clerk.second(OTHER_CLERK.password)
    clerk.finish()


def _jam(clerk: Clerk) -> None:
    _sent(clerk)
    clerk.printed(2)
    clerk.think(Why.SCREEN)
    clerk.press(Key.ESCAPE)
    clerk.take_paper()
    clerk.think(Why.PAPER)
    clerk.digits("2")
    _print_again(clerk)


def _looks(clerk: Clerk, answer: str) -> None:
    _sent(clerk)
    clerk.printed()
    clerk.think(Why.SCREEN)
    clerk.take_paper()
    clerk.think(Why.PAPER)
    clerk.digits(answer)


def _came_out_well(clerk: Clerk) -> None:
    """The paper is in the hand already."""
    _looks(clerk, "1")
    clerk.hand_over()


def _came_out_spoilt(clerk: Clerk) -> None:
    _looks(clerk, "2")
    _print_again(clerk)


def _did_not_come_out(clerk: Clerk) -> None:
    """The sheet lies in the tray still."""
    _looks(clerk, "3")
    _try_again(clerk, str(FIRST_SHEET))
    clerk.finish()


def _is_gone(clerk: Clerk) -> None:
    _looks(clerk, "4")
    _print_again(clerk)


def _smeared(clerk: Clerk) -> None:
    _sent(clerk)
    clerk.printed()
    clerk.take_paper()
    clerk.think(Why.PAGES)
    clerk.press(Key.F6)
    _print_again(clerk)


def _wrong_count(clerk: Clerk) -> None:
    _sent(clerk)
    clerk.printed()
    clerk.take_paper()
    clerk.count_pages("2")
    assert clerk.bench.room.counter.issue.state.trouble is not None
    clerk.think(Why.SCREEN)
    clerk.hand_over()


def _is_switched_off(bench: Bench) -> None:
    bench.printer.refuses.append(PrinterAbsent(cause="ConnectionRefusedError"))


def _switch_on(clerk: Clerk) -> None:
    _sent(clerk)
    assert clerk.bench.room.counter.issue.state.trouble is not None
    clerk.think(Why.SCREEN)
    clerk.take_paper()
    clerk.press(Key.RETURN)
    clerk.finish()


def _crashes(bench: Bench) -> None:
    _sent(Clerk(bench))
    _is_silent(bench)
    bench.start_again()


def _recover(clerk: Clerk) -> None:
    clerk.think(Why.SCREEN)
    clerk.press(Key.RETURN)
    clerk.take_paper()
    clerk.think(Why.PAPER)
    clerk.digits("1")
    clerk.hand_over()


def _wrong_pin(clerk: Clerk) -> None:
    lay_card(clerk.bench)
    clerk.citizen("0000")
    clerk.citizen(pin())
    plain_from_here(clerk, documents="")


def _blocked(clerk: Clerk) -> None:
    """Three wrong tries; the card itself is a document with a photo, key 3."""
    lay_card(clerk.bench)
    for _ in range(3):
        clerk.citizen("0000")
    assert CardStage.REFUSED is clerk.bench.room.card.state.stage
    clerk.think(Why.SCREEN)
    clerk.press(Key.RETURN)
    clerk.find(TARO)
    plain_from_here(clerk, documents="3")


def _forgets(bench: Bench) -> None:
    by_card(Clerk(bench))
    bench.clock.advance(timedelta(milliseconds=GRACE_MS))
    bench.room.card.poll()
    assert bench.ears.playing is not None


def _alarm(clerk: Clerk) -> None:
    clerk.think(Why.SCREEN)
    clerk.press(Key.RETURN)
    clerk.bench.reader.remove()
    clerk.bench.room.card.poll()


TASKS = (
    Task("jam", "紙づまり、もう一度印刷", "A jam, printed again", _jam, _SPOILT, begin=_jams),
    Task(
        "came_out", "印刷結果が不明、出ていた", "Nobody knows: it came out well", _came_out_well, RECORD, _is_silent
    ),
    Task(
        "came_out_spoilt",
        "印刷結果が不明、書損で出ていた",
        "Nobody knows: it came out spoilt",
        _came_out_spoilt,
        _SPOILT,
        _is_silent,
    ),
    Task(
        "did_not_come_out",
        "印刷結果が不明、出ていない",
        "Nobody knows: it did not come out",
        _did_not_come_out,
        RECORD,
        _is_silent,
    ),
    Task(
        "is_gone",
        "印刷結果が不明、見つからない",
        "Nobody knows: it is gone",
        _is_gone,
        Left(papers=_PAPER, charged=300, issued=1, lost=1),
        _is_silent,
    ),
    Task("smeared", "枚数確認で書損", "Spoilt, seen at counting", _smeared, _SPOILT),
    Task("wrong_count", "枚数を打ち違える", "A wrong page count, counted again", _wrong_count, RECORD),
    Task(
        "printer_absent", "プリンタの電源が切れていた", "The printer was off", _switch_on, RECORD, _is_switched_off
    ),
    Task("crash", "異常終了のあと、印刷の途中から", "After a crash: a paper in doubt", _recover, RECORD, _crashes),
    Task("wrong_pin", "暗証番号を1回間違える", "A card, one wrong PIN", _wrong_pin, RECORD),
    Task(
        "blocked_card",
        "暗証番号がロックされたカード",
        "A blocked card: by name instead",
        _blocked,
        Left(forms=(ApplicationState.CANCELLED, ApplicationState.SETTLED), papers=_PAPER, charged=300, issued=1),
    ),
    Task(
        "forgotten_card",
        "カードの置き忘れ",
        "A forgotten card",
        _alarm,
        RECORD,
        _forgets,
        also=lambda bench: not bench.room.card.state.alarm and bench.ears.playing is None,
    ),
)
