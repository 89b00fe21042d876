"""拠点の締め: three counters of one office, added up from their signed closes; what does not fit is refused."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from branch_app import ed25519
from branch_app.domain.errors import BadInput, CloseNotPossible, MadoguchiError, NoteNotTrusted, ProofInvalid
from branch_app.domain.log.checkpoint import Checkpoint, sign_checkpoint
from branch_app.domain.log.merkle import leaf_hash, root_of
from branch_app.domain.log.merkle_proofs import inclusion_proof
from branch_app.domain.log.tlog_proof import TlogProof
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.domain.reconcile.office import OfficeClose, add_up, prove_close, read_close
from tests.fakes.played_log import MORNING
from tests.fakes.till import Till

DAY = MORNING.date()


@dataclass(frozen=True, slots=True)
class Counter:
    """One device with its own log and key."""

    private: bytes
    key: VerifierKey
    till: Till

    @classmethod
    def of(cls, number: int, till: Till | None = None) -> "Counter":
        """A day with ``number`` papers sold, the last by terminal."""
        private = bytes([number]) * 32
        key = VerifierKey(f"ledger.kawasaki/W01-{number}/1", KeyKind.NOTE, ed25519.public_key(private))
        return cls(private, key, till or _day(number))

    @property
    def leaves(self) -> list[bytes]:
        """Entry bytes."""
        return [entry.to_bytes() for entry in self.till.entries]

    @property
    def file(self) -> bytes:
        """The signed close."""
        return prove_close(self.leaves, self.key, ed25519.signer(self.private))


def _day(papers: int) -> Till:
    till = Till.opened(float_yen=10_000)
    for number in range(papers):
        application, (job,) = till.quoted()
        if number + 1 < papers:
            till.pay(application)
        else:
            till.pay_by_terminal(application)
        till.hand_over(job)
    till.count()
    till.close()
    return till


COUNTERS = [Counter.of(number) for number in (1, 2, 3)]
KEYS = [counter.key for counter in COUNTERS]
FILES = [counter.file for counter in COUNTERS]


def test_three_counters_add_up() -> None:
    """Whatever order the sticks come in: forms, yen and sheets are sums, cash alone is paid in."""
    for files in (FILES, FILES[::-1]):
        office = add_up(files, KEYS, DAY, ed25519.verify)
        assert [key.name for key in KEYS] == [close.origin for close in office.closes]
        assert (6, 6, 1_800, 900) == tuple(
            office.total(name) for name in ("applications", "delivered", "charged_yen", "cashless_yen")
        )
        assert (30_900, 900, DAY.isoformat()) == (
            office.total("counted_yen"),
            office.remitted_yen,
            office.business_date,
        )


def test_each_close_carries_the_root_of_its_log() -> None:
    """Size and root are those that the device's 日計表 shows after the close."""
    for counter, close in zip(COUNTERS, add_up(FILES, KEYS, DAY, ed25519.verify).closes, strict=True):
        assert len(counter.till.entries) == close.size
        assert counter.till.state.day.claims == close.claims
        assert root_of([leaf_hash(leaf) for leaf in counter.leaves]) == close.root


def test_a_missing_counter_is_named() -> None:
    """No office closes with a gap."""
    with pytest.raises(CloseNotPossible) as refusal:
        add_up(FILES[:2], KEYS, DAY, ed25519.verify)
    assert {"what": f"close {KEYS[2].name}"} == refusal.value.facts


def test_a_close_counts_once() -> None:
    """The same stick twice is refused, and so is a supplementary close beside the one it takes the place of."""
    with pytest.raises(BadInput, match="close twice"):
        add_up([*FILES, FILES[0]], KEYS, DAY, ed25519.verify)
    counter = Counter.of(1)
    before = counter.file
    counter.till.supplement()
    counter.till.close()
    with pytest.raises(BadInput, match="close twice"):
        add_up([before, counter.file, *FILES[1:]], KEYS, DAY, ed25519.verify)
    office = add_up([counter.file, *FILES[1:]], KEYS, DAY, ed25519.verify)
    assert [1, 0, 0] == [close.claims.supplement for close in office.closes]


def test_another_day_is_refused() -> None:
    """A stick of yesterday is no close of today."""
    with pytest.raises(BadInput, match="business_date"):
        add_up(FILES, KEYS, DAY + timedelta(days=1), ed25519.verify)


def test_a_log_that_is_not_of_the_office_is_refused() -> None:
    """By name, and by key under the right name."""
    with pytest.raises(NoteNotTrusted, match="unknown log"):
        add_up(FILES, KEYS[:2], DAY, ed25519.verify)
    stranger = replace(KEYS[0], public=KEYS[1].public)
    with pytest.raises(NoteNotTrusted):
        add_up(FILES, [stranger, *KEYS[1:]], DAY, ed25519.verify)


def test_an_office_without_counters_has_no_close() -> None:
    """Nothing adds up to nothing."""
    with pytest.raises(BadInput):
        add_up([], [], DAY, ed25519.verify)


@pytest.mark.parametrize("step", range(7))
def test_no_changed_byte_is_believed(step: int) -> None:
    """Any byte of the file turned round: refused by some name, or what it says is the same."""
    believed = read_close(FILES[0], KEYS, ed25519.verify)
    for position in range(step, len(FILES[0]), 7):
        changed = bytearray(FILES[0])
        changed[position] ^= 1
        try:
            assert believed == read_close(bytes(changed), KEYS, ed25519.verify)
        except MadoguchiError:
            continue


def test_only_the_last_entry_is_a_close() -> None:
    """A proof of another entry, of a close that others follow, or without its entry is refused."""
    counter = Counter.of(1)
    with pytest.raises(BadInput):
        prove_close(counter.leaves[:-1], counter.key, ed25519.signer(counter.private))
    with pytest.raises(BadInput):
        prove_close([], counter.key, ed25519.signer(counter.private))
    proof = TlogProof.parse(counter.file)
    for lie in (replace(proof, extra=None), replace(proof, index=proof.index - 1)):
        with pytest.raises(ProofInvalid):
            read_close(lie.to_bytes(), KEYS, ed25519.verify)


def test_a_close_under_another_number_is_refused() -> None:
    """An entry that says it stands elsewhere was never the last of this log."""
    counter = Counter.of(1)
    last = counter.till.entries[-1]
    moved = replace(last, seq=last.seq + 1).to_bytes()
    data = prove_close([*counter.leaves[:-1], moved], counter.key, ed25519.signer(counter.private))
    with pytest.raises(BadInput):
        read_close(data, KEYS, ed25519.verify)


def test_another_last_entry_is_no_close() -> None:
    """Signed by the log, and still not what an office adds up."""
    counter = Counter.of(1)
    till = Till.opened()
    data = _prove_anything([entry.to_bytes() for entry in till.entries], counter)
    with pytest.raises(BadInput):
        read_close(data, KEYS, ed25519.verify)


def _prove_anything(leaves: list[bytes], counter: Counter) -> bytes:
    hashes = [leaf_hash(leaf) for leaf in leaves]
    note = sign_checkpoint(
        Checkpoint(counter.key.name, len(hashes), root_of(hashes)), counter.key, ed25519.signer(counter.private)
    )
    return TlogProof(len(hashes) - 1, inclusion_proof(hashes, len(hashes) - 1), note, extra=leaves[-1]).to_bytes()


def test_an_office_close_is_of_one_day_and_of_each_log_once() -> None:
    """A value that could not have been added up cannot be made."""
    (close,) = add_up(FILES[:1], KEYS[:1], DAY, ed25519.verify).closes
    yesterday = replace(close, origin="other", claims=replace(close.claims, business_date="2026-11-23"))
    for closes in ((), (close, close), (close, yesterday)):
        with pytest.raises(ValueError, match="closes"):
            OfficeClose(closes)


def test_a_close_that_others_follow_is_not_the_last_word() -> None:
    """Rightly proven in a longer log, where a supplementary close may stand behind it: refused."""
    counter = Counter.of(1)
    place = len(counter.leaves) - 1
    close = counter.leaves[place]
    counter.till.open(on=DAY + timedelta(days=1))
    hashes = [leaf_hash(leaf) for leaf in counter.leaves]
    longer = Checkpoint(counter.key.name, len(hashes), root_of(hashes))
    note = sign_checkpoint(longer, counter.key, ed25519.signer(counter.private))
    proof = TlogProof(place, inclusion_proof(hashes, place), note, extra=close)
    with pytest.raises(ProofInvalid, match="close"):
        read_close(proof.to_bytes(), KEYS, ed25519.verify)
