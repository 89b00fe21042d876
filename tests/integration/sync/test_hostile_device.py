"""An enrolled device that lies, and anybody else: refused, never by a fault of ours; nobody else is harmed."""

import json
from collections import Counter
from dataclasses import replace
from itertools import islice
from random import Random

import pytest

from branch_app.domain.errors import CentralConflict, CentralError, CentralRefused
from branch_app.domain.log import events
from branch_app.domain.log.canonical import to_canonical
from branch_app.domain.log.checkpoint import Checkpoint, sign_checkpoint
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.domain.reconcile.twice import IssuedCopy
from branch_app.domain.records.case import EntryPlace
from branch_app.domain.values.identifiers import ApplicationId, Commitment, IssueNumber, ItemId, JobId, Pseudonym
from branch_app.domain.values.reasons import PaperReason
from sync.central.cases.city import compare_city, outstanding
from sync.central.cases.side_by_side import lay_side_by_side
from sync.central.cases.store import begin_changes, every, log_name
from sync.central.database import exclusive
from sync.central.models import DeviceLog, Leaf
from sync.central.papers import publish_notices
from sync.central.serving.app import HANDLERS, answer
from sync.client.push import push
from sync.client.session import Session
from sync.wire.messages import PushReceipt
from sync.wire.routes import Route
from tests.fakes.device import fresh_keys, ignore_progress
from tests.fakes.memory_log import MemoryLog
from tests.fakes.mutants import honest_requests, mutants
from tests.fakes.push import parcel
from tests.fakes.sample_log import DAY, entry_bytes
from tests.fakes.town import Town

MUTANTS = 600


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_altered_requests_are_refused_and_nobody_else_notices(town: Town) -> None:
    """Bytes or values altered, under a good signature or none; ``make prove`` sends a million."""
    session, log = town.join()
    good, log_of_good = town.join("C06-2")
    requests = honest_requests(town.central, session, log, "9100000101")
    chance = Random(7)  # noqa: S311 - what is altered
    seen: Counter[int] = Counter()
    for request in islice(mutants(requests, session, chance), MUTANTS):
        seen[answer(town.central, HANDLERS[request.route], request.body).status] += 1
    assert not {status for status in seen if status >= 500}
    assert {400, 403} <= seen.keys()
    log_of_good.grow(20)
    assert push(good, log_of_good, ignore_progress) == 20


def statuses(session: Session, body: bytes, request: str) -> CentralError:
    """What a push of that body is refused with."""
    with pytest.raises(CentralError) as refused:
        session.exchange(Route.PUSH, request, body, PushReceipt)
    return refused.value


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_every_refusal_of_a_push_has_its_status(town: Town) -> None:
    """As C2SP has them: 409 comes with head office's own size."""
    session, log = town.join()
    other, _ = town.join("C06-2")
    log.grow(10)
    question, body = parcel(session, log, 0, 4)
    session.exchange(Route.PUSH, question.request, body, PushReceipt)
    told: dict[int, CentralError] = {}

    question, body = parcel(session, log, 4, 10)
    told[400] = statuses(session, body[:-1], question.request)

    stranger = replace(session, keys=fresh_keys())
    question, body = parcel(stranger, log, 4, 10)
    told[403] = statuses(stranger, body, question.request)

    origin = "ledger.kawasaki/nobody/1"
    nobody = Checkpoint(origin, 10, log.head().root)
    key = VerifierKey(origin, KeyKind.NOTE, session.keys.log.public_key)
    note = sign_checkpoint(nobody, key, session.keys.log.sign).to_bytes().decode()
    question, body = parcel(session, log, 4, 10, checkpoint=note)
    told[404] = statuses(session, body, question.request)

    question, body = parcel(session, log, 6, 10)
    told[409] = statuses(session, body, question.request)

    question, body = parcel(session, log, 4, 10, checkpoint_by=other)
    told[422] = statuses(session, body, question.request)

    conflict = told.pop(409)
    assert isinstance(conflict, CentralConflict)
    assert conflict.facts == {"size": 4, "reason": "gap"}
    given = {status: refused.facts["status"] for status, refused in told.items()}
    assert given == {400: 400, 403: 403, 404: 404, 422: 422}
    with town.central.database.connection_context():
        row = DeviceLog.get(DeviceLog.origin == session.enrolment.origin)
        assert (4, 4) == (row.size, Leaf.select().where(Leaf.log == row).count())


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_another_devices_envelope_counts_for_nobody(town: Town) -> None:
    """Word for word what the other sent, or under one's own name."""
    session, log = town.join()
    other, theirs = town.join("C06-2")
    theirs.grow(5)
    question, body = parcel(other, theirs, 0, 5)
    other.exchange(Route.PUSH, question.request, body, PushReceipt)
    posing = replace(session, enrolment=replace(session.enrolment, device="C06-2"))
    question, body = parcel(posing, MemoryLog(log.origin, [b"x"]), 0, 1)
    refused = statuses(posing, body, question.request)
    assert isinstance(refused, CentralRefused)
    assert (403, "device") == (refused.facts["status"], refused.facts["reason"])
    question, body = parcel(other, theirs, 0, 5)
    assert other.exchange(Route.PUSH, question.request, body, PushReceipt).size == 5


_LONG = "".join(map(chr, Random(7).choices(range(0x4E00, 0x9FA5), k=9_000)))  # noqa: S311 - no database packs it
_WORDS = ("\0", _LONG, "9" * 9_000)


def _written_with(build: str) -> bytes:
    raw = json.loads(entry_bytes(0, DAY[0]))
    raw["stamp"]["build"] = build
    return to_canonical(raw)


def _papers(word: str) -> list[events.Event]:
    job, none = JobId(word), Commitment("00" * 32)
    prepared = events.JobPrepared(ApplicationId("a"), ItemId("i"), job, IssueNumber(word), 7, 1, none, none)
    return [prepared, events.JobVoided(job, PaperReason.OTHER, office_fault=True, second=Pseudonym("00" * 16))]


@pytest.mark.parametrize("word", _WORDS, ids=["nul", "long", "digits"])
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_word_that_no_database_looks_for_keeps_nobody_else_from_being_compared(town: Town, word: str) -> None:
    """A NUL, or a name of a thousand characters: as a build, a copy or an issue number."""
    for device, leaves in (
        ("C06-1", [_written_with(word)]),
        ("C06-2", [entry_bytes(seq, event) for seq, event in enumerate([DAY[0], *_papers(word)])]),
        ("C06-3", [entry_bytes(0, DAY[0])]),
    ):
        session, log = town.join(device)
        log.entries += leaves
        push(session, log, ignore_progress)
    with town.central.database.connection_context():
        compare_city(town.central)
        assert () == outstanding()
        void = publish_notices(town.central).void
    assert void == ({} if word == "\0" else {"C06-2/1": (7,)})


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_what_another_office_hears_of_a_device_is_short(town: Town) -> None:
    """An issue number of thousands of characters fills nobody else's cases."""
    for device in ("C06-1", "C06-2"):
        town.join(device)
    with town.central.database.connection_context(), exclusive(town.central.database):
        begin_changes()
        for log, number in zip(
            DeviceLog.select().order_by(DeviceLog.device), ("C06-1-1-000001", _LONG), strict=True
        ):
            copy = IssuedCopy(EntryPlace(log_name(log), 0), IssueNumber(number), "tag", town.watch.now)
            lay_side_by_side(town.central, log, [copy])
        assert [14, 64] == sorted(len(case.detail) for case in every())
