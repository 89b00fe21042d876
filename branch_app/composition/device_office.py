"""Head office as a signed-in device reaches it, for the window and for a device that nobody sits at."""

from contextlib import suppress

from branch_app.composition.device import Device
from branch_app.composition.holdings import holdings_of
from branch_app.composition.line import head_office
from branch_app.domain.errors import CentralError
from branch_app.ports import Progress
from branch_app.usecases.compare_registers import compare_registers
from branch_app.usecases.escrow_code import escrow_code
from branch_app.usecases.holds import settle_holds
from branch_app.usecases.pull_cases import pull_cases
from branch_app.usecases.renew import renew
from branch_app.usecases.synchronise import Synchronised, synchronise
from sync.client.transport import Line


class DeviceOffice:
    """``HeadOffice``: a line of its own for every trip, so that a broken one never lasts."""

    def __init__(self, device: Device, url: str) -> None:
        self._device = device
        self._url = url

    def synchronise(self, progress: Progress) -> Synchronised:
        """What is new down, entries up; then the cases of the office, and a recovery code where it was spoken."""
        device = self._device
        with self._line() as line:
            office = head_office(device.file, line, device.veil.random)
            file = device.file
            synchronised = synchronise(office, file.restrictions, file, file.policies, device.ledger, progress)
            settle_holds(device.journal, device.file.restrictions, device.veil.random)
            # What was sent is sent, whatever becomes of these: each goes with the next trip.
            with suppress(CentralError):
                pull_cases(office, file.cases)
            with suppress(CentralError):
                escrow_code(office, device.recovery_codes)
        return synchronised

    def renew(self, progress: Progress) -> int:
        """The registers as they are now, served from the moment they are whole."""
        device = self._device
        with self._line() as line:
            office = head_office(device.file, line, device.veil.random)
            return renew(office, holdings_of(device), device.journal, device.veil.random, progress)

    def compare(self) -> int:
        """The next stretch of the registers."""
        device = self._device
        with self._line() as line:
            source = head_office(device.file, line, device.veil.random).registers()
            return compare_registers(source, holdings_of(device).replica, device.journal, device.veil.random)

    def _line(self) -> Line:
        return Line(self._url, self._device.enrolment.central_ca)
