"""A PC/SC service that dies, as Windows ends it whenever the last reader is unplugged."""

import pytest

from branch_app.cards.pcsc import PcscReader, readers
from branch_app.cards.training import READER_NAME, pcsc_stack
from branch_app.domain.errors import ReaderUnavailable
from tests.fakes.cards import card, terms


def test_a_service_that_dies_and_comes_back() -> None:
    """8010001D in the middle of a session and before one; with a new service the same reader object works again."""
    with pcsc_stack() as dying:
        ours = PcscReader(READER_NAME, terms())
        dying.insert(card())
        with ours.session() as session:
            dying.stop_service()
            with pytest.raises(ReaderUnavailable):
                session.tries_left()
        with pytest.raises(ReaderUnavailable) as caught, ours.session():
            pass
        assert {"reason": "no_service"} == caught.value.facts
        with pytest.raises(ReaderUnavailable):
            readers()
        with pytest.raises(ReaderUnavailable):
            ours.presence()
    with pcsc_stack() as revived:
        revived.insert(card())
        with ours.session() as session:
            assert session.tries_left() == 3
