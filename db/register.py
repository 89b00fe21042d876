"""``Register``: one generation of the replica, read-only.

Queries go through Peewee's query builder on tables that are bound to this very file, so that two generations can be
open at once; rows become records here and nothing of Peewee leaves.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from peewee import Table

from branch_app.domain.errors import DataStale
from branch_app.domain.records.registers import CityCard, RegisterName, RegisterVersion
from branch_app.domain.records.resident import Household
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.values.identifiers import ResidentId
from branch_app.domain.values.kana import fold_kana
from db.connection import StoreFile
from db.register_rows import city_card, household, seal_registration

_HIGHEST = "\U0010ffff"


class SqlRegister:
    """One open generation."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file

    def version(self, register: RegisterName) -> RegisterVersion:
        """Of one register.

        Raises:
            DataStale: never loaded.
        """
        row = self._first("version", register=register.value)
        if row is None:
            raise DataStale(register=register.value)
        _, generation, change_seq, as_of, rows = row
        return RegisterVersion(register, generation, change_seq, datetime.fromisoformat(as_of), rows)

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

    def search_kana(self, prefix: str, limit: int) -> Sequence[tuple[ResidentId, str, str, date, str]]:
        """Residents whose folded kana starts so: id, name, kana, birth, address. Nothing for an empty prefix."""
        folded = fold_kana(prefix)
        if not folded:
            return []
        with self._file.reading() as tables:
            person = Table("resident").bind(tables)
            home = Table("household").bind(tables)
            query = (
                person.select(person.c.id, person.c.name, person.c.kana, person.c.birth, home.c.address)
                .join(home, on=(person.c.household == home.c.id))
                .where((person.c.folded >= folded) & (person.c.folded < folded + _HIGHEST))
                .order_by(person.c.folded, person.c.birth, person.c.id)
                .limit(limit)
            )
            rows = list(query.tuples())
        return [(ResidentId(i), name, kana, date.fromisoformat(birth), home) for i, name, kana, birth, home in rows]

    def close(self) -> None:
        """Close this thread's connection."""
        self._file.close()

    def _first(self, name: str, **wanted: str) -> tuple[Any, ...] | None:
        rows = self._all(name, **wanted)
        return rows[0] if rows else None

    def _all(self, name: str, **wanted: str) -> list[tuple[Any, ...]]:
        ((column, value),) = wanted.items()
        with self._file.reading() as tables:
            table = Table(name).bind(tables)
            return list(table.select().where(getattr(table.c, column) == value).tuples())
