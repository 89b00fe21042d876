"""The root of the line is followed by the next one before its end, and devices come along."""

import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from branch_app.cli.commands import run
from branch_app.composition.paper_seals import trust_of_file
from branch_app.documents.seals.certificate import PaperCertificate
from branch_app.domain.errors import EnvelopeNotTrusted
from branch_app.settings import table_texts
from sync.central.head_office import HeadOffice
from sync.central.offices import keep_settings
from sync.central.serving.server import RunningCentral, Settings, open_head_office
from sync.central.trust import authority, roots
from sync.client.feeds import fetch_restrictions
from sync.client.session import Session
from sync.client.settings import fetch_settings
from sync.client.transport import Line
from sync.wire.papers import TrustFile
from sync.wire.roots import followed
from tests.fakes.town import HOSTS, Town, Watch, city

DAY = timedelta(days=1)
NOW = datetime.now(UTC)


def begun(folder: Path, left: timedelta) -> Path:
    """A folder whose first root has so long to go, by real time."""
    folder.mkdir(exist_ok=True, mode=0o700)
    roots.prepare_roots(folder, NOW + left - roots.LASTS + roots.BACKDATED)
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Iterator[HeadOffice]:
    """A head office whose root has three more years."""
    folder = begun(tmp_path / "keys", 3 * 365 * DAY)
    central = open_head_office(Settings(folder, f"sqlite:///{tmp_path / 'x.db'}", HOSTS), table_texts(), Watch())
    with central.database.connection_context():
        for office in city().offices:
            keep_settings(central, office.code, office.settings)
    yield central
    central.close()


def held(text: str) -> int:
    """How many roots a device holds."""
    return len(x509.load_pem_x509_certificates(text.encode()))


def over(url: str, session: Session, lines: ExitStack) -> Session:
    """The same device on a new connection, with the roots that it was told."""
    enrolment = fetch_settings(session, 0).enrolment
    return replace(session, enrolment=enrolment, line=lines.enter_context(Line(url, enrolment.central_ca)))


def test_devices_learn_the_next_root_under_the_old_one_and_trust_both(
    old: HeadOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is there two years before the end; the server moves to it in the last months; only who slept is lost."""
    with RunningCentral(old, "127.0.0.1", 0) as running, ExitStack() as lines:
        town = Town(old, running.url, Watch(), lines, lambda: old)
        (awake, _), (asleep, _) = town.join("C06-1"), town.join("C06-2")
        assert 1 == held(fetch_settings(awake, 0).enrolment.central_ca)
        monkeypatch.setattr(roots, "FOLLOWED", 4 * 365 * DAY)
        running.renew()
        first, second = roots.roots(old.line.folder)
        awake = over(running.url, awake, lines)
        assert 2 == held(awake.enrolment.central_ca)
        assert _issuer(old) == first.certificate.subject
        monkeypatch.setattr(authority, "_SERVER_DAYS", 3 * 365 + 30)
        monkeypatch.setattr(authority, "_RENEW_DAYS", 91)
        running.renew()
        assert _issuer(old) == second.certificate.subject
        assert fetch_restrictions(over(running.url, awake, lines))
        late = lines.enter_context(Line(running.url, asleep.enrolment.central_ca))
        with pytest.raises(EnvelopeNotTrusted, match="certificate"):
            fetch_restrictions(replace(asleep, line=late))
        new, _ = town.join("C06-3")
        assert fetch_restrictions(new)


def test_a_root_that_ended_is_told_no_more(tmp_path: Path) -> None:
    """Devices go on with the next one; papers are held to the old one still."""
    folder = begun(tmp_path / "keys", 10 * DAY)
    roots.prepare_roots(folder, NOW - 700 * DAY)
    both, one = roots.bundle(folder, NOW), roots.bundle(folder, NOW + 11 * DAY)
    assert (2, 1, 2) == (held(both), held(one), held(roots.every_root(folder)))
    assert one == followed(both, one)
    assert one == followed(both.partition("-----BEGIN MADOGUCHI")[0], one)


def test_whatever_is_certified_gets_the_oldest_root_that_outlasts_it(tmp_path: Path) -> None:
    """And the newest where none does."""
    folder = begun(tmp_path / "keys", 200 * DAY)
    roots.prepare_roots(folder, NOW)
    first, second = roots.roots(folder)
    until = {days: roots.issuer(folder, NOW + days * DAY).certificate for days in (90, 400, 40_000)}
    assert {90: first.certificate, 400: second.certificate, 40_000: second.certificate} == until


def test_the_next_root_is_made_once_and_two_years_before_the_end(tmp_path: Path) -> None:
    """Whichever process comes first."""
    folder = begun(tmp_path / "keys", 3_000 * DAY)
    roots.prepare_roots(folder, NOW + (3_000 - 731) * DAY)
    assert 1 == len(roots.roots(folder))
    for _ in range(2):
        roots.prepare_roots(folder, NOW + (3_000 - 729) * DAY)
    assert 2 == len(roots.roots(folder))
    assert roots.roots(folder)[1].ends > NOW + (3_000 + 2_900) * DAY


def test_papers_are_certified_under_a_root_that_lasts_as_long_and_checked_under_every_one(
    old: HeadOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A certificate of the next root is believed by whoever holds the file of all roots."""
    with RunningCentral(old, "127.0.0.1", 0) as running, ExitStack() as lines:
        town = Town(old, running.url, Watch(), lines, lambda: old)
        first, _ = town.join("C06-1")
        monkeypatch.setattr(roots, "FOLLOWED", 4 * 365 * DAY)
        running.renew()
        monkeypatch.setattr("sync.central.papers.LASTS", 4 * 365 * DAY)
        second, _ = town.join("C06-2")
        issuers = [_paper_issuers(old, each) for each in (first, second)]
    out = tmp_path / "trust.json"
    monkeypatch.setenv("MADOGUCHI_CENTRAL_DB", f"sqlite:///{tmp_path / 'x.db'}")
    assert 0 == run(["central", "paper-trust", "--folder", str(old.line.folder), "--out", str(out)])
    trust = trust_of_file(TrustFile.from_bytes(out.read_bytes()))
    assert [[True, False], [False, True]] == issuers
    assert all(trust.issued(PaperCertificate.read(each)) for each in trust.certificates)
    assert 2 == len(trust.certificates)


def test_a_device_takes_no_root_that_follows_none_of_its_own(old: HeadOffice, tmp_path: Path) -> None:
    """Nothing of such settings is used, though head office signed them."""
    with RunningCentral(old, "127.0.0.1", 0) as running, ExitStack() as lines:
        session, _ = Town(old, running.url, Watch(), lines, lambda: old).join()
        strange = roots.bundle(begun(tmp_path / "theirs", 3 * 365 * DAY), NOW)
        with pytest.raises(EnvelopeNotTrusted, match="root"):
            fetch_settings(replace(session, enrolment=replace(session.enrolment, central_ca=strange)), 0)


@pytest.mark.parametrize("broken", ["nobody's", "another's link", "no link", "none", "no certificate"])
def test_a_root_that_follows_none_of_ours_is_refused(tmp_path: Path, broken: str) -> None:
    """Whoever has head office's signing key alone cannot put a root of their own into the line."""
    ours, theirs = begun(tmp_path / "ours", 200 * DAY), begun(tmp_path / "theirs", 200 * DAY)
    held_now = roots.bundle(ours, NOW)
    for folder in (ours, theirs):
        roots.prepare_roots(folder, NOW)
    (_, next_one), (_, strange) = roots.roots(ours), roots.roots(theirs)
    root, link = (_split(next_one.text), _split(strange.text))
    told = {
        "nobody's": held_now + strange.text,
        "another's link": held_now + link[0] + root[1],
        "no link": held_now + root[0],
        "none": "",
        "no certificate": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    }
    assert held_now + next_one.text == followed(held_now, held_now + next_one.text)
    with pytest.raises(EnvelopeNotTrusted, match="root"):
        followed(held_now, told[broken])


def test_the_text_of_two_roots_is_read_by_tls(tmp_path: Path) -> None:
    """The link between them is no certificate to it."""
    folder = begun(tmp_path / "keys", 200 * DAY)
    roots.prepare_roots(folder, NOW)
    context = ssl.create_default_context(cadata=roots.bundle(folder, NOW))
    assert 2 == len([each for each in context.get_ca_certs() if "Madoguchi" in str(each["subject"])])


def test_a_backup_of_the_keys_has_every_root(tmp_path: Path) -> None:
    """They are files like the others, readable by their owner alone."""
    folder = begun(tmp_path / "keys", 200 * DAY)
    roots.prepare_roots(folder, NOW)
    names = {path.name for path in folder.iterdir()}
    assert {"ca.key", "ca.pem", "ca-2.key", "ca-2.pem"} == names
    assert {0o600} == {path.stat().st_mode & 0o777 for path in folder.iterdir()}


def _issuer(central: HeadOffice) -> x509.Name:
    return x509.load_pem_x509_certificate(central.line.certificate.read_bytes()).issuer


def _paper_issuers(central: HeadOffice, session: Session) -> list[bool]:
    papers = fetch_settings(session, 0).papers
    assert papers is not None
    every = x509.load_pem_x509_certificates(central.line.every_root.encode())
    return [PaperCertificate.read(papers.certificate).is_issued_by(root) for root in every]


def _split(text: str) -> tuple[str, str]:
    root, mark, link = text.partition("-----BEGIN MADOGUCHI")
    return root, mark + link
