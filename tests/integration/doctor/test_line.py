"""The doctor calls head office: a whole signed answer over TLS, or a reason."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from branch_app.composition.door import FrontDoor
from branch_app.composition.first_run import Invitation, enrol_device
from branch_app.machine import SystemRandom
from branch_app.settings import DeviceFolders, table_texts
from branch_app.usecases.doctor import Check, Finding
from branch_app.usecases.level import Level
from sync.central.head_office import HeadOffice
from sync.central.offices import keep_settings
from sync.central.serving.server import RunningCentral, Settings, open_head_office
from sync.central.trust.enrolment import offer_code
from tests.fakes.branch import CHEAP, CLERK, SetClock
from tests.fakes.checkups import by_password, found, visit
from tests.fakes.town import HOSTS, city


@pytest.fixture
def central(tmp_path: Path, clock: SetClock) -> Iterator[HeadOffice]:
    """Head office with the city's offices."""
    place = tmp_path / "central"
    place.mkdir()
    opened = open_head_office(Settings(place, f"sqlite:///{place / 'central.db'}", HOSTS), table_texts(), clock.now)
    with opened.database.connection_context():
        for office in city().offices:
            keep_settings(opened, office.code, office.settings)
    yield opened
    opened.close()


def _told(finding: Finding) -> tuple[Level, str]:
    return finding.level, finding.sentence


def test_head_office_answers_until_it_is_gone(tmp_path: Path, central: HeadOffice, clock: SetClock) -> None:
    """Good while it runs, unreachable once it does not; the restriction list it sent is thrown away."""
    folders = DeviceFolders.below(tmp_path / "home")
    code = offer_code(central, "C06", "suge-01", timedelta(minutes=10)).text()
    with RunningCentral(central, "127.0.0.1", 0) as running:
        enrol_device(folders, Invitation(running.url, code, "suge-01"), CLERK, SystemRandom(), CHEAP)
        FrontDoor(folders, clock, SystemRandom(), CHEAP).sign_in(CLERK.operator, CLERK.password).close()
        (tmp_path / "home" / "settings.toml").write_text(f'central = "{running.url}"\nprinter = "spool"\n')
        up = visit(tmp_path / "home", clock, by_password())
    down = visit(tmp_path / "home", clock)
    assert (Level.GOOD, "central_good") == _told(found(up, Check.CENTRAL))
    assert (Level.NOTICE, "central_unreachable") == _told(found(down, Check.CENTRAL))
    assert ("data_stale", "restrictions") == (
        found(up, Check.DATA).sentence,
        found(up, Check.DATA).facts["register"],
    )


def test_somebody_else_in_its_place_is_said_so(home: Path, clock: SetClock, central: HeadOffice) -> None:
    """The device believes the authority it was enrolled under and no other; it issues on all the same."""
    with RunningCentral(central, "127.0.0.1", 0) as running:
        (home / "settings.toml").write_text(f'central = "{running.url}"\nprinter = "spool"\n')
        report = visit(home, clock)
    finding = found(report, Check.CENTRAL)
    assert (Level.BAD, "central_failed") == _told(finding)
    assert finding.error is not None
    assert "envelope_not_trusted" == finding.error.code
    assert report.can_issue
