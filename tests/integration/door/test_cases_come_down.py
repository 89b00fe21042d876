"""Cases of the office come down with every contact, after everything else."""

from dataclasses import replace

from branch_app.composition.device_office import DeviceOffice
from branch_app.domain.records.case import Case
from sync.central.cases.store import begin_changes, keep
from sync.central.database import exclusive
from sync.central.trust.devices import newest_log
from sync.central.trust.escrow import recovery_code
from tests.fakes.branch import CLERK
from tests.fakes.cases import case
from tests.fakes.device import ignore_progress
from tests.integration.door.conftest import Outpost

PASSWORD = "a new password 10"  # noqa: S105 - of a test


def found(outpost: Outpost, one: Case) -> Case:
    """Head office compared the log of the counter beside this one, and this is what does not fit."""
    with outpost.central.database.connection_context(), exclusive(outpost.central.database):
        beside = newest_log("suge-01")
        beside.id, beside.device, beside.key_id = None, f"suge-0{one.version + 1}", f"key of {one.id}"
        beside.save(force_insert=True)
        begin_changes()
        keep(outpost.central, beside, [one])
    return one


def test_what_was_found_is_here_after_the_next_contact(outpost: Outpost) -> None:
    """In step with the log all the same; what another office is asked stays there."""
    device = outpost.door().recover(recovery_code(outpost.central, "suge-01"), CLERK.operator, PASSWORD)
    office = DeviceOffice(device, outpost.url)
    assert () == device.file.cases.cases()
    ours = found(outpost, replace(case(1), office="C06"))
    found(outpost, replace(case(2), office="C07"))
    assert 0 == office.synchronise(ignore_progress).pending
    assert [ours.id] == [each.id for each in device.file.cases.cases()]
    device.close()


def test_a_head_office_without_cases_is_as_good_as_ever(outpost: Outpost) -> None:
    """Nothing found, nothing here."""
    device = outpost.door().recover(recovery_code(outpost.central, "suge-01"), CLERK.operator, PASSWORD)
    assert 0 == DeviceOffice(device, outpost.url).synchronise(ignore_progress).pending
    assert () == device.file.cases.cases()
    device.close()
