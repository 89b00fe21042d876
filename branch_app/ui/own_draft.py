"""下書き: what somebody left half filled in; asked about when they come back, kept for them alone when they go."""

import tkinter as tk
from collections.abc import Callable

from branch_app.domain.errors import BadInput, EntryNotUnderstood, FileDamaged, MadoguchiError
from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.values.codec import decode, encode
from branch_app.ports import Drafts
from branch_app.ui.look import Look
from branch_app.ui.presenters.form import Unfinished
from branch_app.ui.views.draft import DraftActs, DraftDialog
from branch_app.ui.widgets.router import KeyRouter
from branch_app.ui.work import Lane, Work


class OwnDraft:
    """Of whoever is at the counter; ``lost`` hears what could not be written."""

    def __init__(
        self, window: tk.Misc, look: Look, router: KeyRouter, work: Work, lost: Callable[[MadoguchiError], None]
    ) -> None:
        self._window = window
        self._look = look
        self._router = router
        self._work = work
        self._lost = lost
        self._dialog: DraftDialog | None = None
        self._offered = Unfinished()

    def ask(
        self, drafts: Drafts, kept: Unfinished, restore: Callable[[Unfinished], None], then: Callable[[], None]
    ) -> None:
        """A half-filled form lies here: theirs to go on with, or to throw away; ``then`` comes after either."""

        def go_on() -> None:
            self._answered()
            restore(kept)
            then()

        def discard() -> None:
            self._answered()
            self._work.run(Lane.DESK, drafts.discard, lambda _none: None, self._lost)
            then()

        self._offered = kept
        self._dialog = DraftDialog(self._window, self._look, self._router, DraftActs(go_on, discard))
        self._dialog.start()

    def beside(self, in_hand: Unfinished) -> Unfinished:
        """What is in hand, and what its owner was asked about and has not answered for: that stays what it is."""
        return Unfinished((*in_hand.forms, *self._offered.forms))

    def keep(self, drafts: Drafts, kept: Unfinished) -> None:
        """For the next time; nothing is kept of nothing."""
        self._work.run(Lane.DESK, lambda: _keep(drafts, kept), lambda _none: None, self._lost)

    def close(self) -> None:
        """Nobody is there to answer any more."""
        if self._dialog is not None:
            self._dialog.close()
        self._answered()

    def _answered(self) -> None:
        self._dialog, self._offered = None, Unfinished()


def kept_before(drafts: Drafts) -> Unfinished:
    """A draft that cannot be read is no reason to keep somebody from their counter; it is thrown away.

    It may be whole and yet of another version of the program, whose forms said more or less.
    """
    try:
        body = drafts.take()
        return decode(Unfinished, from_canonical(body)) if body else Unfinished()
    except (FileDamaged, EntryNotUnderstood, BadInput):
        drafts.discard()
        return Unfinished()


def _keep(drafts: Drafts, kept: Unfinished) -> None:
    if kept.forms:
        drafts.keep(to_canonical(encode(kept)))
    else:
        drafts.discard()
