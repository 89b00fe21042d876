"""支援措置 and 発行停止 as central knows them: a history of single changes, handed out as a whole list."""

from branch_app.domain.records.registers import Restrictions
from branch_app.domain.values.codec import encode
from branch_app.domain.values.identifiers import ResidentId
from sync.central.database import exclusive, next_numbers
from sync.central.devices import heard
from sync.central.head_office import HeadOffice
from sync.central.models import RestrictionChange, Sequence
from sync.wire.envelope import Envelope
from sync.wire.messages import RestrictionFeed, RestrictionsRequest
from sync.wire.sealing import purpose, seal
from sync.wire.strict import dump


def restrict(central: HeadOffice, resident: ResidentId) -> int:
    """Stop every certificate that shows this person; the version of the list from now on."""
    return _change(central, resident, restricted=True)


def release(central: HeadOffice, resident: ResidentId) -> int:
    """Lift a restriction; the version of the list from now on."""
    return _change(central, resident, restricted=False)


def current(central: HeadOffice) -> Restrictions:
    """The list as of now."""
    residents: set[ResidentId] = set()
    version = Sequence.get(Sequence.name == "restrictions").value
    changes = RestrictionChange.select().where(RestrictionChange.version <= version)
    for change in changes.order_by(RestrictionChange.version):
        resident = ResidentId(change.resident)
        residents = residents | {resident} if change.restricted else residents - {resident}
    return Restrictions(version, central.clock(), frozenset(residents))


def feed(central: HeadOffice, envelope: Envelope) -> RestrictionFeed:
    """The list, sealed to the device that asks."""
    request, log = heard(RestrictionsRequest, envelope)
    info = purpose("restrictions", log.device, log.epoch)
    return RestrictionFeed(request.request, seal(dump(encode(current(central))), bytes(log.transport_key), info))


def _change(central: HeadOffice, resident: ResidentId, *, restricted: bool) -> int:
    with exclusive(central.database):
        if (resident in current(central).residents) == restricted:
            return Sequence.get(Sequence.name == "restrictions").value
        version = next_numbers("restrictions", 1)
        RestrictionChange.create(
            version=version, resident=resident, restricted=restricted, recorded_at=central.now()
        )
    return version
