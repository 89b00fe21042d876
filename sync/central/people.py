"""職員名簿: who may work at an office. A newcomer gets a code to be told once, kept here as a verifier only."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from branch_app.domain.errors import BadInput
from branch_app.domain.records.enrolment import ADMISSION_GROUPS, Admission, Operator, Role
from branch_app.domain.values import digit_groups
from sync.central.head_office import HeadOffice
from sync.central.offices import OfficeSettings, change_settings

_OPERATOR = re.compile(r"[A-Za-z0-9-]{1,32}")
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who is to be on the roster: id, displayed name, roles, last and first day."""

    id: str
    name: str
    roles: tuple[Role, ...]
    until: date
    since: date = date.min


def invite(central: HeadOffice, office: str, newcomer: Newcomer, valid_for: timedelta) -> str:
    """Put a person on the roster, or on it anew, and give the one-time code of their first sign-in at a device.

    Raises:
        BadInput: no such office, an id that is more than letters, digits and dashes, no name or no role, or days
            that never come.
    """
    if not _OPERATOR.fullmatch(newcomer.id):
        raise BadInput(at="operator")
    if newcomer.since > newcomer.until:
        raise BadInput(at="until")
    if not newcomer.name.strip() or not newcomer.roles:
        raise BadInput(at="name" if newcomer.roles else "role")
    code = digit_groups.grouped(secrets.randbelow(10**digit_groups.FREE_DIGITS) for _ in range(ADMISSION_GROUPS))
    salt, expires = secrets.token_bytes(_SALT_BYTES), central.clock() + valid_for
    admission = Admission.of(newcomer.id, code, salt, expires)
    listed = Operator(newcomer.id, newcomer.name, newcomer.roles, newcomer.until, admission, newcomer.since)
    _change(central, office, lambda roster: (*_without(roster, newcomer.id), listed))
    return code


def dismiss(central: HeadOffice, office: str, operator: str) -> None:
    """Take a person off the roster: their slot goes at the next pull of every device there.

    Raises:
        BadInput: no such office, or nobody of that id there.
    """

    def change(roster: tuple[Operator, ...]) -> tuple[Operator, ...]:
        rest = _without(roster, operator)
        if len(rest) == len(roster):
            raise BadInput(at="operator")
        return rest

    _change(central, office, change)


def _without(roster: tuple[Operator, ...], operator: str) -> tuple[Operator, ...]:
    return tuple(listed for listed in roster if listed.id != operator)


def _change(
    central: HeadOffice, office: str, change: Callable[[tuple[Operator, ...]], tuple[Operator, ...]]
) -> None:
    def changed(settings: OfficeSettings) -> OfficeSettings:
        return replace(settings, roster=change(settings.roster))

    with central.database.connection_context():
        change_settings(central, office, changed)
