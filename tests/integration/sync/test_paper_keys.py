"""Central's CA certifies the key that a device seals papers with, and says which are not believed any more."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from branch_app.documents.seals.certificate import PaperCertificate
from branch_app.domain.errors import BadInput, CentralRefused, EnvelopeNotTrusted
from branch_app.domain.log.entry import Entry
from branch_app.domain.log.events import JobPrepared, JobVoided
from branch_app.domain.records.paper_trust import PaperNotices, PaperStanding, RevocationReason, RevokedCertificate
from branch_app.domain.values.identifiers import (
    ApplicationId,
    Commitment,
    IssueNumber,
    ItemId,
    JobId,
    Pseudonym,
)
from branch_app.domain.values.reasons import PaperReason
from sync.central import paper_numbers, papers
from sync.central.site import FIRST_URI, load_site, name_site
from sync.client.papers import checked_papers
from sync.client.push import push
from sync.client.session import Session
from sync.client.settings import fetch_settings
from sync.wire.papers import read_notices
from tests.fakes.device import fresh_keys, ignore_progress
from tests.fakes.sample_log import entry_bytes
from tests.fakes.town import Town

TODAY = date(2026, 11, 2)


def told(session: Session) -> PaperStanding:
    """What central says of the device's papers now."""
    standing = fetch_settings(session, 0).papers
    assert standing is not None
    return standing


def notices(town: Town, standing: PaperStanding) -> PaperNotices:
    """The notices of a standing."""
    return read_notices(standing.notices, town.central.keys.signer.public_key)


def test_the_paper_key_is_certified_by_the_ca(town: Town) -> None:
    """The certificate is of that very key, names the log, and leads to the root of the line; its days are known."""
    session, _ = town.join()
    standing = told(session)
    certificate = PaperCertificate.read(standing.certificate)
    numbers = certificate.key.public_numbers()
    assert session.keys.paper == b"\x04" + numbers.x.to_bytes(32) + numbers.y.to_bytes(32)
    assert ("C06-1", 1) == (certificate.device, certificate.epoch)
    assert certificate.is_issued_by(x509.load_pem_x509_certificate(session.enrolment.central_ca.encode()))
    assert certificate.holds_on(TODAY)
    assert not certificate.holds_on(TODAY + papers.LASTS + timedelta(days=1))


def test_the_site_reaches_the_device(town: Town) -> None:
    """Address and public key; the private key stays with head office."""
    site = told(town.join()[0]).site
    assert (FIRST_URI, town.central.site.public.key) == (site.uri, site.key)


def test_a_certificate_stays_until_it_ends_soon(town: Town) -> None:
    """Asked for again it is the same; two months before its end another takes its place, for the same key."""
    session, _ = town.join()
    first = told(session).certificate
    assert first == told(session).certificate
    town.watch.now += papers.LASTS - papers.RENEWED_BEFORE_END + timedelta(days=1)
    second = told(session).certificate
    old, new = PaperCertificate.read(first), PaperCertificate.read(second)
    assert old.serial != new.serial
    assert old.key.public_numbers() == new.key.public_numbers()
    assert old.until < new.until


def test_another_paper_key_is_refused(town: Town) -> None:
    """A log has one paper key; who brings another holds the log key and not the device."""
    session, _ = town.join()
    other = replace(session, keys=replace(session.keys, paper=fresh_keys().paper))
    with pytest.raises(CentralRefused, match="paper key"):
        fetch_settings(other, 0)


def test_what_is_no_point_of_the_curve_is_refused(town: Town) -> None:
    """Nothing is certified for it."""
    session, _ = town.join("C06-2")
    with pytest.raises(CentralRefused):
        fetch_settings(replace(session, keys=replace(session.keys, paper=b"\x04" + bytes(64))), 0)


def test_a_revoked_device_is_told_and_certified_no_more(town: Town) -> None:
    """The notices name its certificate; the next end of it brings no new one. Another device is as before."""
    (session, _), (other, _) = town.join("C06-1"), town.join("C06-2")
    serial = PaperCertificate.read(told(session).certificate).serial
    assert () == notices(town, told(session)).revoked
    with town.central.database.connection_context():
        papers.revoke(town.central, "C06-1", RevocationReason.KEY_COMPROMISE, TODAY)
    said = notices(town, told(session))
    assert [serial] == [each.serial for each in said.revoked]
    assert said == notices(town, told(other))
    town.watch.now += papers.LASTS
    assert serial == PaperCertificate.read(told(session).certificate).serial
    assert PaperCertificate.read(told(other).certificate).holds_on(town.watch.now.date())


def test_what_was_revoked_is_not_made_good_again(town: Town) -> None:
    """A compromised key stays compromised, and an end that was said stays where it was or moves back."""
    serials = [
        PaperCertificate.read(told(town.join(device)[0]).certificate).serial for device in ("C06-1", "C06-2")
    ]
    later, earlier = TODAY + timedelta(days=9), TODAY - timedelta(days=9)
    compromise, cessation = RevocationReason.KEY_COMPROMISE, RevocationReason.CESSATION
    with town.central.database.connection_context():
        for device, reason, since in (
            ("C06-1", compromise, TODAY),
            ("C06-1", cessation, later),
            ("C06-2", cessation, TODAY),
            ("C06-2", cessation, later),
        ):
            said = papers.revoke(town.central, device, reason, since)
        first, second = serials
        assert RevokedCertificate(first, TODAY, compromise) == said.revocation(first)
        assert RevokedCertificate(second, TODAY, cessation) == said.revocation(second)
        moved = papers.revoke(town.central, "C06-2", cessation, earlier)
        assert RevokedCertificate(second, earlier, cessation) == moved.revocation(second)


def test_voided_papers_are_looked_up(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """By running number and log, also where the word comes long after the number; no entry is read twice."""
    (session, log), (other, theirs) = town.join("C06-1"), town.join("C06-2")
    log.entries += [entry_bytes(seq, _prepared(job)) for seq, job in enumerate(range(1, 4))]
    theirs.entries += [entry_bytes(0, _prepared(1)), entry_bytes(1, _voided(1))]
    for each, its in ((session, log), (other, theirs)):
        push(each, its, ignore_progress)
    assert {"C06-2/1": (1,)} == _publish(town).void
    log.entries += [entry_bytes(seq, _voided(job)) for seq, job in ((3, 3), (4, 1))]
    push(session, log, ignore_progress)
    read: list[bytes] = []
    monkeypatch.setattr(paper_numbers, "Entry", _Counted(read))
    assert {"C06-1/1": (1, 3), "C06-2/1": (1,)} == _publish(town).void
    assert log.entries[3:] == read
    assert {"C06-1/1": (1, 3), "C06-2/1": (1,)} == _publish(town).void
    assert log.entries[3:] == read


@dataclass(slots=True)
class _Counted:
    """``Entry`` that notes what it reads."""

    read: list[bytes]

    def from_bytes(self, data: bytes) -> Entry:
        """As it does."""
        self.read.append(data)
        return Entry.from_bytes(data)


def _publish(town: Town) -> PaperNotices:
    with town.central.database.connection_context():
        return papers.publish_notices(town.central)


def _prepared(running: int) -> JobPrepared:
    number, none = IssueNumber(f"C06-1-1-{running:06d}"), Commitment("00" * 32)
    return JobPrepared(ApplicationId("a"), ItemId("i"), JobId(f"j{running}"), number, running, 1, none, none)


def _voided(running: int) -> JobVoided:
    return JobVoided(JobId(f"j{running}"), PaperReason.OTHER, office_fault=True, second=Pseudonym("00" * 16))


def test_notices_of_another_central_are_not_kept(town: Town) -> None:
    """Whoever holds the line cannot say that a paper is good or void."""
    standing = told(town.join()[0])
    with pytest.raises(EnvelopeNotTrusted):
        checked_papers(standing, bytes(range(32)))


def test_a_device_that_nobody_knows_cannot_be_revoked(town: Town) -> None:
    """Nor one whose key was never certified."""
    with town.central.database.connection_context(), pytest.raises(BadInput):
        papers.revoke(town.central, "C06-9", RevocationReason.CESSATION, TODAY)


def test_the_site_key_is_made_once(tmp_path: Path) -> None:
    """And its address can be named, as long as a seal has room for it."""
    first = load_site(tmp_path)
    named = name_site(tmp_path, "https://kakunin.city.example/")
    assert ("https://kakunin.city.example", first.public.key) == (named.uri, named.public.key)
    assert "private" not in repr(first)
    for wrong in ("http://kakunin.example", "https://" + "x" * 40, "https://例.example"):
        with pytest.raises(BadInput):
            name_site(tmp_path, wrong)
