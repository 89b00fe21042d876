"""What is shown or taken out of what the log keeps: only by two persons, and only as an entry."""

from branch_app.domain.deciders.two_persons import Actors
from branch_app.domain.log import events
from branch_app.domain.values.exported import Exported
from branch_app.domain.values.identifiers import ApplicationId, ItemId
from branch_app.domain.values.reasons import RevealReason
from branch_app.domain.values.veiled import VeiledField


def export(what: Exported, period: str, size: int, root: bytes, actors: Actors) -> tuple[events.Event, ...]:
    """書出し of something about ``period`` that was read off the log's first ``size`` entries.

    Raises:
        SecondPersonNeeded: alone.
    """
    return (events.LogExported(what, period, size, root.hex(), actors.both()),)


def reveal(
    application: ApplicationId, item: ItemId, field: VeiledField, reason: RevealReason, actors: Actors
) -> tuple[events.Event, ...]:
    """開示 of one field of a certificate.

    Raises:
        SecondPersonNeeded: alone.
    """
    return (events.ItemRevealed(application, item, field, reason, actors.both()),)
