"""災害時の延長 at the device: it lies ready, two persons open it, it ends by its date; it never opens itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from branch_app.domain.deciders.extensions import open_
from branch_app.domain.errors import ExtensionUnusable
from branch_app.domain.log.events import ExtensionOpened
from branch_app.domain.records.extension import Extension
from branch_app.domain.records.signed_extension import SignedExtension
from branch_app.domain.rules.extension import ExtensionState, digest, state_of
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.usecases.desk import Desk
from branch_app.usecases.limits import authority_of

_CLOSED = {ExtensionState.EARLY: "too_early", ExtensionState.OVER: "too_late"}


@dataclass(frozen=True, slots=True)
class LyingReady:
    """One extension of this office, and where it stands."""

    extension: Extension
    signed: SignedExtension
    state: ExtensionState


def extensions_here(desk: Desk) -> tuple[LyingReady, ...]:
    """Those that head office signed for this office, the newest first; what is not so signed is not shown."""
    return tuple(sorted(_ready(desk), key=lambda each: -each.extension.serial))


def open_extension(desk: Desk, serial: int, second: Pseudonym) -> Extension:
    """Older data may be used from now on, as long as it says.

    Raises:
        ExtensionUnusable: none of that number, not yet, or no more.
        SecondPersonNeeded: alone.
        OutOfOrder: opened before.
        ClockError: its dates cannot be held against such a clock.
    """
    chosen = next((each for each in _ready(desk) if each.extension.serial == serial), None)
    if chosen is None:
        raise ExtensionUnusable(reason="no_such")
    if chosen.state in _CLOSED:
        raise ExtensionUnusable(reason=_CLOSED[chosen.state])
    opened = _entry(chosen, second)
    operator = desk.journal.operator
    desk.journal.decide(desk.new_request(), lambda state: open_(state.extensions, opened, operator))
    desk.extensions.note(desk.journal.state.extensions)
    return chosen.extension


def _entry(chosen: LyingReady, second: Pseudonym) -> ExtensionOpened:
    extension = chosen.extension
    return ExtensionOpened(
        extension.serial,
        digest(chosen.signed),
        extension.registers,
        extension.days,
        extension.valid_until.isoformat(),
        second,
    )


def _ready(desk: Desk) -> Iterator[LyingReady]:
    enrolment = desk.enrolments.enrolment()
    for signed in enrolment.extensions:
        try:
            extension = authority_of(enrolment).read(signed)
        except ExtensionUnusable:
            continue
        state = state_of(extension, signed, desk.journal.state.extensions, desk.clock.now())
        yield LyingReady(extension, signed, state)
