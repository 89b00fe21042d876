"""Offices that may enrol devices, with what each device there must know."""

from collections.abc import Callable
from dataclasses import dataclass

from branch_app.domain.errors import BadInput
from branch_app.domain.records.certificate import Issuer
from branch_app.domain.records.enrolment import Operator
from branch_app.domain.values.codec import decode, encode
from sync.central.database import exclusive, locked
from sync.central.head_office import HeadOffice
from sync.central.models import Office
from sync.wire.strict import dump, parse


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """認証者 and roster (職員名簿) of one office."""

    issuer: Issuer
    roster: tuple[Operator, ...]


def keep_settings(central: HeadOffice, code: str, settings: OfficeSettings) -> None:
    """Store the settings of an office, whether it is new or not; a change raises their version."""
    with exclusive(central.database):
        _keep(code, settings)


def change_settings(
    central: HeadOffice, code: str, change: Callable[[OfficeSettings], OfficeSettings]
) -> OfficeSettings:
    """The settings of a known office changed in one step; what they are now.

    Raises:
        BadInput: no such office, or whatever ``change`` refuses.
    """
    with exclusive(central.database):
        _, old = kept_settings(code)
        new = change(old)
        _keep(code, new)
    return new


def kept_settings(code: str) -> tuple[int, OfficeSettings]:
    """Version and settings of that office, read in one look.

    Raises:
        BadInput: no such office.
    """
    office = Office.get_or_none(Office.code == code)
    if office is None:
        raise BadInput(at="office")
    return office.version, decode(OfficeSettings, parse(bytes(office.settings)))


def _keep(code: str, settings: OfficeSettings) -> None:
    body = dump(encode(settings))
    office = locked(Office.select().where(Office.code == code)).first()
    if office is None:
        Office.create(code=code, settings=body)
    elif bytes(office.settings) != body:
        Office.update(settings=body, version=office.version + 1).where(Office.code == code).execute()
