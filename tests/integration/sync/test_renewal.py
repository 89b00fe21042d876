"""What has a last day is renewed before it, and after weeks without a line, too."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from branch_app.documents.seals.certificate import PaperCertificate
from sync.central import papers
from sync.central.head_office import HeadOffice
from sync.central.serving.server import RunningCentral
from sync.central.serving.worker import _config, _Worker
from sync.central.trust import authority, roots
from sync.client.feeds import fetch_restrictions
from sync.client.push import push
from sync.client.settings import fetch_settings
from tests.fakes.device import ignore_progress
from tests.fakes.town import Town

YEARS = timedelta(days=3 * 366)


def test_a_device_that_was_away_for_years_is_heard_and_renewed(town: Town) -> None:
    """Its paper certificate ended long ago: the first contact certifies the same key anew; its log goes on."""
    session, log = town.join()
    first = fetch_settings(session, 0).papers
    log.grow(3)
    town.watch.now += YEARS
    assert first is not None
    today = town.watch.now.date()
    assert not PaperCertificate.read(first.certificate).holds_on(today)
    assert fetch_restrictions(session)
    renewed = fetch_settings(session, 0).papers
    assert renewed is not None
    certificate = PaperCertificate.read(renewed.certificate)
    assert certificate.holds_on(today + papers.LASTS - timedelta(days=2))
    old = PaperCertificate.read(first.certificate).key.public_numbers()
    assert old == certificate.key.public_numbers()
    assert 3 == push(session, log, ignore_progress)


def serial(url: str, root: str) -> str:
    """Of the certificate that a device sees, held against its root."""
    context = ssl.create_default_context(cadata=root)
    host, port = urlsplit(url).hostname, urlsplit(url).port
    with (
        socket.create_connection((host, port), timeout=20) as plain,
        context.wrap_socket(plain, server_hostname=host) as line,
    ):
        shown = line.getpeercert()
    assert shown is not None
    return str(shown["serialNumber"])


def test_a_server_that_runs_for_months_renews_its_certificate(
    central: HeadOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A month before its end, without a restart, under the same root; earlier it stays as it is."""
    root = central.line.root
    with RunningCentral(central, "127.0.0.1", 0) as running:
        first = serial(running.url, root)
        running.renew()
        assert first == serial(running.url, root)
        monkeypatch.setattr(authority, "_RENEW_DAYS", authority._SERVER_DAYS + 1)
        running.renew()
        assert first != serial(running.url, root)


def test_a_process_behind_the_proxy_renews_the_files_of_the_line(
    central: HeadOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a day by its own count, for nginx to read: root and certificate."""
    worker = _Worker(_config(central), central.line, lambda: None)
    monkeypatch.setattr(authority, "_RENEW_DAYS", authority._SERVER_DAYS + 1)
    monkeypatch.setattr(roots, "FOLLOWED", roots.LASTS)
    before = central.line.certificate.read_bytes()
    asyncio.run(worker.on_tick(1))
    assert (before, 1) == (central.line.certificate.read_bytes(), len(roots.roots(central.line.folder)))
    asyncio.run(worker.on_tick(0))
    assert 2 == len(roots.roots(central.line.folder))
    assert before != central.line.certificate.read_bytes()


def test_a_start_after_months_begins_with_a_certificate_that_lasts(
    central: HeadOffice, reopen: Callable[[], HeadOffice], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Head office was off meanwhile: devices find it under the root they know."""
    before = central.line.certificate.read_bytes()
    monkeypatch.setattr(authority, "_RENEW_DAYS", authority._SERVER_DAYS + 1)
    again = reopen()
    assert before != again.line.certificate.read_bytes()
    assert central.line.root == again.line.root
    again.close()
