"""``main.py export``: what an auditor takes away from a device, by two persons, and never without an entry."""

import getpass
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from branch_app.cli import export
from branch_app.cli.commands import run
from branch_app.composition.device import Device
from branch_app.composition.device_office import DeviceOffice
from branch_app.domain.log.events import LogExported, OperatorVouched
from branch_app.domain.values.exported import Exported
from branch_app.domain.values.vouching import Vouched, VouchedBy
from branch_app.exports.audit.verify import verify_export
from sync.central.trust.vouching import vouch
from tests.fakes.branch import CLERK, OTHER_CLERK
from tests.fakes.logged import logged
from tests.integration.door.conftest import Outpost

SUPERVISOR = "supervisor-1"


@pytest.fixture
def device(outpost: Outpost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Device]:
    """Two clerks have passwords, head office has witnessed what there is; the command's clock is the test's."""
    made = outpost.door().sign_in(CLERK.operator, CLERK.password)
    made.vault.add_operator(made.ring, OTHER_CLERK)
    (tmp_path / "home" / "settings.toml").write_text(f'central = "{outpost.url}"\nprinter = "spool"\n')
    DeviceOffice(made, outpost.url).synchronise(lambda *_: None)
    monkeypatch.setattr(export, "SystemClock", lambda: outpost.clock)
    yield made
    made.close()


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Whoever is asked, types these one after another."""

    def typed(*passwords: str) -> None:
        monkeypatch.setattr(getpass, "getpass", lambda _prompt="", left=list(passwords): left.pop(0))

    return typed


def _export(tmp_path: Path, *second: str) -> int:
    home, target = str(tmp_path / "home"), str(tmp_path / "audit")
    return run(["export", "--home", home, "--operator", CLERK.operator, "--to", target, *second])


def test_an_export_is_an_entry_that_names_both(
    device: Device, tmp_path: Path, types: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    """What left and how far it goes, written before the folder; an auditor finds nothing wrong with it."""
    receipt = (device.ledger.receipt() or "").splitlines()
    types(CLERK.password, OTHER_CLERK.password)
    assert 0 == _export(tmp_path, "--second", OTHER_CLERK.operator)
    report = verify_export(tmp_path / "audit", ())
    assert (True, int(receipt[1])) == (report.intact, report.size)
    assert report.root.hex() in capsys.readouterr().out
    (exported,) = logged(device.ledger, LogExported)
    assert LogExported(Exported.AUDIT, "", report.size, report.root.hex(), exported.second) == exported
    assert OTHER_CLERK.operator == device.ledger.opening_of(exported.second).value.decode()


def test_a_one_clerk_office_rings_head_office(
    device: Device, outpost: Outpost, tmp_path: Path, types: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The eight digits on the screen, the eight that a supervisor reads back."""
    digits = device.second_persons.challenge(Vouched.EXPORT).digits
    types(CLERK.password)
    answer = vouch(outpost.central, "suge-01", SUPERVISOR, Vouched.EXPORT, digits)
    monkeypatch.setattr("builtins.input", lambda _prompt: answer)
    assert 0 == _export(tmp_path, "--telephone", SUPERVISOR)
    vouched = logged(device.ledger, OperatorVouched)[-1]
    (exported,) = logged(device.ledger, LogExported)
    assert (VouchedBy.TELEPHONE, Vouched.EXPORT, exported.second) == (
        vouched.method,
        vouched.action,
        vouched.second,
    )


def test_nothing_leaves_by_one_person(device: Device, tmp_path: Path, types: Callable[..., None]) -> None:
    """The same person twice, a wrong password, somebody who does not work here: status 1, no folder, no entry."""
    for second, password in (
        (CLERK.operator, CLERK.password),
        (OTHER_CLERK.operator, "a guess"),
        ("auditor-1", "any"),
    ):
        types(CLERK.password, password)
        assert 1 == _export(tmp_path, "--second", second)
    assert (False, []) == ((tmp_path / "audit").exists(), logged(device.ledger, LogExported))


def test_a_folder_that_is_there_is_left_alone(device: Device, tmp_path: Path, types: Callable[..., None]) -> None:
    """And nothing is said to have left."""
    (tmp_path / "audit").mkdir()
    types(CLERK.password, OTHER_CLERK.password)
    assert 1 == _export(tmp_path, "--second", OTHER_CLERK.operator)
    assert ([], []) == (list((tmp_path / "audit").iterdir()), logged(device.ledger, LogExported))


def test_what_nobody_witnessed_does_not_leave(
    outpost: Outpost, tmp_path: Path, types: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first day offline: there is no receipt that an auditor could check it by."""
    made = outpost.door().sign_in(CLERK.operator, CLERK.password)
    made.vault.add_operator(made.ring, OTHER_CLERK)
    (tmp_path / "home" / "settings.toml").write_text(f'central = "{outpost.url}"\nprinter = "spool"\n')
    monkeypatch.setattr(export, "SystemClock", lambda: outpost.clock)
    types(CLERK.password, OTHER_CLERK.password)
    assert 1 == _export(tmp_path, "--second", OTHER_CLERK.operator)
    assert (False, []) == ((tmp_path / "audit").exists(), logged(made.ledger, LogExported))
    made.close()


def test_a_second_person_has_to_be_named(tmp_path: Path) -> None:
    """Before anybody types a password."""
    with pytest.raises(SystemExit):
        _export(tmp_path)
