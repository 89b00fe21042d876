"""What an entry says of the data it rests on, register by register."""

from collections.abc import Iterable

from branch_app.domain.errors import DataStale
from branch_app.domain.log.events import DataUsed
from branch_app.domain.records.registers import RegisterVersion, Restrictions
from branch_app.domain.rules.freshness import RESTRICTIONS
from branch_app.usecases.desk import Desk


def registers_used(versions: Iterable[RegisterVersion]) -> tuple[DataUsed, ...]:
    """Those states of registers."""
    return tuple(
        DataUsed(each.register.value, each.generation, each.change_seq, each.as_of.isoformat()) for each in versions
    )


def list_used(restrictions: Restrictions) -> DataUsed:
    """That restriction list."""
    return DataUsed(RESTRICTIONS, 0, restrictions.version, restrictions.as_of.isoformat())


def data_held(desk: Desk) -> tuple[DataUsed, ...]:
    """Whatever there is, the restriction list first; what is missing is not there, which is no error here."""
    return (*_list_held(desk), *_registers_held(desk))


def _list_held(desk: Desk) -> tuple[DataUsed, ...]:
    try:
        return (list_used(desk.restrictions.current()),)
    except DataStale:
        return ()


def _registers_held(desk: Desk) -> tuple[DataUsed, ...]:
    try:
        return registers_used(desk.register.versions())
    except DataStale:
        return ()
