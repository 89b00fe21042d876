"""The device's paper key: certified, or nothing is made; and the doctor says why."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from branch_app.composition.device import Device
from branch_app.composition.paper_seals import DevicePaperSeals, trust_of_device
from branch_app.composition.papers import paper_renderer
from branch_app.documents.seals.certificate import PaperCertificate
from branch_app.documents.seals.check import check_seal
from branch_app.documents.seals.verdict import Finding
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import PaperKeyUnusable
from branch_app.domain.records.paper_trust import PaperNotices, PaperStanding, RevocationReason, RevokedCertificate
from branch_app.domain.values.identifiers import IssueNumber, Pseudonym
from branch_app.domain.values.reasons import PaperReason
from branch_app.machine import SystemRandom
from branch_app.usecases.desk import Desk
from branch_app.usecases.hand_over import check_paper, hand_over
from branch_app.usecases.print_copy import follow, send
from branch_app.usecases.void import void
from tests.fakes.branch import OPENED, SetClock, make_branch, open_branch
from tests.fakes.clerk import order as ordered
from tests.fakes.paper_seals import papers_of, said
from tests.fakes.papers import juminhyo, order
from tests.fakes.printed import printed

TARO = "9000010100"


def seals_on(device: Device, day: datetime = OPENED) -> DevicePaperSeals:
    """What it seals with that day."""
    return DevicePaperSeals(device.file, SystemRandom(), SetClock(day))


def told(device: Device, standing: PaperStanding) -> None:
    """Head office says that of its papers."""
    device.file.enrol(device.file.enrolment(), (), standing)


def why(device: Device, day: datetime = OPENED) -> str | int:
    """Why no paper can be made."""
    with pytest.raises(PaperKeyUnusable) as refused:
        paper_renderer(seals_on(device, day)).render(order(juminhyo()))
    return refused.value.facts["why"]


def notices(device: Device, reason: RevocationReason, since: date) -> PaperNotices:
    """That its certificate is revoked."""
    serial = PaperCertificate.read(papers_of(device.file).certificate).serial
    return PaperNotices(2, datetime(2026, 11, 3, tzinfo=UTC), (RevokedCertificate(serial, since, reason),), {})


def revoked(device: Device) -> None:
    """Head office says so: the key was stolen."""
    stolen = notices(device, RevocationReason.KEY_COMPROMISE, OPENED.date())
    told(device, replace(papers_of(device.file), notices=said(stolen)))


def test_a_certified_key_seals_papers_that_check(device: Device) -> None:
    """With what the device itself was told; real HPKE, so no two papers are the same bytes."""
    wanted = replace(order(juminhyo()), number=IssueNumber("C06-suge-01-1-000042"))
    one, other = printed(wanted, seals_on(device)), printed(wanted, seals_on(device))
    assert one != other
    assert Finding.GENUINE is check_seal(one.fronts[0], trust_of_device(device.file)).finding


def test_a_key_that_was_never_certified_makes_nothing(tmp_path: Path) -> None:
    """As on a device from before seals, until its next pull."""
    device = open_branch(make_branch(tmp_path), SetClock())
    with device.file._file.immediate() as connection:
        connection.execute("DELETE FROM paper_standing")
    assert "no_certificate" == why(device)


def test_a_certificate_past_its_day_makes_nothing(device: Device) -> None:
    """It is renewed long before, where there is a line."""
    assert "certificate_over" == why(device, OPENED + timedelta(days=366 * 80))


def test_a_device_that_hears_of_its_revocation_stops(device: Device) -> None:
    """At once for a stolen key, from its day on for an orderly end."""
    standing, tomorrow = papers_of(device.file), OPENED.date() + timedelta(days=1)
    told(device, replace(standing, notices=said(notices(device, RevocationReason.KEY_COMPROMISE, tomorrow))))
    assert "certificate_revoked" == why(device)
    told(device, replace(standing, notices=said(notices(device, RevocationReason.CESSATION, tomorrow))))
    assert seals_on(device).signer().certificate == standing.certificate
    assert "certificate_revoked" == why(device, OPENED + timedelta(days=1))


def test_a_paper_in_preparation_is_not_printed_under_a_revoked_key(desk: Desk, device: Device, spool: Path) -> None:
    """The word came between payment and print: nothing is reserved, nothing comes out, and two persons void it."""
    _, (job,) = ordered(desk, "1", TARO)
    revoked(device)
    with pytest.raises(PaperKeyUnusable):
        send(desk, job)
    assert JobState.PREPARED is desk.journal.refresh().issuance.job(job).state
    assert [] == list(spool.iterdir())
    void(desk, job, PaperReason.OTHER, Pseudonym("0" * 32), office_fault=True)
    assert 300 == desk.journal.state.drawer.refunded_yen


def test_a_printed_paper_is_not_handed_over_under_a_revoked_key(desk: Desk, device: Device) -> None:
    """Withheld, as after a stop of a person: whoever checked it would be told not to believe it."""
    _, (job,) = ordered(desk, "1", TARO)
    send(desk, job)
    follow(desk, job)
    check_paper(desk, job, desk.journal.refresh().issuance.job(job).pages)
    revoked(device)
    with pytest.raises(PaperKeyUnusable):
        hand_over(desk, job)
    assert JobState.WITHHELD is desk.journal.refresh().issuance.job(job).state
