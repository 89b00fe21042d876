"""取扱い: what an office offers through a channel on a day, and why not what it does not.

catalogue(tables, office, "counter", day)     every kind of certificate, in the order of ``certificates.csv``
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from branch_app.domain.errors import NotOffered
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.rules.replica import Only, Share
from branch_app.domain.rules.tables import Offer, Office, Tables


class Unoffered(Enum):
    """Why a certificate cannot be chosen.

    Another kind of office issues it; another channel of this one does; it ended, or begins, on a day; this office
    holds no register that it rests on; this program cannot make it.
    """

    OTHER_OFFICE = "other_office"
    OTHER_CHANNEL = "other_channel"
    ENDED = "ended"
    NOT_YET = "not_yet"
    REGISTER_NOT_HELD = "register_not_held"
    NOT_MADE = "not_made"


@dataclass(frozen=True, slots=True)
class Listed:
    """A kind of certificate by its code; ``why`` is None where it is offered.

    ``office_kinds`` issue it that day through the channel, ``channels`` are those of this kind of office that do;
    ``day`` is the last (ENDED) or the first (NOT_YET) on which it is issued.
    """

    code: str
    why: Unoffered | None = None
    office_kinds: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    day: date | None = None

    @property
    def certificate(self) -> Certificate | None:
        """What may be asked for; None for what this program cannot make."""
        return next((certificate for certificate in Certificate if certificate.value == self.code), None)


_FAMILY = (Only.ALL, Only.CURRENT)
_RESTS_ON: Mapping[Certificate, Mapping[str, tuple[Only, ...]]] = {
    Certificate.JUMINHYO: {"household": (Only.ALL,)},
    Certificate.KISAIJIKO: {"household": (Only.ALL,)},
    Certificate.INKAN: {"household": (Only.ALL,), "seal": (Only.ALL,)},
    Certificate.KOSEKI_ZENBU: {"koseki": _FAMILY},
    Certificate.KOSEKI_KOJIN: {"koseki": _FAMILY},
    Certificate.FUHYO: {"fuhyo": _FAMILY},
    Certificate.GENPYO: {"alien": (Only.ALL,)},
    Certificate.KAZEI: {"household": (Only.ALL,), "tax": (Only.ALL, Only.LATEST_YEAR)},
    Certificate.JOSEKI: {"koseki": (Only.ALL,)},
    Certificate.KAISEIGEN: {"koseki": (Only.ALL,)},
    Certificate.JOFUHYO: {"fuhyo": (Only.ALL,)},
    Certificate.JOHYO: {"removed_resident": (Only.ALL,)},
    Certificate.JURI: {"koseki": (Only.ALL,)},
    Certificate.JURI_JOSHITSU: {"koseki": (Only.ALL,)},
    Certificate.MIBUN: {"koseki": _FAMILY, "status_notice": (Only.ALL,)},
}
"""Certificate → tables whose rows it is made of, and how much of each is enough."""


def catalogue(tables: Tables, office: Office, channel: str, day: date) -> tuple[Listed, ...]:
    """Every kind of certificate that the city has or had, offered or with the reason why not."""
    held = tables.shares(office, channel, day)
    return tuple(
        _listed(_Offers(kind.code, tables.offers, day), office.kind, channel, held) for kind in tables.certificates
    )


def check_held(tables: Tables, office: Office, channel: str, certificate: Certificate, day: date) -> None:
    """Raise NotOffered unless all registers that it rests on are held there: what is not here is not "none"."""
    if not _is_held(certificate, tables.shares(office, channel, day)):
        raise NotOffered(what=certificate.value, day=day.isoformat())


class _Offers:
    """The rows of the catalogue for one certificate, those of the day apart."""

    def __init__(self, code: str, offers: Iterable[Offer], day: date) -> None:
        self.code = code
        self.day = day
        self.ever = [offer for offer in offers if offer.certificate == code]
        self.today = [offer for offer in self.ever if offer.validity.holds(day)]

    def office_kinds(self, channel: str) -> tuple[str, ...]:
        """That issue it today through the channel."""
        return tuple(dict.fromkeys(offer.office_kind for offer in self.today if offer.channel == channel))

    def channels(self, office_kind: str) -> tuple[str, ...]:
        """Of that kind of office, which issue it today."""
        return tuple(dict.fromkeys(offer.channel for offer in self.today if offer.office_kind == office_kind))

    def at(self, office_kind: str, channel: str) -> list[Offer]:
        """There, on whatever day; where nobody issues it today, anywhere."""
        there = [offer for offer in self.ever if (offer.office_kind, offer.channel) == (office_kind, channel)]
        return there or ([] if self.today else self.ever)


def _listed(offers: _Offers, office_kind: str, channel: str, held: Mapping[str, Share]) -> Listed:
    channels = offers.channels(office_kind)
    listed = Listed(offers.code, None, offers.office_kinds(channel), channels)
    if listed.certificate is None:
        return replace(listed, why=Unoffered.NOT_MADE)
    if channel in channels:
        return listed if _is_held(listed.certificate, held) else replace(listed, why=Unoffered.REGISTER_NOT_HELD)
    there = offers.at(office_kind, channel)
    coming = [offer.validity.first for offer in there if offer.validity.first > offers.day]
    if coming:
        return replace(listed, why=Unoffered.NOT_YET, day=min(coming))
    if there:
        return replace(listed, why=Unoffered.ENDED, day=max(offer.validity.last for offer in there))
    return replace(listed, why=Unoffered.OTHER_CHANNEL if channels else Unoffered.OTHER_OFFICE)


def _is_held(certificate: Certificate, held: Mapping[str, Share]) -> bool:
    return all(table in held and held[table].only in enough for table, enough in _RESTS_ON[certificate].items())
