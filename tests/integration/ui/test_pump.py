"""Slow work: real threads, a real event loop."""

import gc
import threading
import tkinter as tk
from collections.abc import Iterator

import pytest

from branch_app.domain.errors import BadInput, MadoguchiError
from branch_app.ui.pump import Pump, keep_what_is_loaded
from branch_app.ui.work import Lane
from tests.fakes.display import pump_until


@pytest.fixture
def faults() -> list[str]:
    """What ``on_fault`` said."""
    return []


@pytest.fixture
def pump(root: tk.Tk, window: tk.Toplevel, faults: list[str]) -> Iterator[Pump]:
    """Turning, and closed afterwards."""
    made = Pump(root, faults.append)
    yield made
    made.close()


def _ignore(_: object) -> None:
    """Nobody listens."""


def test_a_lane_keeps_its_order(pump: Pump, window: tk.Toplevel) -> None:
    """A hundred jobs end in the order in which they were asked for, on one thread that is not the window's."""
    ended: list[int] = []
    threads: set[int] = set()
    for number in range(100):

        def job(number: int = number) -> int:
            threads.add(threading.get_ident())
            return number

        pump.run(Lane.DESK, job, ended.append, _ignore)
    pump_until(window, lambda: len(ended) == 100)
    assert list(range(100)) == ended
    assert 1 == len(threads)
    assert threading.get_ident() not in threads


def test_lanes_do_not_wait_for_one_another(pump: Pump, window: tk.Toplevel) -> None:
    """Head office that does not answer holds up no search."""
    answer, ended = threading.Event(), []
    pump.run(Lane.LINE, answer.wait, lambda _: ended.append("line"), _ignore)
    pump.run(Lane.LOOKUP, lambda: "hits", ended.append, _ignore)
    pump_until(window, lambda: ended == ["hits"])
    answer.set()
    pump_until(window, lambda: ended == ["hits", "line"])


def test_ends_are_heard_on_the_windows_thread(pump: Pump, window: tk.Toplevel) -> None:
    """Done, failed and progress may touch widgets."""
    heard: list[tuple[str, int]] = []

    def tell(what: object) -> None:
        heard.append((str(what), threading.get_ident()))

    def work() -> str:
        pump.post(tell, "half")
        return "done"

    def fail() -> None:
        raise BadInput(field="birth")

    pump.run(Lane.DESK, work, tell, tell)
    pump.run(Lane.DESK, fail, tell, lambda error: tell(error.code))
    pump_until(window, lambda: len(heard) == 3)
    assert ["half", "done", BadInput.code] == [what for what, _ in heard]
    assert {threading.get_ident()} == {thread for _, thread in heard}


def test_an_unexpected_error_is_told_by_its_type_only(pump: Pump, window: tk.Toplevel, faults: list[str]) -> None:
    """In a job and in a callback: nothing vanishes, and no row is quoted."""

    def job() -> None:
        raise KeyError("佐藤太郎")

    def done(_: object) -> None:
        raise ZeroDivisionError("佐藤太郎")

    ended: list[MadoguchiError] = []
    pump.run(Lane.DESK, job, _ignore, ended.append)
    pump.run(Lane.DESK, lambda: None, done, ended.append)
    pump_until(window, lambda: len(faults) == 2)
    assert ["KeyError", "ZeroDivisionError"] == faults
    assert [] == ended


def test_the_pump_turns_on_after_a_fault(pump: Pump, window: tk.Toplevel, faults: list[str]) -> None:
    """A callback that failed does not take the next ones with it."""
    ended: list[str] = []
    pump.post([].pop)
    pump.post(ended.append, "next")
    pump_until(window, lambda: ended == ["next"])
    assert ["IndexError"] == faults


def test_a_flood_does_not_stop_the_window(pump: Pump, window: tk.Toplevel) -> None:
    """Ten thousand progress reports are worked off in turns: other events come between them."""
    counted: list[int] = []
    between: list[int] = []

    def count(number: int) -> None:
        counted.append(sum(range(2_000)) and number)

    for number in range(10_000):
        pump.post(count, number)
    timer = pump.every(1, lambda: between.append(len(counted)))
    pump_until(window, lambda: len(counted) == 10_000, 30)
    timer.cancel()
    assert list(range(10_000)) == counted
    assert any(0 < seen < 10_000 for seen in between)


def test_jobs_that_are_held_begin_after_the_end_of_the_block(pump: Pump, window: tk.Toplevel) -> None:
    """Nothing runs before, and then all of it in its order; a lane that was asked for nothing goes on."""
    begun, searched = list[str](), threading.Event()
    with pump.holding():
        pump.run_after_drawing(Lane.DESK, lambda: "first", begun.append, _ignore)
        pump.run(Lane.DESK, lambda: "second", begun.append, _ignore)
    pump.run(Lane.LOOKUP, searched.set, _ignore, _ignore)
    pump.run(Lane.DESK, lambda: "third", begun.append, _ignore)
    assert searched.wait(10)
    assert pump._queue.qsize() <= 1
    pump_until(window, lambda: len(begun) == 3)
    assert ["first", "second", "third"] == begun


def test_what_waits_for_the_picture_is_written_at_the_close(root: tk.Tk, window: tk.Toplevel) -> None:
    """Whoever was shown stands in the log, though the window is closed before the picture is there."""
    pump, written = Pump(root, _ignore), list[str]()
    pump.run_after_drawing(Lane.DESK, lambda: written.append("opening"), _ignore, _ignore)
    assert [] == written
    pump.close(patience_s=0)
    assert ["opening"] == written


def test_what_is_loaded_is_walked_through_no_more() -> None:
    """A full collection afterwards has next to nothing to look at; what is new is still collected."""
    keep_what_is_loaded()
    try:
        assert gc.get_freeze_count() > 10_000
        assert len(gc.get_objects()) < 1_000
        ring: list[object] = []
        ring.append(ring)
        del ring
        assert gc.collect() > 0
    finally:
        gc.unfreeze()


def test_a_timer_turns_until_it_is_cancelled(pump: Pump, window: tk.Toplevel) -> None:
    """A second cancel does nothing."""
    ticks: list[int] = []
    timer = pump.every(1, lambda: ticks.append(1))
    pump_until(window, lambda: len(ticks) >= 3)
    timer.cancel()
    timer.cancel()
    seen, later = len(ticks), []
    window.after(30, lambda: later.append(1))
    pump_until(window, lambda: bool(later))
    assert seen == len(ticks)


def test_a_timer_can_cancel_itself(pump: Pump, window: tk.Toplevel) -> None:
    """From its own turn."""
    ticks: list[int] = []

    def tick() -> None:
        ticks.append(1)
        timer.cancel()

    timer = pump.every(1, tick)
    later: list[int] = []
    window.after(30, lambda: later.append(1))
    pump_until(window, lambda: bool(later))
    assert [1] == ticks


def test_close_ends_the_threads_and_hears_no_more(root: tk.Tk, window: tk.Toplevel) -> None:
    """The running job comes to its end, a search that waits never starts, and nobody is called afterwards."""
    pump = Pump(root, _ignore)
    before = threading.active_count()
    started, go_on, ended = threading.Event(), threading.Event(), []

    def running() -> None:
        started.set()
        go_on.wait()
        ended.append("ran")

    pump.run(Lane.LOOKUP, running, ended.append, _ignore)
    pump.run(Lane.LOOKUP, lambda: ended.append("waiting"), _ignore, _ignore)
    assert started.wait(10)
    pump.close(go_on.set)
    pump.run(Lane.LOOKUP, lambda: ended.append("late"), _ignore, _ignore)
    window.update()
    assert ["ran"] == ended
    assert before == threading.active_count()


def test_what_the_desk_still_has_to_write_is_written_at_the_close(root: tk.Tk, window: tk.Toplevel) -> None:
    """However long it takes: a half-filled form is put away behind whatever runs there."""
    pump = Pump(root, _ignore)
    started, go_on, ended, turns = threading.Event(), threading.Event(), [], []

    def running() -> None:
        started.set()
        go_on.wait()
        ended.append("ran")

    def turn() -> None:
        turns.append(1)
        if len(turns) == 3:
            go_on.set()

    pump.run(Lane.DESK, running, _ignore, _ignore)
    pump.run(Lane.DESK, lambda: ended.append("put away"), _ignore, _ignore)
    assert started.wait(10)
    pump.close(turn, patience_s=0)
    assert ["ran", "put away"] == ended


def test_head_office_that_does_not_answer_holds_up_no_close(root: tk.Tk, window: tk.Toplevel) -> None:
    """Its thread is left to itself, and is one that the end of the program does not wait for."""
    pump = Pump(root, _ignore)
    started, answer = threading.Event(), threading.Event()

    def ask() -> None:
        started.set()
        answer.wait()

    pump.run(Lane.LINE, ask, _ignore, _ignore)
    assert started.wait(10)
    pump.close(patience_s=0.05)
    (left,) = [thread for thread in threading.enumerate() if thread.name == Lane.LINE.value and thread.is_alive()]
    assert left.daemon
    answer.set()
    left.join(10)
    assert not left.is_alive()
