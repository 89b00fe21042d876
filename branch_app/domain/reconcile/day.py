"""突合: central folds the log it witnessed and compares with what the branch claimed at its close.

Nothing here trusts a sum that a device sent: fees come from central's own tables, cash, sheets and numbers from the
fold. A difference is a finding with the entries that show it, never an exception.

Whoever compares continuously goes on from the morning of the last day (``Compared.resume``): a day is looked at
as a whole each time, and what an entry shows by itself is found before anything is closed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain

from branch_app.domain.deciders import day
from branch_app.domain.deciders.counter import Counter, Folding, fold
from branch_app.domain.deciders.issuance import reopening
from branch_app.domain.errors import MadoguchiError
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.reconcile.builds import day_of
from branch_app.domain.reconcile.finding import Finding, FindingCode
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.rules.policies import Policies

CHANNEL = "counter"
_Fees = Callable[[events.QuoteLine, date], int | None]
"""What a copy costs on that day; None when nobody knows such a certificate."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A closed day as both sides see it, in yen; the branch's net takings against central's own."""

    business_date: str
    branch_yen: int
    central_yen: int
    findings: tuple[Finding, ...]

    @property
    def difference_yen(self) -> int:
        """Branch minus central."""
        return self.branch_yen - self.central_yen


@dataclass(frozen=True, slots=True)
class Compared:
    """Closed days, oldest first; findings of what is not closed yet; the state from which the next look goes on.

    ``state`` is as of the last entry that could be folded.
    """

    days: tuple[Reconciliation, ...]
    open: tuple[Finding, ...]
    resume: Counter
    state: Counter


def reconcile(entries: Sequence[Entry], policies: Policies) -> tuple[Reconciliation, ...]:
    """Every closed day in the log, oldest first; what lies between two days belongs to the later one.

    A supplementary close (補正締め) takes the place of the close before, whose findings stay.

    Nothing after an entry that breaks a rule can be believed: it ends the list, as a finding of its day.
    """
    return compare(entries, policies, Counter(), lambda: ()).days


def compare(
    entries: Sequence[Entry], policies: Policies, start: Counter, before: Callable[[], Iterable[Entry]]
) -> Compared:
    """The same for the entries behind ``start``; ``before`` gives those that were folded into it."""
    folding, resume = Folding(start), start
    began = after_close = 0
    days: list[Reconciliation] = []

    def ended(state: Counter, stop: int) -> Compared:
        rest = entries[began if state.day.open and state.day.supplement else after_close : stop]
        told = tuple(_check_entries(rest, policies, _fees(state, policies)))
        return Compared(tuple(days), told, resume, state)

    for position, entry in enumerate(entries):
        match entry.event:
            case events.DayOpened():
                resume = folding.state()
            case events.DayClosed() as claims:
                state = folding.state()
                began = began if state.day.supplement else after_close
                closed = _day(state, entry, claims, entries[began:position], policies)
                told = tuple(_check_reopened(before, entries[:position], began))
                days = _with(days, replace(closed, findings=(*closed.findings, *told)))
                after_close = position + 1
        try:
            folding.add(entry)
        except MadoguchiError as error:
            state = fold(entries[:position], start)
            illegal = Finding(FindingCode.ILLEGAL_ENTRY, (entry.seq,), str(error), f"entry {entry.seq}")
            days = _broken(days, state, illegal)
            return ended(state, position)
    return ended(folding.state(), len(entries))


def _day(
    state: Counter, entry: Entry, claims: events.DayClosed, today: Sequence[Entry], policies: Policies
) -> Reconciliation:
    fees = _fees(state, policies)
    return Reconciliation(
        state.day.business_date,
        branch_yen=claims.charged_yen - claims.refunded_yen,
        central_yen=_charged_by_our_tables(state, today, fees) - state.drawer.refunded_yen,
        findings=(
            *_check_close(state, entry, claims),
            *_check_entries(today, policies, fees),
        ),
    )


def _with(days: list[Reconciliation], closed: Reconciliation) -> list[Reconciliation]:
    if not days or days[-1].business_date != closed.business_date:
        return [*days, closed]
    findings = tuple(dict.fromkeys((*days[-1].findings, *closed.findings)))
    return [*days[:-1], replace(closed, findings=findings)]


def _broken(days: Sequence[Reconciliation], state: Counter, finding: Finding) -> list[Reconciliation]:
    if days and days[-1].business_date == state.day.business_date:
        return [*days[:-1], replace(days[-1], findings=(*days[-1].findings, finding))]
    return [*days, Reconciliation(state.day.business_date, 0, 0, (finding,))]


def _check_close(state: Counter, entry: Entry, claims: events.DayClosed) -> Iterator[Finding]:
    ours = day.claims(state.day, state.issuance, state.drawer, state.sheets, claims.second)
    for name in claims.__dataclass_fields__:
        said, folded = getattr(claims, name), getattr(ours, name)
        if said != folded:
            about = f"{ours.business_date} {name}"
            yield Finding(FindingCode.CLOSE_DIFFERS, (entry.seq,), f"{name}: {said} / {folded}", about)
    if state.drawer.counted_yen != state.drawer.expected_yen:
        figures = f"{state.drawer.counted_yen} / {state.drawer.expected_yen}"
        yield Finding(FindingCode.CASH_DIFFERS, (entry.seq,), figures, ours.business_date)
    for stock in state.sheets.stocks.values():
        out = stock.issued + stock.spoilt + stock.lost + stock.rest + state.sheets.in_hand(stock.name)
        if stock.received + stock.returned != out:
            about = f"{ours.business_date} {stock.name}"
            yield Finding(FindingCode.SHEETS_DIFFER, (entry.seq,), f"{stock.name}: {stock.received} / {out}", about)


def _check_entries(today: Sequence[Entry], policies: Policies, fees: _Fees) -> Iterator[Finding]:
    """What entries show by themselves, whether their day is closed or not."""
    yield from _check_fees(today, fees)
    yield from _check_versions(today, policies)


def _check_fees(today: Sequence[Entry], fees: _Fees) -> Iterator[Finding]:
    for entry, line in _lines(today):
        due = fees(line, day_of(entry))
        if due != line.unit_fee_yen:
            about = f"entry {entry.seq} {line.item}"
            yield Finding(FindingCode.FEE_DIFFERS, (entry.seq,), f"{line.unit_fee_yen} / {due}", about)


def _check_reopened(
    earlier: Callable[[], Iterable[Entry]], entries: Sequence[Entry], start: int
) -> Iterator[Finding]:
    """What a branch says of a forgotten copy, against what it said when the paper was handed over."""
    for position, entry in enumerate(entries[start:], start=start):
        match entry.event:
            case events.JobReopened() as claimed:
                before = (other.event for other in chain(earlier(), entries[:position]))
                try:
                    told = reopening.reopened(before, claimed.application, claimed.job)
                except MadoguchiError:
                    told = None
                if told != claimed:
                    yield Finding(FindingCode.REOPENED_DIFFERS, (entry.seq,), claimed.number, claimed.number)


def _check_versions(today: Sequence[Entry], policies: Policies) -> Iterator[Finding]:
    """Each entry against what was in force on its own day: a day that is closed after midnight has two."""
    lagging: dict[str, list[int]] = {}
    in_force: dict[date, str] = {}
    for entry in today:
        on = day_of(entry)
        label = in_force.get(on) or in_force.setdefault(on, policies.label_on(on))
        if entry.stamp.tables != label:
            lagging.setdefault(label, []).append(entry.seq)
    for label, entries in lagging.items():
        yield Finding(FindingCode.TABLES_LAG, tuple(entries), label, f"entry {entries[0]}")


def _charged_by_our_tables(state: Counter, today: Sequence[Entry], fees: _Fees) -> int:
    """Fees due for every quote that was paid."""
    paid = {entry.event.application for entry in today if isinstance(entry.event, events.ApplicationCharged)}
    return sum(
        (fees(line, day_of(entry)) or 0) * line.copies
        for entry, line in _lines(today)
        if state.issuance.item(line.item).application in paid and not line.exempt
    )


def _lines(today: Sequence[Entry]) -> Iterator[tuple[Entry, events.QuoteLine]]:
    for entry in today:
        if isinstance(entry.event, events.ApplicationQuoted):
            yield from ((entry, line) for line in entry.event.lines)


def _fees(state: Counter, policies: Policies) -> _Fees:
    """By our tables at that office; each certificate is looked up once a day."""
    office = state.enrolled.office if state.enrolled else ""

    @cache
    def fee(certificate: str, on: date) -> int:
        return policies.on(on).fee(Certificate(certificate), CHANNEL, on, office)

    def due(line: events.QuoteLine, on: date) -> int | None:
        try:
            return fee(state.issuance.item(line.item).certificate, on)
        except (MadoguchiError, ValueError):
            return None

    return due
