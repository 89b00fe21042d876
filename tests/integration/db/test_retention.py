"""What expires is shredded by key; the log stays verifiable."""

import pytest

from branch_app.domain.errors import FileDamaged, KeyMissing
from branch_app.domain.log.commitment import Opening, Retention
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import ApplicationIdentified
from branch_app.domain.values.identifiers import ApplicationId, Commitment, Pseudonym
from db.ledger import SqlLedger
from db.openings import period_of
from tests.fakes.store import PERIOD, Desk, entry, grow

LAST_YEAR = "2026-03-31T23:59:59.999+09:00"


def identified_at(seq: int, wall: str) -> tuple[Entry, Opening]:
    """An entry of that day with one opening."""
    subject = f"{seq:032x}"
    event = ApplicationIdentified(
        ApplicationId("a"), Pseudonym(subject), "card", Commitment("0" * 64), revocation_checked=False, data=()
    )
    return entry(seq, event, wall=wall), Opening(subject, "person", b"", b"0000000001", Retention.ISSUANCE)


def test_shredding_takes_the_openings_and_leaves_the_log(desk: Desk, ledger: SqlLedger) -> None:
    """After the key is gone the root is the same and the openings are not there."""
    grow(ledger, 3)
    head = ledger.head()
    (_, opening), *_ = ledger.openings(0, 3)
    desk.folder.retention_keys(desk.counter).shred(Retention.ISSUANCE, PERIOD)
    assert [] == list(ledger.openings(0, 3))
    assert head == ledger.verify()
    with pytest.raises(KeyMissing):
        ledger.opening_of(opening.commitment)


def test_only_that_period_goes(desk: Desk, ledger: SqlLedger) -> None:
    """The fiscal year of the entry decides: 31 March and 2 November are two."""
    old, old_opening = identified_at(0, LAST_YEAR)
    new, new_opening = identified_at(1, "2026-04-01T00:00:00.000+09:00")
    with ledger.exclusive() as writer:
        writer.append((old, new), (old_opening, new_opening))
    assert ("FY2025", "FY2026") == (period_of(old), period_of(new))
    desk.folder.retention_keys(desk.counter).shred(Retention.ISSUANCE, "FY2025")
    assert [(1, new_opening)] == list(ledger.openings(0, 2))


def test_nothing_is_written_into_a_shredded_period(desk: Desk, ledger: SqlLedger) -> None:
    """A period that expired takes no new openings, and the entry is not written without them."""
    desk.folder.retention_keys(desk.counter).shred(Retention.ISSUANCE, "FY2025")
    old, opening = identified_at(0, LAST_YEAR)
    with pytest.raises(KeyMissing), ledger.exclusive() as writer:
        writer.append((old,), (opening,))
    assert 0 == ledger.head().size


def test_a_pseudonym_key_is_made_once(desk: Desk) -> None:
    """First use makes it, later uses and other processes get the same, other periods another."""
    keys = desk.folder.retention_keys(desk.counter)
    first = keys.pseudonym_key(Retention.STAFF, PERIOD)
    assert first == desk.folder.retention_keys(desk.counter).pseudonym_key(Retention.STAFF, PERIOD)
    others = {keys.pseudonym_key(Retention.ISSUANCE, PERIOD), keys.pseudonym_key(Retention.STAFF, "FY2027")}
    assert 3 == len({first, *others})


def test_a_shredded_pseudonym_key_never_comes_back(desk: Desk) -> None:
    """First use after shredding makes no new key, in this process or another."""
    ours, theirs = desk.folder.retention_keys(desk.counter), desk.folder.retention_keys(desk.counter)
    theirs.pseudonym_key(Retention.ISSUANCE, PERIOD)
    ours.shred(Retention.ISSUANCE, PERIOD)
    for keys in (ours, theirs):
        with pytest.raises(KeyMissing):
            keys.pseudonym_key(Retention.ISSUANCE, PERIOD)


def test_shredding_what_never_was(desk: Desk) -> None:
    """Shredding is final for a key that was not made yet, too, and may be done twice."""
    keys = desk.folder.retention_keys(desk.counter)
    keys.shred(Retention.REFUSAL, PERIOD)
    keys.shred(Retention.REFUSAL, PERIOD)
    with pytest.raises(KeyMissing):
        keys.pseudonym_key(Retention.REFUSAL, PERIOD)


def test_the_wrapped_key_is_overwritten_in_place(desk: Desk) -> None:
    """No byte of the key stays in its file."""
    desk.folder.retention_keys(desk.counter).pseudonym_key(Retention.ISSUANCE, PERIOD)
    path = desk.folder.data / "retention" / f"issuance-{PERIOD}.key"
    before = path.read_bytes()
    desk.folder.retention_keys(desk.counter).shred(Retention.ISSUANCE, PERIOD)
    after = path.read_bytes()
    assert len(before) == len(after)
    assert bytes(len(after) - 5) == after[5:]


def test_every_flipped_byte_of_a_key_file_is_found(desk: Desk) -> None:
    """An altered key file is damage, and no new key is made in its place."""
    desk.folder.retention_keys(desk.counter).pseudonym_key(Retention.ISSUANCE, PERIOD)
    path = desk.folder.data / "retention" / f"issuance-{PERIOD}.key"
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 2]) + whole[at + 1 :])
        with pytest.raises(FileDamaged):
            desk.folder.retention_keys(desk.counter).pseudonym_key(Retention.ISSUANCE, PERIOD)
