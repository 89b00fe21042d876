"""A log that nobody honest wrote: any event after any prefix is folded or refused, and never breaks the machine."""

import dataclasses
from collections.abc import Callable, Iterator
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st

from branch_app.domain.deciders.counter import evolve
from branch_app.domain.deciders.states import JobState
from branch_app.domain.errors import MadoguchiError
from branch_app.domain.log import events
from branch_app.domain.log.entry import Entry
from branch_app.domain.reconcile.day import reconcile
from tests.fakes.anything import anything
from tests.fakes.bookkeeping import Books
from tests.fakes.played_log import CLERK, MORNING, PAPER, SUPERVISOR, TABLES
from tests.fakes.tables import always, tables
from tests.fakes.till import Till, Wished

NOTHING_OFFERED = always(tables(TABLES))
KINDS = st.sampled_from(sorted(events.KINDS.values(), key=lambda kind: kind.kind))


@cache
def played() -> Till:
    """A day with a copy in every state and forms at every stage."""
    till = Till.opened(paper=40)
    till.accept()
    till.identified()
    till.prepared(Wished(copies=2))
    till.quoted(Wished(copies=2))
    till.authorise(till.request(till.identified(), Wished())[0])
    till.request(till.identified(), Wished())
    for state in JobState:
        if state is not JobState.UNKNOWN:
            job = till.in_state(state)
            if state in {JobState.RESERVED, JobState.SPOOLED}:
                till.in_doubt(job)
                till.nothing_came(job)
    till.in_state(JobState.UNKNOWN)
    till.receipt(till.paid()[0])
    till.pay_by_terminal(till.quoted()[0])
    till.pay_in(1_000)
    till.pay_out(500)
    till.inspect()
    till.pass_on()
    return till


def _pool(wanted: Callable[[Any], bool], *more: object) -> list[Any]:
    """Values that stand in the log, and a few that do not."""
    found = [value for entry in played().entries for value in _leaves(entry.event) if wanted(value)]
    return [*dict.fromkeys([*found, *more])]


def _leaves(value: object) -> list[Any]:
    if dataclasses.is_dataclass(value):
        return [leaf for name in value.__dataclass_fields__ for leaf in _leaves(getattr(value, name))]
    if isinstance(value, tuple):
        return [leaf for item in value for leaf in _leaves(item)]
    return [value]


@cache
def _strategy(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type form is any object
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return st.one_of([_strategy(option) for option in get_args(hint)])
    if origin is tuple:
        return st.lists(_strategy(get_args(hint)[0]), max_size=3).map(tuple)
    if dataclasses.is_dataclass(hint):
        return _event(hint)
    hint = getattr(hint, "__supertype__", hint)
    if hint is str:
        return st.sampled_from(_pool(lambda value: isinstance(value, str), "", "stranger", PAPER))
    if hint is int:
        return st.sampled_from([-1, 0, 1, 2, 3, 10, 300, 600, 10_000, 41, played().state.issuance.next_running])
    return anything(hint)


@cache
def _event(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401
    hints = get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    return st.builds(kind, **{name: _field(name, hints[name]) for name in names})


def _field(name: str, hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401
    """Mostly what that field held somewhere in the log."""
    seen = _seen(name)
    if name in {"application", "item", "job"}:
        return st.sampled_from(seen)
    return st.one_of(st.sampled_from(seen), _strategy(hint)) if seen else _strategy(hint)


@cache
def _seen(name: str) -> list[Any]:
    """What a field of that name held anywhere in the log."""
    happened = [entry.event for entry in played().entries]
    return [*dict.fromkeys(getattr(event, name) for event in happened if name in event.__dataclass_fields__)]


@st.composite
def _lies(draw: st.DrawFn) -> events.Event:
    """An event that did happen, with one field changed: a fee, a sheet, a copy, an attempt, a second person."""
    event = draw(st.sampled_from([entry.event for entry in played().entries]))
    hints = get_type_hints(type(event))
    names = [field.name for field in dataclasses.fields(event)]
    if not names:
        return event
    name = draw(st.sampled_from(names))
    return dataclasses.replace(event, **{name: draw(_field(name, hints[name]))})


EVENTS = st.one_of(_lies(), KINDS.flatmap(_event))


@settings(max_examples=200)
@given(st.data())
def test_any_event_is_folded_in_balance_or_refused(data: st.DataObject) -> None:
    """After any prefix an event is refused by an error of the tree, or leaves cash, sheets, numbers in balance."""
    entries = played().entries
    length = data.draw(st.integers(0, len(entries)).map(lambda back: len(entries) - back))
    state = _states()[length]
    books = Books().read(entries[:length])
    for _ in range(6):
        event = data.draw(EVENTS)
        try:
            state = evolve(state, _entry(event, state.size, data))
        except MadoguchiError:
            continue
        books.book(event)
        books.agree(state)


def test_no_single_lie_tips_the_books() -> None:
    """Every field of every entry changed to every value it has elsewhere: refused, or still in balance."""
    for position, entry in enumerate(played().entries):
        for lie in _lies_about(entry.event):
            try:
                state = evolve(_states()[position], _told(lie, position))
            except MadoguchiError:
                continue
            books = Books().read(played().entries[:position])
            books.book(lie)
            books.agree(state)


def _lies_about(event: events.Event) -> Iterator[events.Event]:
    for field in dataclasses.fields(event):
        told = getattr(event, field.name)
        for value in _seen(field.name):
            if value != told:
                yield dataclasses.replace(event, **{field.name: value})


def _told(event: events.Event, seq: int) -> Entry:
    return Till(now=MORNING).entry(event, seq)


@settings(max_examples=60)
@given(st.data())
def test_reconciling_never_raises(data: st.DataObject) -> None:
    """Head office answers every log with findings: a dishonest entry never stops the comparison of the others."""
    entries = list(played().entries)
    for _ in range(2):
        position = data.draw(st.integers(0, len(entries)))
        event = data.draw(EVENTS)
        entries.insert(position, _entry(event, position, data))
        entries = [dataclasses.replace(entry, seq=seq) for seq, entry in enumerate(entries)]
    assert isinstance(reconcile(entries, NOTHING_OFFERED), tuple)


@cache
def _states() -> list[Any]:
    """The fold after every prefix."""
    till = Till()
    states = [till.state]
    for entry in played().entries:
        states.append(evolve(states[-1], entry))
    return states


def _entry(event: events.Event, seq: int, data: st.DataObject) -> Entry:
    till = Till(now=MORNING)
    return till.entry(event, seq, data.draw(st.sampled_from([CLERK, SUPERVISOR])))
