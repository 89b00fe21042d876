"""The replica's generation that serves now: a counter goes on while a new one is loaded and switched to."""

from threading import Lock

from branch_app.domain.records.registers import CityCard, Found, RegisterName, RegisterVersion
from branch_app.domain.records.resident import Household
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.query import Query
from db.generations import RegisterFolder
from db.register import SqlRegister


class ServingRegister:
    """``Register`` that looks at the pointer with every question.

    Whoever fetched the new generation may have been locked out meanwhile: nobody need be told of it.
    """

    def __init__(self, folder: RegisterFolder) -> None:
        self._folder = folder
        self._lock = Lock()
        self._number: int | None = None
        self._open: SqlRegister | None = None

    def versions(self) -> tuple[RegisterVersion, ...]:
        """Of every register that the replica holds."""
        return self._serving().versions()

    def version(self, register: RegisterName) -> RegisterVersion:
        """Of one register."""
        return self._serving().version(register)

    def household_of(self, resident: ResidentId) -> Household | None:
        """The household a resident lives in."""
        return self._serving().household_of(resident)

    def seal_of(self, resident: ResidentId) -> SealRegistration | None:
        """The registered seal."""
        return self._serving().seal_of(resident)

    def resident_by_certificate(self, serial: str) -> ResidentId | None:
        """The registered link from a 利用者証明 certificate to a resident."""
        return self._serving().resident_by_certificate(serial)

    def city_card(self, number: str) -> CityCard | None:
        """By card number."""
        return self._serving().city_card(number)

    def search(self, query: Query, limit: int) -> Found:
        """The first ``limit`` residents that match."""
        return self._serving().search(query, limit)

    def _serving(self) -> SqlRegister:
        """Raises DataStale when none was ever loaded."""
        with self._lock:
            number = self._folder.serving()
            if self._open is None or number != self._number:
                self._number, self._open = number, self._folder.open()
            return self._open
