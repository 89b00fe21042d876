"""災害時の延長: signed beforehand for one office; its devices keep it, and open it when the line is gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from branch_app.domain.errors import BadInput
from branch_app.domain.records.extension import Extension
from branch_app.domain.records.signed_extension import SignedExtension
from branch_app.domain.rules.extension import message
from branch_app.domain.values.codec import encode
from sync.central.database import exclusive, next_numbers
from sync.central.head_office import HeadOffice
from sync.central.models import DisasterExtension
from sync.central.offices import kept_settings
from sync.wire.strict import dump


@dataclass(frozen=True, slots=True)
class Terms:
    """So many more days for these, between two moments (aware)."""

    registers: tuple[str, ...]
    days: int
    valid_from: datetime
    valid_until: datetime


def extend(central: HeadOffice, office: str, terms: Terms) -> Extension:
    """Sign one for that office; its serial is given to no other, of whatever office.

    Raises:
        BadInput: no such office, or terms that allow nothing, anything, or for ever.
    """
    with central.database.connection_context(), exclusive(central.database):
        kept_settings(office)
        serial = next_numbers("extension", 1)
        extension = _extension(serial, office, terms)
        body = dump(encode(extension))
        DisasterExtension.create(
            serial=serial,
            office=office,
            valid_until=int(extension.valid_until.timestamp()),
            body=body,
            signature=central.keys.signer.sign(message(body)),
        )
    return extension


def extensions_of(central: HeadOffice, office: str) -> Sequence[SignedExtension]:
    """Those of that office whose end has not come, in the order they were signed."""
    lying = (DisasterExtension.office == office) & (DisasterExtension.valid_until >= central.now())
    rows = DisasterExtension.select().where(lying).order_by(DisasterExtension.serial)
    return [SignedExtension(bytes(row.body), bytes(row.signature)) for row in rows]


def _extension(serial: int, office: str, terms: Terms) -> Extension:
    try:
        return Extension(serial, office, terms.registers, terms.days, terms.valid_from, terms.valid_until)
    except ValueError as error:
        raise BadInput(at=str(error)) from error
