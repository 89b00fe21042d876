"""The replica's generation that serves now: a counter goes on while a new one is loaded and switched to."""

from collections.abc import Collection
from threading import Lock

from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.koseki import Fuhyo, Koseki, StatusNotice
from branch_app.domain.records.registers import CityCard, Found, RegisterName, RegisterVersion, RemovedFound
from branch_app.domain.records.resident import Household, RemovedResident
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.records.tax import TaxRecord
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

    def removed_of(self, resident: ResidentId) -> tuple[RemovedResident, ...]:
        """除票 of one person."""
        return self._serving().removed_of(resident)

    def koseki_of(self, resident: ResidentId) -> tuple[Koseki, ...]:
        """Every 戸籍 that names a resident."""
        return self._serving().koseki_of(resident)

    def fuhyo_of(self, resident: ResidentId) -> tuple[Fuhyo, ...]:
        """Every 附票 that names a resident."""
        return self._serving().fuhyo_of(resident)

    def notices_of(self, resident: ResidentId) -> tuple[StatusNotice, ...]:
        """Notices about a resident."""
        return self._serving().notices_of(resident)

    def tax_of(self, resident: ResidentId, fiscal_year: int) -> TaxRecord | None:
        """What one 年度 says of a resident."""
        return self._serving().tax_of(resident, fiscal_year)

    def alien_of(self, resident: ResidentId) -> AlienRecord | None:
        """外国人登録原票."""
        return self._serving().alien_of(resident)

    def resident_by_seal(self, number: str) -> ResidentId | None:
        """Whose seal has that 印鑑登録番号."""
        return self._serving().resident_by_seal(number)

    def resident_by_juminhyo_code(self, code: str) -> ResidentId | None:
        """Who has that 住民票コード."""
        return self._serving().resident_by_juminhyo_code(code)

    def resident_by_certificate(self, serial: str) -> ResidentId | None:
        """The registered link from a 利用者証明 certificate to a resident."""
        return self._serving().resident_by_certificate(serial)

    def city_card(self, number: str) -> CityCard | None:
        """By card number."""
        return self._serving().city_card(number)

    def names_of(self, residents: Collection[ResidentId]) -> tuple[tuple[ResidentId, str], ...]:
        """Every name by which those are held here."""
        return self._serving().names_of(residents)

    def search(self, query: Query, limit: int) -> Found:
        """The first ``limit`` residents that match."""
        return self._serving().search(query, limit)

    def search_removed(self, query: Query, limit: int) -> RemovedFound:
        """The first ``limit`` 除票 that match."""
        return self._serving().search_removed(query, limit)

    def close(self) -> None:
        """Close this thread's connection."""
        with self._lock:
            if self._open is not None:
                self._open.close()

    def _serving(self) -> SqlRegister:
        """Raises DataStale when none was ever loaded."""
        with self._lock:
            number = self._folder.serving()
            if self._open is None or number != self._number:
                self._number, self._open = number, self._folder.open()
            return self._open
