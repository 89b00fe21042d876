"""A day on which everything goes wrong once, through the journal into an encrypted ledger."""

from pathlib import Path

from branch_app.domain.deciders.counter import fold
from branch_app.domain.log.entry import Entry
from db.ledger import SqlLedger
from tests.fakes.ledger_till import LedgerTill
from tests.fakes.month import Month
from tests.fakes.store import Desk


def test_the_day_on_disk_is_the_day_in_memory(tmp_path: Path) -> None:
    """Event by event; closed, opened and verified, the log gives the state that the counter stood in."""
    desk = Desk(tmp_path)
    ledger = desk.new_ledger()
    month, in_memory = Month.of(7, counters=1), Month.of(7, counters=1).play(days=1, forms=15)
    month.counters[0].till = LedgerTill.on(ledger)
    month.play(days=1, forms=15)
    ledger.close()
    opened = SqlLedger.open(desk.place())
    head = opened.verify()
    entries = [Entry.from_bytes(leaf) for leaf in opened.leaves(0, head.size)]
    opened.close()
    assert (head.root,) == month.roots
    assert month.counters[0].till.state == fold(entries)
    assert [entry.event for entry in in_memory.counters[0].till.entries] == [entry.event for entry in entries]
