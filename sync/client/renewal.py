"""A new key to receive with, made here and asked for under the key of the log.

It is asked for before the old one ends, or when head office says that it has ended. No clock of this device is
needed for that: how far the time has come is what head office said last, and after weeks without a line it is head
office that says no.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.errors import CentralGarbled, CentralRefused, EnvelopeNotTrusted, KeyOver
from sync.client.session import Session
from sync.wire.key_messages import RenewAnswer, RenewRequest
from sync.wire.routes import Route

T = TypeVar("T")

BEFORE_END = timedelta(days=30)


def with_lasting_key(session: Session, ask: Callable[[], T]) -> T:
    """What is sealed to this device, under a new key where the old one ends soon, has ended, or is known no more.

    The last is so where this device's file or head office's database was put back.

    Raises:
        KeyOver: it ended too long ago; the log is taken still.
        EnvelopeNotTrusted, CentralError: as for ``ask``.
    """
    if _ends_soon(session):
        with suppress(CentralRefused, KeyOver):  # an older head office; or one that says no to ``ask``, too
            renew(session)
    try:
        return ask()
    except KeyOver:
        renew(session)
    except EnvelopeNotTrusted as error:
        if error.facts["reason"] != "seal":
            raise
        renew(session)
    return ask()


def renew(session: Session) -> None:
    """Have head office seal to a new key; a lost answer is asked for again with the same one."""
    take_key(session, session.ask(Route.RENEW, renew_question(session), RenewAnswer))


def renew_question(session: Session) -> RenewRequest:
    """What is asked, under a number that is given once."""
    coming = X25519PrivateKey.from_private_bytes(session.book.coming_key())
    enrolment = session.enrolment
    question = RenewRequest(
        session.new_request(), enrolment.device, enrolment.epoch, coming.public_key().public_bytes_raw()
    )
    return replace(question, request=session.numbered_request())


def take_key(session: Session, answer: RenewAnswer) -> None:
    """From now on that key is at hand.

    Raises:
        CentralGarbled: it is none of ours.
    """
    ours = {key.public_key().public_bytes_raw() for key in session.receivers()}
    if answer.transport_key not in ours:
        raise CentralGarbled(what="key")
    session.book.change_key(answer.transport_key, answer.until)


def _ends_soon(session: Session) -> bool:
    until = session.book.key_until()
    return until is None or until - session.enrolment.as_of <= BEFORE_END
