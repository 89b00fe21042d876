"""A device that slept while head office moved to the next root of the line: a stick brings it; the line works."""

import os
import signal
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from branch_app.composition.device_office import DeviceOffice
from branch_app.composition.door import FrontDoor
from branch_app.composition.first_run import Invitation, enrol_device
from branch_app.composition.line import head_office
from branch_app.composition.patient import Patient
from branch_app.composition.stick import taken_stick, written_stick
from branch_app.domain.errors import EnvelopeNotTrusted, MadoguchiError
from branch_app.machine import SystemClock, SystemRandom
from branch_app.settings import DeviceFolders, table_texts
from sync.central.head_office import HeadOffice
from sync.central.offices import keep_settings
from sync.central.serving.server import Settings, open_head_office
from sync.central.stick import read_stick
from sync.central.trust import authority, roots
from sync.central.trust.authority import renew_line
from sync.central.trust.enrolment import offer_code
from sync.client.transport import Line
from tests.fakes.branch import CHEAP, CLERK, front_door
from tests.fakes.cluster import Cluster, cluster
from tests.fakes.device import ignore_progress
from tests.fakes.postgres import new_database
from tests.fakes.town import HOSTS, city
from tests.integration.sync.test_roots import begun, held

DEVICE = "suge-01"
YEARS = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class Counter:
    """A device that enrolled with a head office in service, whose first root has three more years."""

    central: HeadOffice
    served: Cluster
    home: Path

    def door(self) -> FrontDoor:
        """As the program starts."""
        return front_door(DeviceFolders.below(self.home), SystemClock())

    def at_the_door(self, door: FrontDoor) -> MadoguchiError | None:
        """A contact before anybody signs in; what it met."""
        with Line(self.served.url, door.file.enrolment().central_ca) as line:
            try:
                return door.freshen(head_office(door.file, line, SystemRandom())).fault
            except EnvelopeNotTrusted as refused:
                return refused

    def by_stick(self) -> None:
        """There and back."""
        with self._unlocked() as patient:
            up = written_stick(patient, SystemRandom())
        down = read_stick(self.central, up).file
        with self._unlocked() as patient:
            taken_stick(patient, CLERK.operator, down, SystemRandom(), ignore_progress)

    def _unlocked(self) -> Patient:
        return Patient(self.home, SystemClock(), SystemRandom(), lambda vault: vault.sign_in(CLERK))


@pytest.fixture
def counter(postgres: Path, tmp_path: Path) -> Iterator[Counter]:
    """Everything real: PostgreSQL, a process, nginx, the files of the device."""
    folder, url = begun(tmp_path / "central", YEARS), new_database(postgres, uuid.uuid4().hex)
    central = open_head_office(Settings(folder, url, HOSTS), table_texts(), lambda: datetime.now(UTC))
    with central.database.connection_context():
        for office in city().offices:
            keep_settings(central, office.code, office.settings)
    code = offer_code(central, "C06", DEVICE, timedelta(minutes=10)).text()
    home = tmp_path / "home"
    with cluster(folder, url, 1) as served:
        invitation = Invitation(served.url, code, DEVICE)
        enrol_device(DeviceFolders.below(home), invitation, CLERK, SystemRandom(), CHEAP)
        (home / "settings.toml").write_text(f'central = "{served.url}"\nprinter = "papers"\n', "utf-8")
        yield Counter(central, served, home)
    central.close()


def move_on(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """As years of ``central renew`` and ``nginx -s reload`` do: the server stands under the next root."""
    line = counter.central.line
    monkeypatch.setattr(roots, "FOLLOWED", YEARS + timedelta(days=365))
    monkeypatch.setattr(authority, "_SERVER_DAYS", YEARS.days + 30)
    monkeypatch.setattr(authority, "_RENEW_DAYS", 91)
    assert renew_line(line)
    nginx = int((line.folder.with_name(f"{line.folder.name}-run") / "nginx.pid").read_text())
    showing_the_old = _workers(nginx)
    os.kill(nginx, signal.SIGHUP)
    while not showing_the_old.isdisjoint(_workers(nginx)):
        pass


def _workers(nginx: int) -> frozenset[str]:
    return frozenset(Path(f"/proc/{nginx}/task/{nginx}/children").read_text("ascii").split())


def test_a_stick_brings_the_next_root_where_the_line_is_refused(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anybody signs in, and at a window that somebody had signed in at all the while."""
    door = counter.door()
    with closing(door.sign_in(CLERK.operator, CLERK.password)) as device:
        window = DeviceOffice(device, counter.served.url)
        window.synchronise(ignore_progress)
        move_on(counter, monkeypatch)
        assert 1 == held(door.file.enrolment().central_ca)
        with pytest.raises(EnvelopeNotTrusted, match="certificate"):
            window.synchronise(ignore_progress)
        assert isinstance(counter.at_the_door(door), EnvelopeNotTrusted)
        counter.by_stick()
        assert 2 == held(door.file.enrolment().central_ca)
        assert None is counter.at_the_door(door)
        done = window.synchronise(ignore_progress)
        assert (done.size, 0) == (device.ledger.head().size, done.pending)
