"""Money, holding, receipts, taking back; and the keys of the window."""

from branch_app.demo.people import TARO
from branch_app.domain.deciders.states import ApplicationState, JobState
from branch_app.domain.records.certificate import Certificate
from branch_app.ui.keys import Key
from branch_app.ui.measures import TextSize
from branch_app.ui.presenters.counter import Stage
from tests.fakes.branch import OTHER_CLERK
from tests.keycount.bench import Bench
from tests.keycount.clerk import Clerk, Why
from tests.keycount.left import Left, Paper
from tests.keycount.task import Task
from tests.keycount.tasks_ask import NAME, RECORD, plain

_TWO = Left(
    forms=(ApplicationState.SETTLED,) * 2,
    papers=(Paper(Certificate.JUMINHYO, NAME[TARO]),) * 2,
    charged=600,
    issued=2,
)


def _ordered(clerk: Clerk) -> None:
    clerk.find(TARO)
    clerk.order(Key.F1)


def _change(clerk: Clerk) -> None:
    _ordered(clerk)
    clerk.pay("1000")
    clerk.finish()


def _tendered(bench: Bench) -> bool:
    (form,) = bench.desk.journal.state.issuance.applications.values()
    return (1_000, 700) == (form.tendered_yen, form.change_yen)


def _too_little(clerk: Clerk) -> None:
    _ordered(clerk)
    clerk.pay("200")
    assert clerk.bench.room.counter.issue.state.trouble is not None
    clerk.think(Why.SCREEN)
    clerk.digits("300")
    clerk.press(Key.F12)
    clerk.finish()


def _hold_form(clerk: Clerk) -> None:
    clerk.find(TARO)
    clerk.think(Why.FORM)
    clerk.press(Key.F1, Key.F10)
    assert Stage.FIND is clerk.bench.room.counter.state.stage
    clerk.think(Why.ROW)
    clerk.press(Key.F10)
    clerk.digits("1")
    clerk.think(Why.FORM)
    clerk.digits("1")
    clerk.pay()
    clerk.finish()


def _hold_papers(clerk: Clerk) -> None:
    _ordered(clerk)
    clerk.press(Key.F12, Key.F10)
    assert Stage.FIND is clerk.bench.room.counter.state.stage
    clerk.think(Why.ROW)
    clerk.press(Key.F10, Key.RETURN)
    clerk.think(Why.MONEY)
    clerk.press(Key.F12)
    clerk.finish()


def _receipt(clerk: Clerk) -> None:
    clerk.think(Why.WISH)
    clerk.press(Key.F11)


def _reissue(clerk: Clerk) -> None:
    clerk.think(Why.WISH)
    clerk.press(Key.RECENT)
    clerk.think(Why.ROW)
    clerk.press(Key.DOWN, Key.F11)
    clerk.second(OTHER_CLERK.password)
    clerk.press(Key.ESCAPE)


def _two_citizens(bench: Bench) -> None:
    clerk = Clerk(bench)
    for _ in range(2):
        plain(clerk)
        clerk.press(Key.F11, Key.RETURN)


def _reissued(bench: Bench) -> bool:
    issued = bench.room.receipts.state.issued
    return issued is not None and issued.reissued and len(bench.receipts.printed) == 3


def _withdraw(clerk: Clerk) -> None:
    _ordered(clerk)
    clerk.press(Key.F12)
    clerk.think(Why.WISH)
    clerk.press(Key.ESCAPE, Key.ESCAPE)


def _void(clerk: Clerk) -> None:
    _ordered(clerk)
    clerk.pay()
    clerk.printed()
    clerk.take_paper()
    clerk.think(Why.PAPER)
    clerk.press(Key.F9)
    clerk.digits("2")
    clerk.think(Why.SCREEN)
    clerk.press(Key.PLUS, Key.RETURN)
    clerk.second(OTHER_CLERK.password)


def _preview(clerk: Clerk) -> None:
    _ordered(clerk)
    clerk.press(Key.F12)
    work = clerk.bench.room.counter.issue.state.work
    assert work is not None
    clerk.bench.room.preview.show(work.papers[0].job)
    clerk.think(Why.WISH)
    clerk.press(Key.PREVIEW)
    assert clerk.bench.room.preview.state.picture is not None
    clerk.think(Why.SCREEN)
    clerk.press(Key.ESCAPE)
    clerk.think(Why.MONEY)
    clerk.press(Key.F12)
    clerk.finish()


def _text_size(clerk: Clerk) -> None:
    """As ``ui.app`` has it: one step, and back."""
    sizes = [TextSize.STANDARD]
    clerk.think(Why.SCREEN)
    clerk.window(Key.LARGER, lambda: sizes.append(sizes[-1].larger()))
    clerk.think(Why.SCREEN)
    clerk.window(Key.SMALLER, lambda: sizes.append(sizes[-1].smaller()))
    assert [TextSize.STANDARD, TextSize.LARGE, TextSize.STANDARD] == sizes


TASKS = (
    Task("change", "千円を預かり、お釣り", "A thousand-yen note, with change", _change, RECORD, also=_tendered),
    Task("too_little", "預かりが足りず、打ち直す", "Too little typed, then the right sum", _too_little, RECORD),
    Task("hold_form", "書きかけを保留し、呼び戻す", "A half-filled form held and recalled", _hold_form, RECORD),
    Task("hold_papers", "作成済みを保留し、呼び戻す", "Made papers held and recalled", _hold_papers, RECORD),
    Task(
        "receipt",
        "領収書",
        "A receipt",
        _receipt,
        RECORD,
        begin=lambda bench: plain(Clerk(bench)),
        also=lambda bench: len(bench.receipts.printed) == 1,
    ),
    Task(
        "reissue",
        "前の人の領収書を再発行",
        "Recent: a receipt of an earlier form once more",
        _reissue,
        _TWO,
        begin=_two_citizens,
        also=_reissued,
    ),
    Task(
        "withdraw",
        "支払い前の取下げ",
        "Withdrawn before payment",
        _withdraw,
        Left(
            forms=(ApplicationState.CANCELLED,),
            papers=(Paper(Certificate.JUMINHYO, NAME[TARO], JobState.CANCELLED),),
        ),
    ),
    Task(
        "void",
        "別人の証明書を取消、もう一人の確認",
        "Void: the wrong person's paper, with a second person",
        _void,
        Left(
            papers=(Paper(Certificate.JUMINHYO, NAME[TARO], JobState.VOIDED),),
            charged=300,
            refunded=300,
            spoilt=1,
        ),
    ),
    Task("preview", "プレビューを見て戻る", "The preview, and back", _preview, RECORD),
    Task("text_size", "文字を大きくし、戻す", "Larger text, and back", _text_size, Left(forms=())),
)
