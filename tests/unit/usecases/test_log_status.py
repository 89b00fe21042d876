"""Green only when head office has witnessed this very log to its end."""

import pytest

from branch_app.domain.log.checkpoint import Checkpoint
from branch_app.domain.log.note import Note, Signature
from branch_app.ports import LogHead
from branch_app.usecases.level import Level
from branch_app.usecases.status import LogStatus, log_status
from tests.fakes.memory_log import MemoryLog

ORIGIN = "ledger.kawasaki/suge-01/1"


def grown(count: int, word: str = "entry") -> MemoryLog:
    """A log of that many entries."""
    log = MemoryLog(ORIGIN)
    log.grow(count, word)
    return log


def receipt(head: LogHead, origin: str = ORIGIN) -> str:
    """What head office would have cosigned; its signatures are looked at before a receipt is kept, not here."""
    signature = Signature(origin, b"\1\2\3\4", bytes(64))
    return Note(Checkpoint(origin, head.size, head.root).text, (signature,)).to_bytes().decode()


def test_without_a_receipt_everything_is_pending() -> None:
    """Nothing is green that nobody has acknowledged."""
    status = log_status(grown(5))
    assert (LogStatus(Level.NOTICE, 5, 0), 5) == (status, status.pending)


def test_with_a_receipt_of_the_whole_log_nothing_is_pending() -> None:
    """Size and root agree."""
    log = grown(5)
    log.keep_receipt(receipt(log.head()))
    status = log_status(log)
    assert (LogStatus(Level.GOOD, 5, 5), 0) == (status, status.pending)


def test_entries_after_the_receipt_are_pending() -> None:
    """One more entry and it is green no more."""
    log = grown(5)
    log.keep_receipt(receipt(log.head()))
    log.grow(1)
    status = log_status(log)
    assert (LogStatus(Level.NOTICE, 6, 5), 1) == (status, status.pending)


@pytest.mark.parametrize("other", [grown(5, "other"), grown(9)], ids=["another log", "a longer log"])
def test_a_receipt_of_another_log_is_an_alarm(other: MemoryLog) -> None:
    """A clone or a restored file: of what is here, nothing counts as witnessed."""
    log = grown(5)
    log.keep_receipt(receipt(other.head()))
    assert LogStatus(Level.BAD, 5, 0) == log_status(log)


@pytest.mark.parametrize("text", ["", "no note", receipt(grown(5).head(), "ledger.kawasaki/suge-01/2")])
def test_what_is_no_receipt_of_this_epoch_counts_for_nothing(text: str) -> None:
    """Unreadable, or of the epoch before."""
    log = grown(5)
    log.keep_receipt(text)
    assert LogStatus(Level.NOTICE, 5, 0) == log_status(log)
