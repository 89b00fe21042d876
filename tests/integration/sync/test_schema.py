"""Migrations make the tables that the models expect."""

from collections.abc import Callable
from contextlib import closing

from sync.central.cases.models import CASE_TABLES
from sync.central.head_office import HeadOffice
from sync.central.models import ALL
from sync.central.registers.models import REGISTER_TABLES
from sync.central.trust.models import TRUST_TABLES

_TABLES = (*ALL, *REGISTER_TABLES, *TRUST_TABLES, *CASE_TABLES)


def test_migrated_tables_have_the_columns_of_the_models(central: HeadOffice) -> None:
    """Same tables, same columns; primary keys aside, the same columns that may be empty."""
    with central.database.connection_context():
        made = {
            (model._meta.table_name, column.name, column.null)
            for model in _TABLES
            for column in central.database.get_columns(model._meta.table_name)
        }
    wanted = {
        (model._meta.table_name, field.column_name, field.null)
        for model in _TABLES
        for field in model._meta.sorted_fields
    }
    keys = {
        (model._meta.table_name, key.column_name) for model in _TABLES for key in model._meta.get_primary_keys()
    }
    assert {each[:2] for each in made} == {each[:2] for each in wanted}
    assert {each for each in made if each[:2] not in keys} == {each for each in wanted if each[:2] not in keys}


def test_migrating_again_changes_nothing(central: HeadOffice, reopen: Callable[[], HeadOffice]) -> None:
    """A second start finds the schema up to date."""
    with closing(reopen()) as again, again.database.connection_context():
        tables = set(again.database.get_tables())
    assert tables >= {model._meta.table_name for model in _TABLES}
