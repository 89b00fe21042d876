"""Offices that may enrol devices, with what each device there must know."""

from dataclasses import dataclass

from branch_app.domain.errors import BadInput
from branch_app.domain.records.certificate import Issuer
from branch_app.domain.records.enrolment import FreshnessPolicy, Operator
from branch_app.domain.values.codec import decode, encode
from sync.central.models import Office
from sync.wire.strict import dump, parse


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """認証者, limits of data age and roster (職員名簿) of one office."""

    issuer: Issuer
    policy: FreshnessPolicy
    roster: tuple[Operator, ...]


def keep_settings(code: str, settings: OfficeSettings) -> None:
    """Store the settings of an office, whether it is new or not."""
    row = Office.insert(code=code, settings=dump(encode(settings)))
    row.on_conflict(conflict_target=[Office.code], preserve=[Office.settings]).execute()


def settings_of(code: str) -> OfficeSettings:
    """Settings of that office.

    Raises:
        BadInput: no such office.
    """
    office = Office.get_or_none(Office.code == code)
    if office is None:
        raise BadInput(at="office")
    return decode(OfficeSettings, parse(bytes(office.settings)))
