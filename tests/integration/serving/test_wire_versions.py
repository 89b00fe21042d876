"""A device and a head office of two versions understand each other: the one was updated, the other not yet."""

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.values.identifiers import RequestId
from sync.central.head_office import HeadOffice
from sync.central.serving.app import HANDLERS, answer
from sync.client.enrolment import enrol
from sync.client.policy_news import fetch_policy
from sync.client.session import Session
from sync.client.transport import Line
from sync.wire.compression import expand
from sync.wire.envelope import Envelope, key_id, sign
from sync.wire.messages import MAX_NEWS_BYTES
from sync.wire.routes import Route
from sync.wire.sealing import purpose, unseal
from sync.wire.strict import dump
from tests.fakes.conversation import Counted, Exchange, Recording, code_of, converse, device_keys, fixed, open_fixed
from tests.fakes.line_book import MemoryLineBook
from tests.fakes.played_back import played_back

_SAID = {
    "enrolled": "ledger.kawasaki/C06-1/1",
    "restricted": ["9100000101"],
    "nothing new": 0,
    "roster": 5,
    "holds": ["hold-1"],
    "witnessed": (4, 7),
    "gap": {"size": 7, "reason": "gap"},
    "reconciled": 7,
    "not closed": {"status": 404, "reason": "day not closed"},
    "rows": 6,
    "changes": 1,
    "bucket": ["H1000001"],
}
_INSIDE: dict[Route, Callable[[dict[str, object]], bytes]] = {
    Route.ENROL: lambda _: purpose("enrolment", key_id(device_keys().log.public_key), 0),
    Route.SETTINGS: lambda _: purpose("settings", "C06-1", 1),
    Route.RESTRICTIONS: lambda _: purpose("restrictions", "C06-1", 1),
}


@pytest.fixture
def office(recording: Recording, tmp_path: Path) -> Iterator[HeadOffice]:
    """Today's head office with the keys of that central."""
    central = open_fixed(tmp_path, f"sqlite:///{tmp_path / 'central.db'}", recording.root)
    yield central
    central.close()


def test_a_device_of_version_1_is_answered_as_then(office: HeadOffice, recording: Recording) -> None:
    """Every recorded request gets the status it got, and an answer with exactly the members it had."""
    said: dict[Route, Exchange] = {}
    now: dict[Route, bytes] = {}
    for then in recording.exchanges:
        if then.path == Route.IDENTITY.value:
            continue
        route = Route(then.path)
        got = answer(office, HANDLERS[route], _today(route, then.request, said, now))
        assert (then.path, then.status) == (then.path, got.status)
        if route is not Route.CHUNK:
            assert (then.path, _form(route, then.answer)) == (then.path, _form(route, got.body))
        said.setdefault(route, then)
        now.setdefault(route, got.body)


def test_a_device_of_today_copes_with_a_central_of_version_1(
    office_in_service: HeadOffice, recording: Recording
) -> None:
    """It makes of the recorded answers what a device of version 1 made of them."""
    with played_back(recording, office_in_service.line) as url:
        assert _SAID == converse(url, code_of(office_in_service))


def test_tables_come_with_the_roster_from_a_central_that_is_not_asked_for_them(
    office_in_service: HeadOffice, recording: Recording
) -> None:
    """Version 1 has no such path; what it says with the roster stands for the answer, mark and all."""
    with played_back(recording, office_in_service.line) as url:
        random = Counted()
        told = enrol(url, code_of(office_in_service), device_keys(), RequestId(random.token(16).hex()))
        with Line(url, told.enrolment.central_ca) as line:
            session = Session(line, told.enrolment, device_keys(), random, MemoryLineBook())
            news = fetch_policy(session, 1)
    assert (1, 64) == (news.known, len(news.mark))


def _today(route: Route, request: bytes, said: dict[Route, Exchange], now: dict[Route, bytes]) -> bytes:
    """The recorded request; where it repeats what the manifest said, it repeats what today's says."""
    if route not in {Route.CHUNK, Route.DELTA, Route.BUCKETS, Route.BUCKET}:
        return request
    envelope = Envelope.from_bytes(request)
    told = json.loads(envelope.payload)
    then, today = _payload(said[Route.MANIFEST].answer), _payload(now[Route.MANIFEST])
    fresh = {name: today[name] for name in ("generation", "share", "mark", "change_seq") if name in told}
    if "since" in told:
        fresh["since"] = today["change_seq"]
    if route is Route.CHUNK:
        (place,) = ((each["table"], each["first"]) for each in then["chunks"] if each["digest"] == told["chunk"])
        (fresh["chunk"],) = (each["digest"] for each in today["chunks"] if (each["table"], each["first"]) == place)
    return sign(dump({**told, **fresh}), envelope.payload_type, device_keys().log).to_bytes()


def _payload(answered: bytes) -> dict[str, object]:
    told: dict[str, object] = json.loads(Envelope.from_bytes(answered, MAX_NEWS_BYTES).payload)
    return told


def _form(route: Route, answered: bytes) -> object:
    """Type and members of an answer, of what is sealed in it, and of the tables it brings: what a device reads."""
    envelope = Envelope.from_bytes(answered, MAX_NEWS_BYTES)
    told = json.loads(envelope.payload)
    inside = None
    if route in _INSIDE and "sealed" in told:
        plain = unseal(
            _bytes(told["sealed"]), X25519PrivateKey.from_private_bytes(fixed("hpke")), _INSIDE[route](told)
        )
        inside = json.loads(expand(plain, MAX_NEWS_BYTES) if route is Route.RESTRICTIONS else plain)
    bundles = [json.loads(Envelope.from_bytes(_bytes(each)).payload) for each in told.get("policies", ())]
    return envelope.payload_type, _members(told), _members(inside), sorted(bundles[0]["texts"]) if bundles else []


def _members(value: object) -> object:
    """Names of all members; of a list, those of its first item; of anything else, its type, None being any."""
    if isinstance(value, dict):
        return {name: _members(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_members(item) for item in value[:1]]
    return type(value).__name__


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
