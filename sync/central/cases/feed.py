"""Cases go down to the office that they are about, in small pieces that go on where the last one ended."""

from branch_app.domain.records.case import NO_CASES, CaseNews, CasePoint, CaseState
from branch_app.domain.values.codec import encode
from branch_app.domain.values.identifiers import RequestId
from sync.central.cases import store
from sync.central.cases.city import note_contact
from sync.central.cases.compare import compare_log
from sync.central.cases.models import CaseFile, ComparedLog
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.trust.devices import heard
from sync.central.trust.terms import receiver
from sync.wire.case_messages import CasesAnswer, CasesRequest
from sync.wire.compression import compress
from sync.wire.envelope import Envelope
from sync.wire.sealing import purpose, seal
from sync.wire.strict import dump

PIECE = 100
"""Cases of one answer."""
AT_ONCE = 5_000
"""Entries that are compared while a device waits: some two seconds. More are left to whoever compares the city."""


def feed(central: HeadOffice, envelope: Envelope) -> CasesAnswer:
    """What changed in the cases of the office, sealed to the device that asks; its own entries are compared first.

    Raises:
        EnvelopeNotTrusted, BadInput: not a question of a known device.
    """
    request, log = heard(CasesRequest, envelope)
    compared_first(central, log)
    return sealed_news(central, log, request.request, CasePoint(request.since, request.mark))[0]


def compared_first(central: HeadOffice, log: DeviceLog) -> None:
    """Whoever asks has spoken, and hears of what it has just sent."""
    note_contact(central, log)
    if _behind(log) <= AT_ONCE:
        compare_log(central, log.id)


def sealed_news(
    central: HeadOffice, log: DeviceLog, request: RequestId, held: CasePoint
) -> tuple[CasesAnswer, CaseNews]:
    """The next piece as that device reads it, and as it is."""
    told = news(central, log.office, held)
    info = purpose("cases", log.device, log.epoch)
    sealed = seal(compress(dump(encode(told))), receiver(central, log), info)
    return CasesAnswer(request, sealed), told


def news(central: HeadOffice, office: str, held: CasePoint) -> CaseNews:
    """What changed after ``held``; everything that is not closed where our history is another one."""
    as_of, end = central.clock(), store.newest_point()
    ours = held == NO_CASES or store.point_at(held.version) == held
    since = held.version if ours else 0
    where = (CaseFile.office == office) & (CaseFile.version > since) & (CaseFile.version <= end.version)
    if not since:
        where &= CaseFile.state != CaseState.CLOSED.value
    found = tuple(store.cases_where(where, PIECE + 1))
    cases = found[:PIECE]
    more = len(found) > PIECE
    return CaseNews(since, store.point_at(cases[-1].version) if more else end, as_of, cases, more)


def _behind(log: DeviceLog) -> int:
    kept = ComparedLog.get_or_none(ComparedLog.log == log)
    return int(log.size - (kept.size if kept else 0))
