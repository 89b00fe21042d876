"""What was said once is not heard twice, by sequence and by no clock."""

from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

import pytest

from branch_app.domain.errors import EnvelopeNotTrusted
from branch_app.domain.records.restrictions import NOTHING_HELD
from branch_app.domain.values.identifiers import RequestId
from sync.client.feeds import fetch_restrictions, restrictions_question
from sync.client.session import Session
from sync.client.transport import Line, Reply
from sync.wire.envelope import Envelope
from sync.wire.messages import Problem, RestrictionFeed, opened, signed
from sync.wire.numbered import numbered
from sync.wire.routes import Route
from tests.fakes.line_book import MemoryLineBook
from tests.fakes.town import Town


class Tapped(Line):
    """A line on which somebody writes down what is sent, and may send it before the device does."""

    def __init__(self, line: Line, *, faster: bool = False) -> None:
        self._line = line
        self._faster = faster
        self.sent: list[tuple[Route, bytes]] = []

    def post(self, route: Route, body: bytes) -> Reply:
        """Written down, once echoed, and sent."""
        self.sent.append((route, body))
        if self._faster and len(self.sent) == 1:
            self._line.post(route, body)
        return self._line.post(route, body)


def asked(session: Session, number: int) -> int:
    """Status of a question with that number."""
    question = restrictions_question(session, NOTHING_HELD)
    message = replace(question, request=numbered(number, b"\x01" * 16))
    return session.line.post(Route.RESTRICTIONS, signed(message, session.keys.log)).status


def test_a_request_that_is_played_again_is_refused(town: Town) -> None:
    """However much later: with the highest number that was heard, signed; the device itself goes on."""
    session, _ = town.join()
    tap = Tapped(session.line)
    tapped = replace(session, line=tap)
    fetch_restrictions(tapped)
    fetch_restrictions(tapped)
    town.watch.now += timedelta(days=4_000)
    reply = session.line.post(*tap.sent[0])
    problem = opened(Problem, Envelope.from_bytes(reply.body), session.central.public)
    assert (HTTPStatus.CONFLICT, "replayed", 2) == (reply.status, problem.reason, problem.size)
    assert fetch_restrictions(session)


def test_requests_that_were_overtaken_fit_in_and_old_ones_do_not(town: Town) -> None:
    """Two programs of one device, and a line that turns things round."""
    session, _ = town.join()
    numbers = (5, 3, 4, 3, 2_000, 977, 900)
    assert [200, 200, 200, 409, 200, 200, 409] == [asked(session, number) for number in numbers]


def test_a_clock_that_runs_wild_closes_no_window(town: Town) -> None:
    """Head office's clock back by years: whoever is new is heard."""
    session, _ = town.join()
    assert 200 == asked(session, 1)
    town.watch.now -= timedelta(days=4_000)
    assert [409, 200] == [asked(session, 1), asked(session, 2)]


def test_an_echo_that_was_faster_costs_one_more_question(town: Town) -> None:
    """Somebody plays a request before the device's own arrives: it asks again, and gets its answer."""
    session, _ = town.join()
    tap = Tapped(session.line, faster=True)
    assert fetch_restrictions(replace(session, line=tap))
    assert 2 == len(tap.sent)


def test_a_device_whose_numbers_went_back_catches_up(town: Town) -> None:
    """Its file was put back from a backup: one refusal names the highest number, and it goes on behind it."""
    session, _ = town.join()
    assert 200 == asked(session, 500)
    book = MemoryLineBook(499)
    assert fetch_restrictions(replace(session, book=book))
    assert 501 == book.number


def test_each_log_has_a_window_of_its_own(town: Town) -> None:
    """A device cannot use up another's numbers, nor an epoch those of the next."""
    (one, _), (other, _) = town.join("C06-1"), town.join("C06-2")
    assert [200, 200, 409] == [asked(one, 9), asked(other, 9), asked(one, 9)]


def test_an_older_device_has_no_numbers_and_is_heard(town: Town) -> None:
    """The previous program's ids are random: all it asks may be asked twice."""
    session, _ = town.join()
    message = replace(restrictions_question(session, NOTHING_HELD), request=RequestId("ab" * 16))
    body = signed(message, session.keys.log)
    assert [200, 200] == [session.line.post(Route.RESTRICTIONS, body).status for _ in range(2)]


def test_an_old_answer_stands_for_no_new_one(town: Town) -> None:
    """Yesterday's list, signed by head office, is the answer to yesterday's question."""
    session, _ = town.join()
    question = restrictions_question(session, NOTHING_HELD)
    body = signed(question, session.keys.log)
    old = session.line.post(Route.RESTRICTIONS, body)
    with pytest.raises(EnvelopeNotTrusted, match="request"):
        session.heard(old, RequestId("x"), RequestId("another"), RestrictionFeed)
