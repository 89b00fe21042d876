"""Tables and columns of the registers: the one place that central, the wire and the replica take them from.

A row is the values of a table's columns in order; its first column is its key. Some rows bring rows of a second
table along (a household its members), because central changes and a delta replaces them as one piece.
"""

from dataclasses import dataclass
from enum import Enum

from branch_app.domain.records.registers import RegisterName

SCHEMA = 2
"""Raised with every change of tables or columns: a replica and central that differ exchange nothing."""


class ColumnKind(Enum):
    """As a STRICT table of SQLite names them."""

    TEXT = "TEXT"
    INTEGER = "INTEGER"
    BLOB = "BLOB"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``optional`` may be None."""

    name: str
    kind: ColumnKind = ColumnKind.TEXT
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Companions:
    """The second table: its rows stand under the key of the row that brings them."""

    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """One table of one register."""

    name: str
    register: RegisterName
    columns: tuple[Column, ...]
    companions: Companions | None = None


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _maybe(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, optional=True) for name in names)


def _integers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, ColumnKind.INTEGER) for name in names)


_MEMBER = (
    *_texts("id", "name", "kana", "birth"),
    *_maybe("birth_written"),
    *_texts("sex", "relationship", "became_resident"),
    *_maybe("address_since", "notified"),
    *_texts("honseki", "hittousha"),
    *_maybe("previous_address"),
    *_texts("juminhyo_code"),
    *_maybe("former_name", "foreign_standing", "moving_out"),
)
_FAMILY = _texts("id", "state", "honseki", "hittousha", "body")

TABLES = {
    table.name: table
    for table in (
        RegisterTable(
            "household",
            RegisterName.RESIDENT,
            _texts("id", "address", "head"),
            Companions("resident", _MEMBER),
        ),
        RegisterTable(
            "removed_resident",
            RegisterName.RESIDENT,
            _texts("id", "resident", "name", "kana", "birth", "removed", "body"),
        ),
        RegisterTable(
            "seal",
            RegisterName.SEAL,
            (
                *_texts("number", "resident", "registered"),
                *_integers("width", "height", "dots_per_inch"),
                Column("ink", ColumnKind.BLOB),
            ),
        ),
        RegisterTable("koseki", RegisterName.KOSEKI, _FAMILY, Companions("koseki_person", _texts("resident"))),
        RegisterTable("fuhyo", RegisterName.KOSEKI, _FAMILY, Companions("fuhyo_person", _texts("resident"))),
        RegisterTable(
            "tax",
            RegisterName.TAX,
            (*_texts("id", "resident"), *_integers("fiscal_year"), *_texts("standing", "body")),
        ),
        RegisterTable("alien", RegisterName.ALIEN, _texts("number", "resident", "body")),
        RegisterTable("certificate_link", RegisterName.CARD, _texts("serial", "resident")),
        RegisterTable(
            "city_card",
            RegisterName.CARD,
            (
                *_texts("number", "resident"),
                Column("pin_salt", ColumnKind.BLOB),
                Column("pin_verifier", ColumnKind.BLOB, optional=True),
            ),
        ),
        RegisterTable("status_notice", RegisterName.KOSEKI, _texts("number", "resident", "kind", "received")),
    )
}
"""Name → table, in the order of a snapshot."""
