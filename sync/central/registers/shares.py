"""必要最小限 at head office: what of the registers a device may get, by kind of office and channel."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from branch_app.domain.errors import BadInput, CentralRefused, NotOffered
from branch_app.domain.records.register_tables import SCHEMA
from branch_app.domain.rules.replica import Only, Share
from branch_app.domain.rules.tables import Tables
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.policies import policies
from sync.wire.lines import bare_line, from_line, to_line

_COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class Shares:
    """What one kind of replica holds: table → share."""

    of: Mapping[str, Share]

    @property
    def text(self) -> str:
        """The same for all offices that get the same."""
        return "|".join(share.text for share in self.of.values())


def shares_for(central: HeadOffice, log: DeviceLog) -> Shares:
    """What that device may hold today.

    Raises:
        CentralRefused: 403, its office is none today, it is a terminal that does not stand there today, or nothing
            may be copied to it.
    """
    day = central.clock().date()
    tables = policies(central).on(day)
    try:
        office = tables.office(log.office, day)
    except NotOffered as error:
        raise CentralRefused(status=403, reason="no office") from error
    if not tables.may_stand(log.device, log.office, day):
        # It would count as a counter else, and get what nobody may hold who is not watched.
        raise CentralRefused(status=403, reason="not standing")
    shares = Shares(tables.shares(office, _channel(tables, log.device, day), day))
    if not shares.of:
        raise CentralRefused(status=403, reason="no share")
    return shares


def shares_soon(central: HeadOffice) -> tuple[Shares, ...]:
    """All kinds of replica that there may be today or tomorrow, each once."""
    held, today = policies(central), central.clock().date()
    days = (today, today + timedelta(days=1))
    made = (shares for day in days for shares in _shares_on(held.on(day), day))
    return tuple({shares.text: shares for shares in made if shares.of}.values())


def check_schema(schema: int) -> None:
    """Raise CentralRefused, 409, unless the device's tables and columns are central's."""
    if schema != SCHEMA:
        raise CentralRefused(status=409, reason="schema older" if schema < SCHEMA else "schema newer")


def check_share(shares: Shares, text: str) -> None:
    """Raise CentralRefused, 409, unless that is what the device may hold today."""
    if shares.text != text:
        raise CentralRefused(status=409, reason="share")


def cut_line(share: Share, key: str, line: bytes) -> bytes | None:
    """The row as that share has it, or None when it has it not. What cannot be read is given as its key alone."""
    if share.only is Only.ALL and not share.without:
        return line
    try:
        cut = share.cut(from_line(share.table, line))
    except BadInput:
        return bare_line(key)
    if cut is None:
        return None
    return to_line(cut) if share.without else line


def cut_lines(share: Share, lines: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Those rows that the share has, as it has them."""
    for key, line in lines:
        cut = cut_line(share, key, line)
        if cut is not None:
            yield key, cut


def _shares_on(tables: Tables, day: date) -> Iterator[Shares]:
    channels = sorted({row.channel for row in tables.replica})
    for office in tables.offices:
        if office.validity.holds(day):
            yield from (Shares(tables.shares(office, channel, day)) for channel in channels)


def _channel(tables: Tables, device: str, day: date) -> str:
    """A terminal stands in the table of devices; whatever else was enrolled is a counter."""
    standing = (row.channel for row in tables.devices if row.code == device and row.validity.holds(day))
    return next(standing, _COUNTER)
