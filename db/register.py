"""``Register``: one generation of the replica, read-only. Rows become records here, and unfit ones a refusal.

A row that is unfit stops the certificate that would show it, and no other: whom it names nothing is read from its
table for. So does a person who stands there twice, and a row that makes no record.
"""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any, TypeVar

from branch_app.domain.errors import BadInput, DataStale, RowUnfit
from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.koseki import Fuhyo, Koseki, StatusNotice
from branch_app.domain.records.register_rows import RegisterLine, record_of
from branch_app.domain.records.register_tables import TABLES
from branch_app.domain.records.registers import CityCard, Found, RegisterName, RegisterVersion, RemovedFound
from branch_app.domain.records.resident import Household, RemovedResident
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.records.tax import TaxRecord
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.query import Query
from db.connection import StoreFile
from db.register_lines import Keys, lines_between
from db.register_search import search
from db.removed_search import search_removed

T = TypeVar("T")

_NAMED = {
    "household": "SELECT DISTINCT household FROM resident WHERE id = ?",
    "koseki": "SELECT DISTINCT koseki FROM koseki_person WHERE resident = ? ORDER BY koseki",
    "fuhyo": "SELECT DISTINCT fuhyo FROM fuhyo_person WHERE resident = ? ORDER BY fuhyo",
    "removed_resident": "SELECT id FROM removed_resident WHERE resident = ? ORDER BY removed",
    "seal": "SELECT number FROM seal WHERE resident = ?",
    "status_notice": "SELECT number FROM status_notice WHERE resident = ? ORDER BY received, number",
    "tax": "SELECT id FROM tax WHERE resident = ? ORDER BY fiscal_year",
    "alien": "SELECT number FROM alien WHERE resident = ? ORDER BY number",
}
"""Table → keys of the rows that name a person."""

_BORNE = """
WITH asked(id) AS (SELECT value FROM json_each(?)), borne(id, own, alias) AS (
    SELECT id, name, foreign_standing ->> '$.alias.written' FROM resident JOIN asked USING (id)
    UNION SELECT r.resident, r.name, r.body ->> '$.resident.foreign.alias.written'
    FROM removed_resident r JOIN asked ON asked.id = r.resident
    UNION SELECT a.resident, a.body ->> '$.name', a.body ->> '$.alias.written'
    FROM alien a JOIN asked ON asked.id = a.resident
)
SELECT id, own FROM borne UNION SELECT id, alias FROM borne WHERE alias IS NOT NULL
"""
"""Every name of some persons, in every register that holds them."""


class SqlRegister:
    """One open generation."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file

    def versions(self) -> tuple[RegisterVersion, ...]:
        """Of every register that this replica holds."""
        return tuple(map(_version, self._all("SELECT * FROM version ORDER BY rowid")))

    def version(self, register: RegisterName) -> RegisterVersion:
        """Of one register.

        Raises:
            DataStale: never loaded.
        """
        rows = self._all("SELECT * FROM version WHERE register = ?", register.value)
        if not rows:
            raise DataStale(register=register.value)
        return _version(rows[0])

    def household_of(self, resident: ResidentId) -> Household | None:
        """The household a resident lives in."""
        return self._only(Household, "household", resident)

    def removed_of(self, resident: ResidentId) -> tuple[RemovedResident, ...]:
        """除票 of one person, the oldest first."""
        return self._naming(RemovedResident, "removed_resident", resident)

    def seal_of(self, resident: ResidentId) -> SealRegistration | None:
        """The registered seal."""
        return self._only(SealRegistration, "seal", resident)

    def resident_by_seal(self, number: str) -> ResidentId | None:
        """Whose seal has that 印鑑登録番号."""
        self._refuse_set_aside("seal", "key", number)
        return self._holder("SELECT resident FROM seal WHERE number = ?", number)

    def resident_by_juminhyo_code(self, code: str) -> ResidentId | None:
        """Who has that 住民票コード."""
        return self._holder("SELECT id FROM resident WHERE juminhyo_code = ?", code)

    def resident_by_certificate(self, serial: str) -> ResidentId | None:
        """The registered link from a 利用者証明 certificate to a resident."""
        self._refuse_set_aside("certificate_link", "key", serial)
        return self._holder("SELECT resident FROM certificate_link WHERE serial = ?", serial)

    def city_card(self, number: str) -> CityCard | None:
        """By card number."""
        with self._file.steady():
            self._refuse_set_aside("city_card", "key", number)
            return next(iter(self._records(CityCard, "city_card", [number])), None)

    def koseki_of(self, resident: ResidentId) -> tuple[Koseki, ...]:
        """Every 戸籍 that names a resident, replaced and closed ones too."""
        return self._naming(Koseki, "koseki", resident)

    def fuhyo_of(self, resident: ResidentId) -> tuple[Fuhyo, ...]:
        """Every 附票 that names a resident."""
        return self._naming(Fuhyo, "fuhyo", resident)

    def notices_of(self, resident: ResidentId) -> tuple[StatusNotice, ...]:
        """Notices about a resident, which a 身分証明書 would deny."""
        return self._naming(StatusNotice, "status_notice", resident)

    def tax_of(self, resident: ResidentId, fiscal_year: int) -> TaxRecord | None:
        """What one 年度 says of a resident."""
        years = self._naming(TaxRecord, "tax", resident)
        return next((year for year in years if year.fiscal_year == fiscal_year), None)

    def alien_of(self, resident: ResidentId) -> AlienRecord | None:
        """外国人登録原票."""
        return self._only(AlienRecord, "alien", resident)

    def names_of(self, residents: Collection[ResidentId]) -> tuple[tuple[ResidentId, str], ...]:
        """Every name by which those are held here."""
        asked = json.dumps(sorted(residents))
        return tuple((ResidentId(resident), name) for resident, name in self._all(_BORNE, asked))

    def search(self, query: Query, limit: int) -> Found:
        """The first ``limit`` residents that match, in the order of names."""
        with self._file.connected() as connection:
            return search(connection, query, limit)

    def search_removed(self, query: Query, limit: int) -> RemovedFound:
        """The first ``limit`` 除票 that match, in the order of names."""
        with self._file.connected() as connection:
            return search_removed(connection, query, limit)

    def close(self) -> None:
        """Close this thread's connection."""
        self._file.close()

    def _only(self, kind: type[T], table: str, resident: ResidentId) -> T | None:
        found = self._naming(kind, table, resident)
        if len(found) > 1:
            raise RowUnfit(register=TABLES[table].register.value, why="twice")
        return found[0] if found else None

    def _naming(self, kind: type[T], table: str, resident: ResidentId) -> tuple[T, ...]:
        """Changes come while somebody is served: what a row is and whom it brings are looked up in one state."""
        with self._file.steady():
            self._refuse_set_aside(table, "resident", resident)
            return self._records(kind, table, [key for (key,) in self._all(_NAMED[table], resident)])

    def _records(self, kind: type[T], table: str, keys: list[str]) -> tuple[T, ...]:
        with self._file.connected() as connection:
            lines = [line for key in keys for line in lines_between(connection, table, Keys.only(key))]
        return tuple(_record(kind, line) for line in lines)

    def _holder(self, statement: str, value: str) -> ResidentId | None:
        """The one person found; of two nobody knows which."""
        rows = self._all(statement, value)
        return ResidentId(rows[0][0]) if len(rows) == 1 else None

    def _refuse_set_aside(self, table: str, column: str, value: str) -> None:
        rows = self._all(
            "SELECT q.reason FROM quarantined_person p JOIN quarantine q USING (register_table, key)"  # noqa: S608 - ours
            f" WHERE p.{column} = ? AND p.register_table = ?",
            value,
            table,
        )
        if rows:
            raise RowUnfit(register=TABLES[table].register.value, why=rows[0][0])

    def _all(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        with self._file.connected() as connection:
            return list(connection.execute(statement, values))


def _record(kind: type[T], line: RegisterLine) -> T:
    try:
        record = record_of(line)
    except (BadInput, ValueError) as error:
        raise RowUnfit(register=TABLES[line.table].register.value, why="record") from error
    if not isinstance(record, kind):
        raise TypeError(line.table)
    return record


def _version(row: tuple[Any, ...]) -> RegisterVersion:
    register, generation, change_seq, as_of, rows = row
    return RegisterVersion(RegisterName(register), generation, change_seq, datetime.fromisoformat(as_of), rows)
