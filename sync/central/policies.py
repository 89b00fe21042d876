"""政策表: publishing the dated tables. What was published stays; a mistake is put right by the next publication.

A publication takes effect at a midnight that is still to come, so that every device can hold it by then and the
tables of a day are never in doubt afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from branch_app.domain.errors import BadInput
from branch_app.domain.records.policy import PolicyBundle
from branch_app.domain.rules.policies import Edition, Policies
from sync.central.database import exclusive, locked, next_numbers
from sync.central.head_office import HeadOffice
from sync.central.models import PublishedPolicy, Sequence
from sync.central.trust.devices import heard
from sync.wire.envelope import Envelope
from sync.wire.policy import read_policy, sign_policy
from sync.wire.policy_messages import PolicyAnswer, PolicyRequest

FIRST_DAY = date(2007, 6, 1)
"""The first publication holds from the first terminals on."""
_READ = 64


@dataclass(frozen=True, slots=True)
class Publication:
    """A bundle as it was signed, and when."""

    bundle: PolicyBundle
    signed: bytes
    published_at: datetime


def publish(central: HeadOffice, texts: Mapping[str, str], effective: date) -> PolicyBundle:
    """Sign and keep these tables; they come to every device with its next pull.

    Raises:
        BadInput: ``at`` is the table and line that mean nothing, ``effective`` for a day that has begun, or size.
    """
    if effective <= central.clock().date():
        raise BadInput(at="effective")
    with exclusive(central.database):
        return _publish(central, texts, effective)


def publish_first(central: HeadOffice, texts: Mapping[str, str]) -> None:
    """The tables that the program comes with, when nothing was ever published."""
    with exclusive(central.database):
        locked(Sequence.select().where(Sequence.name == "policy")).get()  # several processes may start at once
        if not PublishedPolicy.select().exists():
            _publish(central, texts, FIRST_DAY)


def publications(central: HeadOffice) -> tuple[Publication, ...]:
    """Everything ever published, in order; our own signature is looked at again.

    Raises:
        EnvelopeNotTrusted, BadInput: the database says something else than what was signed.
    """
    rows = PublishedPolicy.select().order_by(PublishedPolicy.version)
    return tuple(_publication(central, row) for row in rows)


def policies(central: HeadOffice) -> Policies:
    """All editions, for whoever looks back at a day."""
    rows = PublishedPolicy.select().order_by(PublishedPolicy.version)
    key = central.keys.signer.public_key
    return Policies(tuple(_edition(bytes(row.signed), key, row.version, row.effective) for row in rows))


def wanted(central: HeadOffice, known: int) -> tuple[bytes, ...]:
    """What a device still needs that holds everything up to version ``known``: in force today, and to come."""
    if not PublishedPolicy.select().where(PublishedPolicy.version > known).exists():
        return ()
    held, today = policies(central), central.clock().date()
    serving = {edition.version for edition in (held.edition_on(today), *held.coming(today)) if edition}
    chosen = [version for version in serving if version > known]
    rows = PublishedPolicy.select().where(PublishedPolicy.version.in_(chosen)).order_by(PublishedPolicy.version)
    return tuple(bytes(row.signed) for row in rows)


def tables(central: HeadOffice, envelope: Envelope) -> PolicyAnswer:
    """What the device that asks lacks of them; it needs nobody signed in there.

    Raises:
        EnvelopeNotTrusted, CentralRefused, BadInput: as ``heard``.
    """
    request, _log = heard(PolicyRequest, envelope)
    known = request.known
    return PolicyAnswer(request.request, known, wanted(central, known), mark(central, known))


def mark(central: HeadOffice, version: int) -> str:
    """Of our bundle of that version; "" without one, as in a database that was restored from before it."""
    row = PublishedPolicy.get_or_none(PublishedPolicy.version == version)
    return _publication(central, row).bundle.mark if row else ""


def _publish(central: HeadOffice, texts: Mapping[str, str], effective: date) -> PolicyBundle:
    bundle = PolicyBundle(next_numbers("policy", 1), effective, dict(texts))
    Edition.of(bundle)
    PublishedPolicy.create(
        version=bundle.version,
        effective=effective.isoformat(),
        signed=sign_policy(bundle, central.keys.signer),
        published_at=central.now(),
    )
    return bundle


@lru_cache(maxsize=_READ)
def _edition(signed: bytes, key: bytes, version: int, effective: str) -> Edition:
    """Read once for as long as the database says the same: a bootstrap asks for every chunk."""
    return Edition.of(_bundle(signed, key, version, effective))


def _bundle(signed: bytes, key: bytes, version: int, effective: str) -> PolicyBundle:
    bundle = read_policy(signed, key)
    if (bundle.version, bundle.effective.isoformat()) != (version, effective):
        raise BadInput(at="policy")
    return bundle


def _publication(central: HeadOffice, row: PublishedPolicy) -> Publication:
    signed = bytes(row.signed)
    bundle = _bundle(signed, central.keys.signer.public_key, row.version, row.effective)
    at = datetime.fromtimestamp(row.published_at, central.clock().tzinfo)
    return Publication(bundle, signed, at)
