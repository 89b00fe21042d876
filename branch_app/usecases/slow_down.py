"""Whoever guesses waits longer and longer; see ``domain.rules.slow_down``.

    with slow_down.attempt(password_of("clerk-1")):
        vault.check("clerk-1", password)

A try counts before it is looked at, so that ending the program in the middle gains nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from branch_app.domain.errors import TooManyTries
from branch_app.domain.rules.slow_down import WrongTries
from branch_app.ports import Clock, TryBook

TELEPHONE = "telephone"
"""Answers over the telephone, whoever is said to have given them."""


def password_of(operator: str) -> str:
    """Name of that person's tries, wherever the password is asked for."""
    return f"password/{operator}"


def code_of(operator: str) -> str:
    """Name of the tries at that person's one-time code."""
    return f"code/{operator}"


class SlowDown:
    """Tries of one device."""

    def __init__(self, book: TryBook, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def wait_seconds(self, name: str) -> int:
        """How long until the next try; after a reboot the whole wait begins with the first look."""
        boot, now = self._clock.boot_id(), self._clock.monotonic_ms()
        return self._book.change(name, lambda tries: tries.seen_at(boot, now)).seconds_left(boot, now)

    @contextmanager
    def attempt(self, name: str) -> Iterator[None]:
        """One try; it was right when the block ends without an error.

        Raises:
            TooManyTries: too early; it does not count.
        """
        wait = self.wait_seconds(name)
        if wait:
            raise TooManyTries(seconds=wait)
        self._book.change(name, self._counted)
        yield
        self._book.forget(name)

    def _counted(self, tries: WrongTries) -> WrongTries:
        """Looked at once more inside the transaction: another process may have tried meanwhile."""
        boot, now = self._clock.boot_id(), self._clock.monotonic_ms()
        wait = tries.seconds_left(boot, now)
        if wait:
            raise TooManyTries(seconds=wait)
        return tries.one_more(boot, now)
