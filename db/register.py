"""``Register``: one generation of the replica, read-only.

Look-ups by key are written by Peewee's query builder on tables that are bound to nothing, so that two generations
can be open at once, and run by the driver: Peewee would write every parameter to its debug log. Rows become records
here.
"""

from datetime import datetime
from typing import Any

from peewee import Table

from branch_app.domain.errors import DataStale
from branch_app.domain.records.registers import CityCard, Found, RegisterName, RegisterVersion
from branch_app.domain.records.resident import Household
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.query import Query
from db.connection import StoreFile
from db.register_rows import city_card, household, seal_registration
from db.register_search import search


class SqlRegister:
    """One open generation."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file

    def versions(self) -> tuple[RegisterVersion, ...]:
        """Of every register that this replica holds."""
        with self._file.connected() as connection:
            rows = connection.execute("SELECT * FROM version ORDER BY rowid").fetchall()
        return tuple(map(_version, rows))

    def version(self, register: RegisterName) -> RegisterVersion:
        """Of one register.

        Raises:
            DataStale: never loaded.
        """
        row = self._first("version", register=register.value)
        if row is None:
            raise DataStale(register=register.value)
        return _version(row)

    def household_of(self, resident: ResidentId) -> Household | None:
        """The household a resident lives in."""
        person = self._first("resident", id=resident)
        if person is None:
            return None
        home = person[1]
        row = self._first("household", id=home)
        members = self._all("resident", household=home)
        return None if row is None else household(row, sorted(members, key=lambda member: int(member[2])))

    def seal_of(self, resident: ResidentId) -> SealRegistration | None:
        """The registered seal."""
        row = self._first("seal", resident=resident)
        return None if row is None else seal_registration(row)

    def resident_by_certificate(self, serial: str) -> ResidentId | None:
        """The registered link from a 利用者証明 certificate to a resident."""
        row = self._first("certificate_link", serial=serial)
        return None if row is None else ResidentId(row[1])

    def city_card(self, number: str) -> CityCard | None:
        """By card number."""
        row = self._first("city_card", number=number)
        return None if row is None else city_card(row)

    def search(self, query: Query, limit: int) -> Found:
        """The first ``limit`` residents that match, in the order of names."""
        with self._file.connected() as connection:
            return search(connection, query, limit)

    def close(self) -> None:
        """Close this thread's connection."""
        self._file.close()

    def _first(self, name: str, **wanted: str) -> tuple[Any, ...] | None:
        rows = self._all(name, **wanted)
        return rows[0] if rows else None

    def _all(self, name: str, **wanted: str) -> list[tuple[Any, ...]]:
        ((column, value),) = wanted.items()
        table = Table(name)
        statement, values = table.select().where(getattr(table.c, column) == value).sql()
        with self._file.connected() as connection:
            return list(connection.execute(statement, values))


def _version(row: tuple[Any, ...]) -> RegisterVersion:
    register, generation, change_seq, as_of, rows = row
    return RegisterVersion(RegisterName(register), generation, change_seq, datetime.fromisoformat(as_of), rows)
