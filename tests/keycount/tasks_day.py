"""Morning, lock, evening: keys as the fields of the manager's pages and of the door take them."""

from branch_app.demo.people import TARO
from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.values.codec import decode, encode
from branch_app.domain.values.vouching import Vouched
from branch_app.ui.keys import Key
from branch_app.ui.presenters.counter import Stage, unfinished
from branch_app.ui.presenters.form import Unfinished
from branch_app.ui.presenters.manager import Deed, Section
from branch_app.ui.presenters.sign_in import Lock, LockCause
from tests.fakes.branch import CLERK, OTHER_CLERK
from tests.fakes.clerk import FIRST_SHEET, FLOAT, SHEETS
from tests.keycount.bench import Bench
from tests.keycount.clerk import Clerk, Why
from tests.keycount.left import Left
from tests.keycount.task import Task
from tests.keycount.tasks_ask import RECORD, plain

_COUNTED = FLOAT + 300


def _morning(clerk: Clerk) -> None:
    """The manager's page comes up by itself while the day is not open; Enter goes from field to field and acts."""
    manager = clerk.bench.manager
    manager.show(Section.OPENING)
    clerk.think(Why.MONEY)
    clerk.field(str(FLOAT), lambda: manager.open_day(FLOAT))
    clerk.take_paper()
    clerk.think(Why.NUMBER)
    clerk.field(str(FIRST_SHEET))
    clerk.field(str(SHEETS))
    clerk.take_paper()
    clerk.think(Why.NUMBER)
    clerk.field(str(FIRST_SHEET), lambda: manager.receive_paper(FIRST_SHEET, SHEETS, FIRST_SHEET))
    assert Deed.LOADED is manager.state.done
    clerk.window(Key.ESCAPE, lambda: None)


def _evening(clerk: Clerk) -> None:
    """Figures of the day, the drawer by denomination (Enter alone where there is none), then two persons."""
    bench, manager = clerk.bench, clerk.bench.manager
    clerk.window(Key.MANAGER, lambda: manager.show(Section.OPENING))
    clerk.window(Key.F2, lambda: manager.show(Section.REPORT))
    clerk.think(Why.SCREEN)
    clerk.window(Key.F3, lambda: manager.show(Section.CASH))
    clerk.count_drawer(_COUNTED, manager.count)
    clerk.think(Why.SCREEN)
    clerk.window(Key.RETURN, manager.record_count)
    assert Deed.COUNTED is manager.state.done
    clerk.window(Key.F5, lambda: manager.show(Section.CLOSE))
    clerk.think(Why.SCREEN)
    clerk.window(Key.F12, lambda: bench.room.second.ask(Vouched.CLOSE, manager.close_day))
    clerk.second(OTHER_CLERK.password)
    assert Deed.CLOSED is manager.state.done


def _lock(clerk: Clerk) -> None:
    """A form is half filled in; its owner comes back, and Enter goes on with it."""
    bench = clerk.bench
    clerk.find(TARO)
    clerk.order(Key.F1)
    clerk.window(Key.LOCK, lambda: _up(bench))
    clerk.password(CLERK.password, lambda: bench.door.sign_in(CLERK.password))
    clerk.think(Why.SCREEN)
    clerk.window(Key.RETURN, lambda: _down(bench))


def _up(bench: Bench) -> None:
    """What ``ui.counter_session`` does when somebody gets up."""
    kept = unfinished(bench.room.counter.state)
    bench.place.drafts.keep(to_canonical(encode(kept)))
    bench.room.counter.leave()
    bench.leave()
    bench.door.arrive(Lock(CLERK.operator, bench.clock.now(), LockCause.KEY, kept=True))


def _down(bench: Bench) -> None:
    """And when they sit down again."""
    body = bench.place.drafts.take()
    assert body is not None
    bench.room.counter.restore(decode(Unfinished, from_canonical(body)))


def _as_it_was(bench: Bench) -> bool:
    state = bench.room.counter.state
    return (Stage.FORM, TARO, 1) == (state.stage, state.form.applicant, state.form.copies)


TASKS = (
    Task("morning", "開始、用紙を入れる", "Open the day, load paper", _morning, Left(forms=()), day_is_open=False),
    Task(
        "evening",
        "点検、現金を数え、二人で締め",
        "X report, count the drawer, close with a second person",
        _evening,
        Left(forms=RECORD.forms, papers=RECORD.papers, charged=300, issued=1, open=False),
        begin=lambda bench: plain(Clerk(bench)),
    ),
    Task("lock", "離席して戻る", "Lock and unlock", _lock, Left(forms=()), also=_as_it_was),
)
