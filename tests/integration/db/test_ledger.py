"""The log: append-only, whole, and findable after a crash."""

from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from branch_app.domain.deciders.states import IN_FLIGHT, JobState
from branch_app.domain.errors import FileDamaged, FileForeign, KeyMissing, OutOfOrder, ProofInvalid
from branch_app.domain.log.commitment import Opening, Retention, check
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import (
    ApplicationExempt,
    JobCancelled,
    JobNotPrinted,
    JobReserved,
    JobSpooled,
)
from branch_app.domain.log.merkle import leaf_hashes, root_of
from branch_app.domain.values.identifiers import ApplicationId, JobId, RequestId
from db.connection import Durability, open_file
from db.ledger import SqlLedger
from db.migrations.ledger import LEDGER
from tests.fakes.played_log import LISTED
from tests.fakes.store import CLERK, ORIGIN, Desk, entry, grow, identified, prepared

OTHER = Opening("f" * 64, "other", b"s" * 32, b"value", Retention.ISSUANCE)


def exempt(seq: int, request: str | None = None) -> Entry:
    """The smallest entry."""
    return entry(seq, ApplicationExempt(ApplicationId("application")), request)


def test_an_empty_log(ledger: SqlLedger) -> None:
    """Size 0 and the root of nothing."""
    assert (0, root_of([])) == (ledger.head().size, ledger.head().root)
    assert ORIGIN == ledger.origin
    assert ledger.receipt() is None


def test_root_over_all_entries(ledger: SqlLedger) -> None:
    """The stored frontier is the RFC 6962 tree over the stored bytes."""
    grow(ledger, 7)
    assert root_of(leaf_hashes(ledger.leaves(0, 7))) == ledger.head().root
    assert ledger.head() == ledger.verify()


def test_what_was_appended_is_read_back(ledger: SqlLedger) -> None:
    """Entries and openings come back as they went in."""
    added, openings = identified(0)
    with ledger.exclusive() as writer:
        writer.append((added,), openings)
    with ledger.exclusive() as writer:
        assert [added] == list(writer.entries(0))
    assert [(0, opening) for opening in openings] == list(ledger.openings(0, 1))
    check(openings[1].commitment, ledger.opening_of(openings[1].commitment))


def test_a_restart_finds_the_same_log(desk: Desk) -> None:
    """Head and entries survive closing, signing in again and opening."""
    ledger = desk.new_ledger()
    grow(ledger, 3)
    head = ledger.head()
    ledger.close()
    again = SqlLedger.open(replace(desk.place(), key=desk.vault.sign_in(CLERK).key("ledger-1.db")))
    assert head == again.head() == again.verify()
    again.close()


def test_an_error_leaves_nothing(ledger: SqlLedger) -> None:
    """Bytes, leaf, frontier, openings and jobs, or nothing of it."""
    added, openings = identified(0)
    unknown = entry(1, JobCancelled(JobId("never-prepared")))
    with pytest.raises(OutOfOrder), ledger.exclusive() as writer:
        writer.append((added, unknown), openings)
    assert (0, []) == (ledger.head().size, list(ledger.openings(0, 9)))


def test_several_entries_in_one_transaction(ledger: SqlLedger) -> None:
    """One decision may write many entries; each opening lies beside the entry that speaks of it."""
    first, first_openings = identified(0)
    second, second_openings = identified(1)
    with ledger.exclusive() as writer:
        writer.append((first, second), (*second_openings, *first_openings))
    assert [1, 1, 0, 0] == [seq for seq, _ in ledger.openings(0, 2)]
    assert list(second_openings) == [opening for _, opening in ledger.openings(1, 2)]


def test_found_again_by_request(ledger: SqlLedger) -> None:
    """Who never heard the answer asks what the request wrote."""
    with ledger.exclusive() as writer:
        writer.append((exempt(0, "once"), exempt(1, "once"), exempt(2, "other")), ())
    with ledger.exclusive() as writer:
        assert [0, 1] == [found.seq for found in writer.find(RequestId("once"))]
        assert [] == list(writer.find(RequestId("never")))


@pytest.mark.parametrize("seq", [0, 2, 7])
def test_only_the_next_entry_fits(ledger: SqlLedger, seq: int) -> None:
    """A gap or a second entry at the same place is refused."""
    with ledger.exclusive() as writer:
        writer.append((exempt(0),), ())
    with pytest.raises(OutOfOrder) as caught, ledger.exclusive() as writer:
        writer.append((exempt(seq),), ())
    assert (1, seq) == (caught.value.facts["now"], caught.value.facts["then"])
    assert 1 == ledger.head().size


def test_an_opening_of_nothing_is_refused(ledger: SqlLedger) -> None:
    """No personal data without an entry that commits to it."""
    with pytest.raises(ProofInvalid), ledger.exclusive() as writer:
        writer.append((exempt(0),), (OTHER,))
    assert 0 == ledger.head().size


def test_no_opening(ledger: SqlLedger) -> None:
    """A commitment that was never ours has no opening."""
    with pytest.raises(KeyMissing):
        ledger.opening_of("e" * 64)


def test_jobs_follow_their_entries(ledger: SqlLedger) -> None:
    """The job table says where each job stands, with attempt and last entry."""
    job = JobId("job-1")
    steps = (
        prepared(0, job),
        prepared(1, "job-2"),
        entry(2, JobReserved(job, 1, "printer", "plain", (), LISTED)),
        entry(3, JobSpooled(job, 1, 7)),
    )
    with ledger.exclusive() as writer:
        writer.append(steps, ())
    (line,) = ledger.jobs(*IN_FLIGHT)
    assert (job, JobState.SPOOLED, 1, 3) == (line.job, line.state, line.attempt, line.seq)
    with ledger.exclusive() as writer:
        writer.append((entry(4, JobNotPrinted(job, 1, "printer", "jam")),), ())
        writer.append((entry(5, JobReserved(job, 2, "printer", "plain", (), LISTED)),), ())
    (line,) = ledger.jobs(*IN_FLIGHT)
    assert (2, 5) == (line.attempt, line.seq)
    assert ["job-2"] == [line.job for line in ledger.jobs(JobState.PREPARED)]


def test_receipts(ledger: SqlLedger) -> None:
    """The newest cosigned checkpoint is the receipt."""
    ledger.keep_receipt("first")
    ledger.keep_receipt("second")
    assert "second" == ledger.receipt()


def test_a_log_is_made_once(desk: Desk) -> None:
    """Set-up run twice never starts the numbers anew."""
    desk.new_ledger().close()
    with pytest.raises(FileForeign):
        desk.new_ledger()


def test_set_up_that_was_cut_short_goes_on(desk: Desk) -> None:
    """A mark of nothing without a file is no lost log."""
    desk.new_ledger().close()
    desk.place().path.unlink()
    SqlLedger.open_or_create(desk.place()).close()


def test_a_lost_log_is_never_begun_anew(desk: Desk) -> None:
    """With entries under the mark and no file the numbers would start again."""
    ledger = SqlLedger.open_or_create(desk.place())
    grow(ledger, 1)
    ledger.close()
    desk.place().path.unlink()
    with pytest.raises(FileDamaged):
        SqlLedger.open_or_create(desk.place())


def test_the_log_of_another_origin(desk: Desk) -> None:
    """A log says whose it is."""
    desk.new_ledger().close()
    with pytest.raises(FileForeign):
        SqlLedger.open(replace(desk.place(), origin="ledger.kawasaki/C06-2/1"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET data = x'00' WHERE seq = 0",
        "UPDATE OR REPLACE entry SET seq = 1 WHERE seq = 0",
        "DELETE FROM entry",
        "DELETE FROM entry WHERE seq = 2",
        "INSERT OR REPLACE INTO entry SELECT seq, 'x', leaf, data FROM entry WHERE seq = 2",
        "REPLACE INTO entry SELECT seq, 'x', leaf, data FROM entry WHERE seq = 0",
        "INSERT INTO entry SELECT seq + 2, request, leaf, data FROM entry WHERE seq = 2",
        "INSERT INTO entry SELECT -1, request, leaf, data FROM entry WHERE seq = 2",
        "INSERT INTO entry (request, leaf, data) SELECT request, leaf, data FROM entry WHERE seq = 2",
        "INSERT INTO entry SELECT 3, request, x'00', data FROM entry WHERE seq = 2",
        "UPDATE opening SET sealed = x'00'",
        "DELETE FROM opening",
        "INSERT OR REPLACE INTO opening SELECT id, seq, commitment, 'x', retention, period, sealed FROM opening",
        "INSERT INTO opening SELECT 99, seq, commitment, 'x', retention, period, sealed FROM opening",
        "UPDATE log SET size = 0",
        "UPDATE log SET size = 3, frontier = x''",
        "UPDATE log SET size = 9, origin = 'other'",
        "DELETE FROM log",
        "INSERT OR REPLACE INTO log VALUES (1, 'other', 0, x'')",
        "INSERT INTO log VALUES (2, 'other', 0, x'')",
        "DELETE FROM receipt",
        "UPDATE receipt SET checkpoint = ''",
        "REPLACE INTO receipt VALUES (1, '')",
    ],
)
def test_append_only_whoever_asks(desk: Desk, ledger: SqlLedger, statement: str) -> None:
    """The file itself refuses every way of changing what was written."""
    grow(ledger, 3)
    ledger.keep_receipt("first")
    file = open_file(desk.place().path, desk.place().key, LEDGER, Durability.EVERY_COMMIT)
    with file.connected() as connection, pytest.raises(sqlcipher.IntegrityError):
        connection.execute(statement)
    file.close()
    assert 3 == ledger.verify().size
