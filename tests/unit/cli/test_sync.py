"""A device without a window keeps in step: it waits, hears "now", and says in plain words what it met."""

from queue import SimpleQueue

import pytest

from branch_app.cli.sync import Wish, keep_in_step
from branch_app.domain.errors import CentralUnreachable


def wishes(*asked: Wish) -> "SimpleQueue[Wish]":
    """In that order."""
    queue: SimpleQueue[Wish] = SimpleQueue()
    for wish in asked:
        queue.put(wish)
    return queue


def test_now_is_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody waits for a pause to be over who asked."""
    trips = iter(["first", "second", "third"])
    keep_in_step(lambda: next(trips), wishes(Wish.NOW, Wish.NOW, Wish.END))
    assert "first\nsecond\nthird\n" == capsys.readouterr().out


def test_a_line_that_is_down_is_said_in_plain_words_and_tried_again(capsys: pytest.CaptureFixture[str]) -> None:
    """What happened, what a citizen hears and what to do next, in both languages."""

    def trip() -> str:
        if tries.pop():
            raise CentralUnreachable(reason="ConnectError")
        return "good"

    tries = [False, True]
    keep_in_step(trip, wishes(Wish.NOW, Wish.END))
    said = capsys.readouterr()
    assert ("good\n", 6) == (said.out, len(said.err.splitlines()))
    assert "ConnectError" not in said.err
