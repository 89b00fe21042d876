"""The interface is what its description says: schemathesis tries it with noise, and with well-signed nonsense."""

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any, get_type_hints

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from sync.central.head_office import HeadOffice
from sync.central.serving.face import INTERFACE
from sync.central.serving.interface import described
from sync.wire.contract import CONTRACT
from sync.wire.messages import Message, signed
from sync.wire.parcel import Parcel
from sync.wire.routes import Route
from tests.fakes.cluster import Cluster
from tests.fakes.conversation import code_of, converse, device_keys

_SCHEMA = schemathesis.openapi.from_dict(json.loads(described()))
_NOT_MEANT = [positive_data_acceptance, negative_data_rejection]
"""Whether bytes are good hangs on a signature, which no schema can say."""
_FEW = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
_KINDS: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(max_size=12) | st.sampled_from(["household", "resident", "0" * 64]),
    int: st.integers(-1, 3) | st.sampled_from([2**31, 2**53 - 1, -(2**31) - 1]),
    bytes: st.binary(max_size=80),
    date: st.dates(),
    str | None: st.none() | st.text(max_size=4),
}
_GIVEN: dict[str, st.SearchStrategy[Any]] = {
    "device": st.just("C06-1"),
    "epoch": st.just(1),
    "chunk": st.sampled_from(["0" * 64, "f" * 64]),
    "transport_key": st.binary(min_size=32, max_size=32),
}


@pytest.fixture(scope="session")
def known(served: Cluster, office_in_service: HeadOffice) -> Cluster:
    """A head office that knows the device of every recording."""
    converse(served.url, code_of(office_in_service))
    return served


@pytest.fixture(scope="session")
def trusting(office_in_service: HeadOffice) -> Iterator[requests.Session]:
    """A connection that trusts head office's CA."""
    with requests.Session() as session:
        session.verify = str(office_in_service.line.folder / "ca.pem")
        yield session


def nonsense(kind: type[Message]) -> st.SearchStrategy[Message]:
    """Messages of that kind that mean nothing."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{each.name: _GIVEN.get(each.name, _kind(hints[each.name])) for each in fields(kind)})


def _kind(hint: object) -> st.SearchStrategy[Any]:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return _KINDS[getattr(hint, "__supertype__", hint)]


@_SCHEMA.parametrize()
@_FEW
def test_noise_is_answered_as_described(
    case: schemathesis.Case, served: Cluster, trusting: requests.Session
) -> None:
    """No fault, no status, media type or shape that the description does not have, and no method but its own."""
    case.call_and_validate(
        base_url=served.url, excluded_checks=_NOT_MEANT, session=trusting, verify=trusting.verify
    )


@pytest.mark.parametrize("route", list(CONTRACT), ids=lambda route: route.name)
def test_well_signed_nonsense_is_answered_as_described(
    route: Route, known: Cluster, trusting: requests.Session
) -> None:
    """A device that has gone mad gets a no that it can read, and never a fault."""

    @settings(_FEW, max_examples=8)
    @given(nonsense(CONTRACT[route].question), st.lists(st.binary(max_size=40), max_size=3))
    def mad(message: Message, attachments: list[bytes]) -> None:
        envelope = signed(message, device_keys().log)
        parcel = Parcel(envelope, tuple(attachments)).to_bytes()
        case = _SCHEMA[route.value]["POST"].Case(
            body=parcel if CONTRACT[route].attachments else envelope, media_type="application/octet-stream"
        )
        case.call_and_validate(
            base_url=known.url, excluded_checks=_NOT_MEANT, session=trusting, verify=trusting.verify
        )

    mad()


def test_the_description_is_served(line: httpx.Client) -> None:
    """To whoever asks: it says nothing that would be secret."""
    reply = line.get(INTERFACE)
    assert (200, "application/json") == (reply.status_code, reply.headers["content-type"])
    assert described() == reply.content


def test_a_path_of_the_description_is_a_route() -> None:
    """All of them, and nothing else."""
    assert {route.value for route in (*CONTRACT, Route.IDENTITY)} == set(json.loads(described())["paths"])
