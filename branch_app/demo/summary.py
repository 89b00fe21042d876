"""``summary.json``: the day as the log tells it, with the printer's own copies beside it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from branch_app.domain.deciders.counter import Counter
from branch_app.domain.deciders.issuance.state import Application, Attempt, Item, Job
from branch_app.domain.deciders.states import ItemState
from branch_app.domain.values.identifiers import ItemId
from branch_app.ports import Ticket

_ITEM_STATES = {ItemState.PREPARED: "issued", ItemState.REFUSED: "refused"}


@dataclass(frozen=True, slots=True)
class Part:
    """Who an item was about, which the log does not say: synthetic people, named for the reader of the demo."""

    subject: str
    name: str
    reason: str | None = None
    exemption: str | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """The parts by item, and what the printer received by ticket name."""

    parts: Mapping[ItemId, Part]
    received: Mapping[str, Path]
    out: Path


def applications(state: Counter, cast: Cast) -> list[dict[str, Any]]:
    """Every form of the day."""
    return [_application(state, cast, application) for application in state.issuance.applications.values()]


def drawer(state: Counter) -> dict[str, int]:
    """釣銭箱 in yen."""
    counted = state.drawer.counted_yen or 0
    return {
        "float_yen": state.drawer.float_yen,
        "charged_yen": state.drawer.charged_yen,
        "refunded_yen": state.drawer.refunded_yen,
        "cashless_yen": state.drawer.cashless_yen,
        "expected_yen": state.drawer.expected_yen,
        "counted_yen": counted,
        "difference_yen": counted - state.drawer.expected_yen,
    }


def sheets(state: Counter) -> dict[str, int]:
    """All stocks together."""
    columns = ("received", "returned", "issued", "spoilt", "lost", "rest")
    return {name: sum(getattr(stock, name) for stock in state.sheets.stocks.values()) for name in columns}


def _application(state: Counter, cast: Cast, application: Application) -> dict[str, Any]:
    return {
        "form": application.form,
        "state": application.state.value,
        "items": [_item(state, cast, item) for item in state.issuance.items_of(application.id)],
        "charged_yen": application.charged_yen,
        "tendered_yen": application.tendered_yen,
        "change_yen": application.change_yen,
        "refunded_yen": application.refunded_yen,
    }


def _item(state: Counter, cast: Cast, item: Item) -> dict[str, Any]:
    part = cast.parts[item.id]
    return {
        "certificate": item.certificate,
        "subject": part.subject,
        "subject_name": part.name,
        "copies": item.copies,
        "state": _ITEM_STATES.get(item.state, "cancelled"),
        "reason": part.reason,
        "unit_fee_yen": item.unit_fee_yen,
        "fee_yen": item.copy_fee_yen * item.copies,
        "exemption": part.exemption,
        "jobs": [_job(cast, state.issuance.job(job)) for job in item.jobs],
    }


def _job(cast: Cast, job: Job) -> dict[str, Any]:
    return {
        "job": job.id,
        "number": job.number,
        "state": job.state.value,
        "prints": [_print(cast, job, attempt) for attempt in job.attempts],
    }


def _print(cast: Cast, job: Job, attempt: Attempt) -> dict[str, Any]:
    received = cast.received.get(Ticket(job.id, attempt.number, job.pages).name)
    return {
        "attempt": attempt.number,
        "outcome": attempt.outcome,
        "sheets": list(attempt.sheets),
        "sha256": hashlib.sha256(received.read_bytes()).hexdigest() if received else None,
        "file": received.relative_to(cast.out).as_posix() if received else None,
    }
