"""Who cannot serve says so, and asks the device to come again."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from playhouse.pool import PooledPostgresqlDatabase

from branch_app.settings import table_texts
from sync.central.head_office import HeadOffice
from sync.central.serving import readiness as looked
from sync.central.serving.app import HANDLERS, answer
from sync.central.serving.face import build_app, build_worker_app
from sync.central.serving.server import Settings, open_head_office
from sync.wire.envelope import Envelope
from sync.wire.messages import Problem, opened
from sync.wire.routes import Route
from tests.fakes.town import HOSTS, Watch


@pytest.fixture
def office(tmp_path: Path) -> Iterator[HeadOffice]:
    """A head office on a file."""
    place = Settings(tmp_path / "keys", f"sqlite:///{tmp_path / 'central.db'}", HOSTS)
    central = open_head_office(place, table_texts(), Watch())
    yield central
    central.close()


@pytest.fixture
def lonely(office: HeadOffice, tmp_path: Path) -> HeadOffice:
    """The same with a database that is not there."""
    away = PooledPostgresqlDatabase("x", host=str(tmp_path), user="x", prefer_psycopg3=True, max_connections=2)
    return replace(office, database=away)


def got(app: FastAPI, *paths: str) -> list[httpx.Response]:
    """One answer after another."""

    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as http:
            return [await http.get(path) for path in paths]

    return asyncio.run(ask())


def test_without_a_database_a_request_is_answered_503_and_signed(lonely: HeadOffice) -> None:
    """The device keeps what it has and asks again; it is no fault of the request."""
    got = answer(lonely, HANDLERS[Route.PUSH], b"anything")
    problem = opened(Problem, Envelope.from_bytes(got.body), lonely.keys.signer.public_key)
    assert (503, "database") == (got.status, problem.reason)


def test_without_a_database_a_process_lives_and_is_not_ready(lonely: HeadOffice) -> None:
    """So it is not killed for it, and is given nothing to do."""
    health, ready, metrics = got(build_worker_app(lonely), "/health", "/ready", "/metrics")
    assert (204, 503) == (health.status_code, ready.status_code)
    assert {"database": False, "migrations": False, "keys": True} == ready.json()
    assert 'madoguchi_ready{part="database"} 0.0' in metrics.text


def test_a_schema_that_lags_is_not_ready(office: HeadOffice) -> None:
    """A step that this program needs was not gone."""
    with office.database.connection_context():
        office.database.execute_sql("DELETE FROM schema_migration WHERE name LIKE '0030%'")
    assert {"database": True, "migrations": False, "keys": True} == looked.readiness(office)


def test_keys_that_are_gone_are_not_ready(office: HeadOffice) -> None:
    """What a process holds in memory is not there for the one that starts after it."""
    (office.line.folder / "ca.key").unlink()
    assert {"database": True, "migrations": True, "keys": False} == looked.readiness(office)


def test_without_the_proxy_there_is_no_inside(office: HeadOffice) -> None:
    """Whoever serves a line directly shows neither health nor figures on it."""
    answers = got(build_app(office), "/health", "/ready", "/metrics")
    assert [404, 404, 404] == [each.status_code for each in answers]
