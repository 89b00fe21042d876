"""Whether the window's thread ever stands still: papers print, the line is busy, cards are read, logs grow."""

from branch_app.bench.window.clerk import Clerk
from branch_app.bench.window.entries import OtherProcess, write_entries
from branch_app.bench.window.heartbeat import Heartbeat, Stall
from branch_app.bench.window.stand import Stand
from branch_app.bench.window.traffic import traffic
from branch_app.cards.virtual import Chip
from branch_app.ui.keys import Key

_IDLE_MS = 2_000


def stalls(stand: Stand, clerk: Clerk, rounds: int, entries: int) -> dict[str, Stall]:
    """The longest stall of each kind of work; ``idle`` is this machine's own, with nothing to do."""
    heart = Heartbeat(stand.root)
    chip = clerk.chip()
    with OtherProcess() as other:
        other.begin(_awake).result()
        return {
            "idle": heart.during(lambda: stand.rest(_IDLE_MS)),
            "print": heart.during(lambda: _issue(clerk, rounds)),
            "sync": heart.during(lambda: _sync(stand, clerk, rounds)),
            "card": heart.during(lambda: _lay(clerk, chip, rounds)),
            "entries": heart.during(lambda: _load(stand, clerk, other, entries)),
        }


def _issue(clerk: Clerk, rounds: int) -> None:
    for _ in range(rounds):
        clerk.issue()


def _lay(clerk: Clerk, chip: Chip, rounds: int) -> None:
    for _ in range(rounds):
        clerk.lay_card(chip)


def _awake() -> None:
    """The interpreter is there."""


def _sync(stand: Stand, clerk: Clerk, rounds: int) -> None:
    with traffic(stand, clerk) as behind:
        stand.until(lambda: behind.trouble is not None or (behind.pushed > 0 and behind.renewed >= rounds))
    if behind.trouble:
        raise behind.trouble


def _load(stand: Stand, clerk: Clerk, other: OtherProcess, entries: int) -> None:
    """Entries of another process arrive in one piece, in the list of the day."""
    recent, journal = clerk.counter.room.recent, clerk.counter.place.desk.journal
    before = journal.state.size
    written = other.begin(write_entries, stand.home, entries)
    stand.until(written.done)
    clerk.press(Key.RECENT)
    stand.until(lambda: recent.state.shown)
    stand.paint()
    if journal.state.size - before < written.result():
        raise AssertionError("entries")
    clerk.press(Key.ESCAPE)
