"""Head office as a signed-in device reaches it, for the window and for a device that nobody sits at."""

from branch_app.composition.device import Device
from branch_app.composition.line import head_office
from branch_app.domain.records.freight import Freight
from branch_app.ports import Progress
from branch_app.usecases.compare_registers import compare_registers
from branch_app.usecases.crossing import Loads
from branch_app.usecases.escrow_code import escrow_code
from branch_app.usecases.holds import settle_holds
from branch_app.usecases.pull_cases import pull_cases
from branch_app.usecases.renew import renew
from branch_app.usecases.synchronise import Synchronised, synchronise
from sync.client.central import OnlineCentral
from sync.client.transport import Line


class DeviceOffice:
    """``HeadOffice``: a line of its own for every trip, so that a broken one never lasts."""

    def __init__(self, device: Device, url: str) -> None:
        self._device = device
        self._url = url

    def synchronise(self, progress: Progress) -> Synchronised:
        """Everything but the registers."""
        with self._line() as line:
            return self._cross(self._head_office(line), progress, {})

    def renew(self, progress: Progress) -> Synchronised:
        """Everything: the registers as they are now, served from the moment they are whole, in their place."""
        device = self._device
        with self._line() as line:
            office = self._head_office(line)

            def registers() -> None:
                renew(office.registers(), device.replica, device.journal, device.veil.random, progress)

            return self._cross(office, progress, {Freight.REGISTERS: registers})

    def _cross(self, office: OnlineCentral, progress: Progress, more: Loads) -> Synchronised:
        device, file = self._device, self._device.file
        loads = {
            Freight.CASES: lambda: pull_cases(office, file.cases),
            Freight.RECOVERY: lambda: escrow_code(office, device.recovery_codes),
            **more,
        }
        done = synchronise(office, file.restrictions, file, file.policies, device.ledger, progress, loads)
        settle_holds(device.journal, file.restrictions, device.veil.random)
        return done

    def compare(self) -> int:
        """The next stretch of the registers."""
        device = self._device
        with self._line() as line:
            source = self._head_office(line).registers()
            return compare_registers(source, device.replica, device.journal, device.veil.random)

    def _line(self) -> Line:
        return Line(self._url, self._device.file.enrolment().central_ca)  # a stick may have brought the next root

    def _head_office(self, line: Line) -> OnlineCentral:
        return head_office(self._device.file, line, self._device.veil.random)
