"""Decide from 受付 to 手数料: state and wish in, events out, or a domain error. Nothing here changes anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from branch_app.domain.deciders.issuance.guards import check, quoted_total
from branch_app.domain.deciders.issuance.state import Issuance
from branch_app.domain.deciders.states import (
    APPLICATION_TABLE,
    ITEM_TABLE,
    ApplicationState,
    ItemState,
    JobState,
    step,
)
from branch_app.domain.deciders.two_persons import Actors, two_persons
from branch_app.domain.errors import AmountWrong, BadInput, OutOfOrder
from branch_app.domain.log import events
from branch_app.domain.values.identifiers import (
    ApplicationId,
    Commitment,
    IssueNumber,
    ItemId,
    JobId,
    Pseudonym,
)
from branch_app.domain.values.money import Yen, change_due, yen
from branch_app.domain.values.origin import Origin
from branch_app.domain.values.payment import Payment


@dataclass(frozen=True, slots=True)
class PreparedCopy:
    """One rendered copy waiting for its number to be recorded."""

    job: JobId
    number: IssueNumber
    pages: int
    file: Commitment
    subject_id: Commitment


def accept(
    state: Issuance, application: ApplicationId, form: str, origin: Origin = Origin.COUNTER
) -> tuple[events.Event, ...]:
    """受付: every form number is used once."""
    accepted = events.ApplicationAccepted(application, form, origin)
    check(accepted, state)
    return (accepted,)


def identify(
    state: Issuance,
    application: ApplicationId,
    subject: Pseudonym,
    method: str,
    evidence: Commitment,
    *,
    revocation_checked: bool,
    data: tuple[events.DataUsed, ...],
) -> tuple[events.Event, ...]:
    """本人確認."""
    step(APPLICATION_TABLE, state.application(application).state, ApplicationState.IDENTIFIED)
    return (events.ApplicationIdentified(application, subject, method, evidence, revocation_checked, data),)


def request(
    state: Issuance, application: ApplicationId, wished: Sequence[events.ItemRequested]
) -> tuple[events.Event, ...]:
    """Ask for certificates, 1 to 99 copies each."""
    for item in wished:
        if item.application != application:
            raise BadInput(at="application")
        check(item, state)
    return tuple(wished)


def authorise(state: Issuance, event: events.ItemAuthorised) -> tuple[events.Event, ...]:
    """審査 passed: the subject's snapshot is committed."""
    check(event, state)
    step(ITEM_TABLE, state.item(event.item).state, ItemState.AUTHORISED)
    return (event,)


def release(state: Issuance, event: events.ItemReleased, operator: Pseudonym) -> tuple[events.Event, ...]:
    """解除 by two persons.

    Raises:
        SecondPersonNeeded: alone.
        OutOfOrder: it is neither the own request of whom it is about, nor was a paper of it withheld.
    """
    two_persons(operator, event.second)
    check(event, state)
    return (event,)


def refuse(state: Issuance, item: ItemId, reason: Commitment) -> tuple[events.Event, ...]:
    """審査 failed."""
    now = state.item(item)
    step(ITEM_TABLE, now.state, ItemState.REFUSED)
    return (events.ItemRefused(now.application, item, reason),)


def render_failed(state: Issuance, item: ItemId, reason: str) -> tuple[events.Event, ...]:
    """The paper cannot be made; nothing was paid."""
    now = state.item(item)
    step(ITEM_TABLE, now.state, ItemState.RENDER_FAILED)
    return (events.ItemRenderFailed(now.application, item, reason),)


def prepare(
    state: Issuance, item: ItemId, first_running: int, copies: Sequence[PreparedCopy]
) -> tuple[events.Event, ...]:
    """Number every copy. ``first_running`` is the number the papers already show.

    Raises:
        OutOfOrder: another decision took that number meanwhile; render again.
    """
    now = state.item(item)
    step(ITEM_TABLE, now.state, ItemState.PREPARED)
    if first_running != state.next_running:
        raise OutOfOrder(now=f"number {state.next_running}", then=f"number {first_running}")
    if len(copies) != now.copies:
        raise BadInput(at="copies")
    jobs = tuple(
        events.JobPrepared(
            now.application, item, copy.job, copy.number, running, copy.pages, copy.file, copy.subject_id
        )
        for running, copy in enumerate(copies, start=first_running)
    )
    return (*jobs, events.ItemPrepared(now.application, item))


def quote(
    state: Issuance, application: ApplicationId, lines: Sequence[events.QuoteLine]
) -> tuple[events.Event, ...]:
    """手数料: one line per prepared item, when nothing is pending. With nothing to issue the form is cancelled."""
    now = state.application(application)
    step(APPLICATION_TABLE, now.state, ApplicationState.QUOTED)
    event: events.Event = events.ApplicationQuoted(application, tuple(lines), quoted_total(lines))
    if not any(item.state is ItemState.PREPARED for item in state.items_of(application)) and not lines:
        event = events.ApplicationCancelled(application)
    check(event, state)
    return (event,)


def pay(state: Issuance, application: ApplicationId, tendered: Yen) -> tuple[events.Event, ...]:
    """収納: cash against the quote; nothing to pay means nothing is tendered.

    Raises:
        AmountWrong: too little, or cash for an exempt application.
    """
    now = state.application(application)
    if now.state is not ApplicationState.QUOTED:
        raise OutOfOrder(now=now.state.value, then=ApplicationState.CHARGED.value)
    if now.total_yen == 0:
        if tendered:
            raise AmountWrong(amount=tendered, charged=0)
        return (events.ApplicationExempt(application),)
    change = change_due(Yen(now.total_yen), yen(tendered))
    return (events.ApplicationCharged(application, now.total_yen, tendered, change),)


def pay_cashless(state: Issuance, application: ApplicationId, payment: Payment) -> tuple[events.Event, ...]:
    """収納 through a terminal, which took exactly what is due.

    Raises:
        AmountWrong: nothing is due.
        BadInput: that slip paid another form, or there is none.
    """
    now = state.application(application)
    step(APPLICATION_TABLE, now.state, ApplicationState.CHARGED)
    total = now.total_yen
    charged = events.ApplicationCharged(application, total, total, 0, payment.means, payment.slip)
    check(charged, state)
    return (charged,)


def receipt(state: Issuance, application: ApplicationId, actors: Actors) -> tuple[events.Event, ...]:
    """領収書: the next one of a form whose fee was taken; from the second on (再発行) by two persons.

    Raises:
        OutOfOrder: nothing was taken.
        SecondPersonNeeded: a second one, and alone.
    """
    copy = state.application(application).receipts + 1
    if copy == 1:
        receipted: events.Event = events.ApplicationReceipted(application, copy)
    else:
        receipted = events.ApplicationReceiptReissued(application, copy, actors.both())
    check(receipted, state)
    return (receipted,)


def cancel(state: Issuance, application: ApplicationId) -> tuple[events.Event, ...]:
    """取下げ before payment: every prepared copy's number is accounted for as cancelled."""
    step(APPLICATION_TABLE, state.application(application).state, ApplicationState.CANCELLED)
    jobs = tuple(
        events.JobCancelled(job.id) for job in state.jobs_of(application) if job.state is JobState.PREPARED
    )
    open_states = {ItemState.REQUESTED, ItemState.AUTHORISED, ItemState.PREPARED}
    items = tuple(
        events.ItemCancelled(application, item.id)
        for item in state.items_of(application)
        if item.state in open_states
    )
    return (*jobs, *items, events.ApplicationCancelled(application))
