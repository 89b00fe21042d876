"""電話による停止: head office rings before its list can say it. Log first, then the file that every check reads."""

import re
from datetime import datetime

from branch_app.domain.deciders import holds
from branch_app.domain.deciders.holds import LoggedHold
from branch_app.domain.errors import BadInput, KeyMissing
from branch_app.domain.log.canonical import from_canonical
from branch_app.domain.log.commitment import Retention
from branch_app.domain.log.events import HoldEntered
from branch_app.domain.records.hold import Hold, HoldId, HoldReason, KeptHold, counts
from branch_app.domain.values.codec import decode
from branch_app.domain.values.identifiers import Pseudonym, RequestId, ResidentId
from branch_app.ports import HoldBook, Random, RestrictionStore
from branch_app.usecases.desk import Desk
from branch_app.usecases.journal import Journal

_NUMBER = re.compile(r"\d{10}", re.ASCII)
_REQUEST_BYTES = 16


def enter_hold(desk: Desk, number: str, reason: HoldReason, second: Pseudonym) -> Hold:
    """Nothing that shows the person of that 宛名番号 is issued here from now on, whatever the clock says.

    They need not be in the replica: who moved in this morning is not.

    Raises:
        BadInput: not ten digits.
        SecondPersonNeeded: alone.
    """
    if not _NUMBER.fullmatch(number):
        raise BadInput(at="resident")
    hold = Hold(HoldId(desk.new_id()), ResidentId(number), reason, desk.clock.now())
    alias, person = desk.veil.person(hold.resident)
    committed, why = desk.veil.field("hold", reason, Retention.REFUSAL)
    entered = HoldEntered(hold.id, alias, committed, hold.told_at.isoformat(), second)
    operator = desk.journal.operator
    desk.journal.record(
        desk.new_request(), lambda state: holds.enter(state.holds, entered, operator), (person, why)
    )
    desk.restrictions.hold(KeptHold(hold))
    return hold


def lift_hold(desk: Desk, hold: HoldId, second: Pseudonym) -> None:
    """Told by mistake, or taken back over the telephone; what head office's list says of the person stands.

    Raises:
        SecondPersonNeeded: alone.
        OutOfOrder: lifted before.
    """
    operator = desk.journal.operator
    desk.journal.record(desk.new_request(), lambda state: holds.lift(state.holds, hold, operator, second))
    desk.restrictions.lift([hold])


def holds_now(restrictions: RestrictionStore) -> tuple[KeptHold, ...]:
    """Those that count beside the list, the oldest first."""
    version = restrictions.point().version
    return tuple(kept for kept in restrictions.holds() if kept.holds(version))


def settle_holds(journal: Journal, restrictions: RestrictionStore, random: Random) -> None:
    """Log and file say the same: what was cut short is done now, and what the list speaks for is let go.

    A hold entered in the log and lost from the file counts again; one that head office took while nobody was signed
    in is written down as known.
    """
    version = restrictions.point().version
    kept = {each.hold.id: each for each in restrictions.holds()}
    for hold, logged in journal.state.holds.items():
        if logged.lifted:
            restrictions.lift([hold])
        elif hold not in kept and counts(logged.known, version):
            _hold_again(journal, restrictions, logged)
    for each in kept.values():
        _note_known(journal, random, each)
        if not each.holds(version):
            restrictions.lift([each.hold.id])


def _note_known(journal: Journal, random: Random, kept: KeptHold) -> None:
    hold, known = kept.hold.id, kept.known
    logged = journal.state.holds.get(hold)
    if known is None or logged is None or logged.known is not None:
        return
    request = RequestId(random.token(_REQUEST_BYTES).hex())
    journal.record(request, lambda state: holds.know(state.holds, hold, known))


def _hold_again(journal: Journal, book: HoldBook, logged: LoggedHold) -> None:
    """Where the opening is shredded nobody knows any more whom it was about, years later."""
    entered = logged.entered
    if entered is None:
        return
    try:
        person = journal.ledger.opening_of(entered.subject)
        reason = journal.ledger.opening_of(entered.reason)
    except KeyMissing:
        return
    hold = Hold(
        entered.hold,
        ResidentId(person.value.decode()),
        decode(HoldReason, from_canonical(reason.value)),
        datetime.fromisoformat(entered.told_at),
    )
    book.hold(KeptHold(hold, logged.known))
