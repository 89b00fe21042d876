"""改ざん防止用紙: every sheet that came in is issued, spoilt, lost, in hand, or still there.

received + returned = issued + spoilt + lost + in hand + rest, at every moment. *Returned* is a paper that a citizen
brought back after it was issued: it comes in a second time, and leaves as spoilt. Sheets reserved for a print may
go back to the tray they came from, so until that print has ended nothing else leaves the tray.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from branch_app.domain.errors import BadInput, OutOfOrder, PrinterBusy
from branch_app.domain.log import events
from branch_app.domain.values.changed import changed
from branch_app.domain.values.identifiers import Commitment, JobId, Pseudonym, SheetNumber
from branch_app.domain.values.reasons import PaperReason, SheetOutcome


@dataclass(frozen=True, slots=True)
class Held:
    """Sheets of one job outside the tray; ``printed`` once paper is known to have come out."""

    stock: str
    sheets: tuple[SheetNumber, ...]
    printed: bool


@dataclass(frozen=True, slots=True)
class Stock:
    """One kind of paper in one tray; ``next_number`` is what the top sheet shows, ``runs`` what ever came in.

    ``seen`` is what a person read or counted instead, until that is explained: a number, or a count of sheets.
    """

    name: str
    numbered: bool
    next_number: int
    received: int = 0
    returned: int = 0
    issued: int = 0
    spoilt: int = 0
    lost: int = 0
    rest: int = 0
    runs: tuple[range, ...] = ()
    seen: int | None = None

    @property
    def expected(self) -> int:
        """What a person should see: the number on top, or how many sheets lie there."""
        return self.next_number if self.numbered else self.rest

    @property
    def missing(self) -> int:
        """Sheets that are not there, negative when there are too many; 0 while nothing differs."""
        if self.seen is None:
            return 0
        return self.seen - self.expected if self.numbered else self.expected - self.seen


@dataclass(frozen=True, slots=True)
class Sheets:
    """Stocks, and what each job holds."""

    stocks: Mapping[str, Stock] = field(default_factory=dict)
    held: Mapping[JobId, Held] = field(default_factory=dict)

    def stock(self, name: str) -> Stock:
        """Raises BadInput when none of that name came in."""
        try:
            return self.stocks[name]
        except KeyError as error:
            raise BadInput(at="stock") from error

    def in_hand(self, name: str) -> int:
        """Sheets of that stock between tray and citizen."""
        return sum(len(held.sheets) for held in self.held.values() if held.stock == name)

    def printing(self, name: str) -> bool:
        """Whether sheets of that stock are reserved for a print that has not ended."""
        return any(held.stock == name and not held.printed for held in self.held.values())


def sheet_number(stock: str, number: int) -> SheetNumber:
    """``security-000123``."""
    return SheetNumber(f"{stock}-{number:06d}")


def next_sheets(state: Sheets, stock: str, count: int) -> tuple[SheetNumber, ...]:
    """The sheets a print of ``count`` sheets would take.

    Raises:
        OutOfOrder: not enough paper, or a difference is not explained.
        PrinterBusy: the sheets of a print that has not ended may come back to the tray.
    """
    tray = state.stock(stock)
    if state.printing(stock):
        raise PrinterBusy
    _expect_no_gap(tray)
    if not 1 <= count <= tray.rest:
        raise OutOfOrder(now=f"{tray.rest} sheets", then=f"{count} sheets")
    return _run(tray, count)


def receive(state: Sheets, stock: str, first: int, count: int, *, numbered: bool) -> tuple[events.Event, ...]:
    """Paper came in; it must follow on what lies there, and no numbered sheet comes in twice."""
    received = events.StockReceived(stock, numbered, first, count)
    _check_received(state, received)
    return (received,)


def confirm_next(state: Sheets, stock: str, seen: int) -> tuple[events.Event, ...]:
    """A person read the top sheet, after loading and after every jam.

    Raises:
        OutOfOrder: the tray shows another number than the log expects; explain the gap first.
    """
    confirmed = events.NextSheetConfirmed(stock, seen)
    _check_confirmed(state, confirmed)
    return (confirmed,)


def count(state: Sheets, stock: str, seen: int) -> tuple[events.Event, ...]:
    """Paper without numbers was counted.

    Raises:
        OutOfOrder: other than the log says; write that down with ``differs``, then explain it.
        BadInput: numbered paper, whose top number is read instead.
    """
    counted = events.StockCounted(stock, seen)
    _check_counted(state, counted)
    return (counted,)


def differs(state: Sheets, stock: str, seen: int) -> tuple[events.Event, ...]:
    """The top sheet, or the count, is another than the log expects: nothing leaves that tray until it is explained.

    Raises:
        PrinterBusy: sheets of a print that has not ended may come back.
        BadInput: no difference, or more missing than lay there.
    """
    noticed = events.StockDiffers(stock, state.stock(stock).expected, seen)
    _check_differs(state, noticed)
    return (noticed,)


def explain(
    state: Sheets,
    stock: str,
    sheets: int,
    outcome: SheetOutcome,
    reason: PaperReason,
    second: Pseudonym,
    note: Commitment | None = None,
) -> tuple[events.Event, ...]:
    """What became of that many of the missing sheets, from the top; 0 for sheets that were found again.

    Raises:
        BadInput: no difference is open, or more sheets than are missing.
    """
    tray = state.stock(stock)
    run = _surplus(tray) if _brings_in(tray, outcome) else _run(tray, sheets)
    explained = events.StockExplained(stock, run, outcome, reason, second, note)
    _check_explained(state, explained)
    return (explained,)


def spoil(state: Sheets, stock: str, count: int, reason: PaperReason) -> tuple[events.Event, ...]:
    """Sheets spoilt outside any job."""
    return (events.SheetsSpoilt(stock, next_sheets(state, stock, count), reason),)


def evolve(state: Sheets, event: events.Event) -> Sheets:
    """The sheets after the event.

    Raises:
        OutOfOrder, PrinterBusy, BadInput: other sheets than lie there.
    """
    match event:
        case events.StockReceived():
            return _received(state, event)
        case events.NextSheetConfirmed():
            _check_confirmed(state, event)
            return _with(state, changed(state.stock(event.stock), seen=None))
        case events.StockCounted():
            _check_counted(state, event)
            return _with(state, changed(state.stock(event.stock), seen=None))
        case events.StockDiffers():
            _check_differs(state, event)
            return _with(state, changed(state.stock(event.stock), seen=event.seen))
        case events.StockExplained():
            return _explained(state, event)
        case events.SheetsSpoilt():
            tray = _take_from_top(state, event.stock, event.sheets)
            return _with(state, changed(tray, spoilt=tray.spoilt + len(event.sheets)))
        case events.JobReserved():
            return _reserved(state, event)
        case events.JobPrinted():
            return _printed(state, event)
        case events.JobNotPrinted():
            return _put_back(state, event.job)
        case events.JobLost():
            return _leave(state, event.job, "lost")
        case events.JobSpoilt():
            return _leave(state, event.job, "spoilt")
        case events.JobDelivered():
            return _leave(state, event.job, "issued")
        case events.JobReturned():
            return _came_back(state, event)
        case events.JobVoided() if event.job in state.held:
            printed = state.held[event.job].printed
            return _leave(state, event.job, "spoilt") if printed else _put_back(state, event.job)
        case _:
            return state


def _with(state: Sheets, tray: Stock, held: Mapping[JobId, Held] | None = None) -> Sheets:
    """``held`` where it is another than before."""
    return Sheets({**state.stocks, tray.name: tray}, state.held if held is None else held)


def _check_received(state: Sheets, event: events.StockReceived) -> None:
    if event.count < 1 or event.first < 0:
        raise BadInput(at="count")
    known = state.stocks.get(event.stock)
    if known is None:
        return
    _expect_no_gap(known)
    follows = event.first == known.next_number + known.rest
    if known.numbered is not event.numbered or ((known.rest or state.printing(event.stock)) and not follows):
        raise BadInput(at="first")
    last = event.first + event.count - 1
    if event.numbered and any(event.first < run.stop and run.start <= last for run in known.runs):
        raise BadInput(at="first")


def _check_confirmed(state: Sheets, event: events.NextSheetConfirmed) -> None:
    tray = state.stock(event.stock)
    if event.next_number != tray.next_number:
        raise OutOfOrder(now=f"next {tray.next_number}", then=f"next {event.next_number}")


def _expect_no_gap(tray: Stock) -> None:
    if tray.seen is not None:
        raise OutOfOrder(now=f"next {tray.seen}", then=f"next {tray.expected}")


def _check_counted(state: Sheets, event: events.StockCounted) -> None:
    tray = state.stock(event.stock)
    if tray.numbered:
        raise BadInput(at="stock")
    if event.count != tray.rest:
        raise OutOfOrder(now=f"{tray.rest} sheets", then=f"{event.count} sheets")


def _check_differs(state: Sheets, event: events.StockDiffers) -> None:
    tray = state.stock(event.stock)
    if state.printing(event.stock):
        raise PrinterBusy
    missing = changed(tray, seen=event.seen).missing
    if event.expected != tray.expected or event.seen < 0 or not missing or missing > tray.rest:
        raise BadInput(at="seen")


def _brings_in(tray: Stock, outcome: SheetOutcome) -> bool:
    """A pack of paper without numbers held more than it said."""
    return outcome is SheetOutcome.FOUND and not tray.numbered and tray.missing < 0


def _surplus(tray: Stock) -> tuple[SheetNumber, ...]:
    first = tray.next_number + tray.rest
    return tuple(sheet_number(tray.name, number) for number in range(first, first - tray.missing))


def _check_explained(state: Sheets, event: events.StockExplained) -> None:
    """Lost and spoilt ones leave from the top; found ones lie there again, or a pack held more than it said."""
    tray = state.stock(event.stock)
    if tray.seen is None:
        raise BadInput(at="stock")
    if event.outcome is SheetOutcome.FOUND:
        fits = event.sheets == (_surplus(tray) if _brings_in(tray, event.outcome) else ())
    else:
        fits = 0 < len(event.sheets) <= tray.missing and event.sheets == _run(tray, len(event.sheets))
    if not fits:
        raise BadInput(at="sheets")


def _explained(state: Sheets, event: events.StockExplained) -> Sheets:
    _check_explained(state, event)
    tray, number = state.stock(event.stock), len(event.sheets)
    if event.outcome is SheetOutcome.FOUND:
        return _with(state, changed(tray, received=tray.received + number, rest=tray.rest + number, seen=None))
    column = event.outcome.value
    tray = _take(changed(tray, **{column: getattr(tray, column) + number}), number)
    return _with(state, tray if tray.missing else changed(tray, seen=None))


def _received(state: Sheets, event: events.StockReceived) -> Sheets:
    _check_received(state, event)
    tray = state.stocks.get(event.stock) or Stock(event.stock, event.numbered, event.first)
    next_number = tray.next_number if tray.rest else event.first
    received, rest = tray.received + event.count, tray.rest + event.count
    runs = (*tray.runs, range(event.first, event.first + event.count))
    return _with(state, changed(tray, next_number=next_number, received=received, rest=rest, runs=runs))


def _take(tray: Stock, count: int) -> Stock:
    if count > tray.rest:
        raise OutOfOrder(now=f"{tray.rest} sheets", then=f"{count} sheets")
    return changed(tray, rest=tray.rest - count, next_number=tray.next_number + count)


def _take_from_top(state: Sheets, stock: str, sheets: Sequence[SheetNumber]) -> Stock:
    if tuple(sheets) != next_sheets(state, stock, len(sheets)):
        raise OutOfOrder(now=f"next {state.stock(stock).next_number}", then="other sheets")
    return _take(state.stock(stock), len(sheets))


def _reserved(state: Sheets, event: events.JobReserved) -> Sheets:
    held = {**state.held, event.job: Held(event.stock, event.sheets, printed=False)}
    return _with(state, _take_from_top(state, event.stock, event.sheets), held)


def _printed(state: Sheets, event: events.JobPrinted) -> Sheets:
    """A printer may use other than the reserved number of sheets: the difference goes back or is taken too."""
    held = state.held[event.job]
    more = len(event.sheets) - len(held.sheets)
    tray = state.stock(held.stock)
    if not event.sheets or event.sheets != (*held.sheets, *_run(tray, more))[: len(event.sheets)]:
        raise OutOfOrder(now="reserved sheets", then="other sheets")
    tray = _take(tray, more) if more > 0 else _give(tray, -more)
    return _with(state, tray, {**state.held, event.job: Held(held.stock, event.sheets, printed=True)})


def _run(tray: Stock, count: int) -> tuple[SheetNumber, ...]:
    return tuple(sheet_number(tray.name, tray.next_number + index) for index in range(count))


def _give(tray: Stock, count: int) -> Stock:
    return changed(tray, rest=tray.rest + count, next_number=tray.next_number - count)


def _put_back(state: Sheets, job: JobId) -> Sheets:
    held = state.held[job]
    return _with(state, _give(state.stock(held.stock), len(held.sheets)), _without(state.held, job))


def _leave(state: Sheets, job: JobId, column: str) -> Sheets:
    held = state.held[job]
    tray = state.stock(held.stock)
    tray = changed(tray, **{column: getattr(tray, column) + len(held.sheets)})
    return _with(state, tray, _without(state.held, job))


def _came_back(state: Sheets, event: events.JobReturned) -> Sheets:
    """Weeks later, too: the sheets name the stock they came from."""
    stocks = {sheet.rpartition("-")[0] for sheet in event.sheets}
    if len(stocks) != 1:
        raise BadInput(at="sheets")
    held = Held(stocks.pop(), event.sheets, printed=True)
    tray = state.stock(held.stock)
    tray = changed(tray, returned=tray.returned + len(held.sheets))
    return _with(state, tray, {**state.held, event.job: held})


def _without(held: Mapping[JobId, Held], job: JobId) -> dict[JobId, Held]:
    return {key: value for key, value in held.items() if key != job}
