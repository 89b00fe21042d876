"""Head office signs extensions beforehand; they come with the settings of their office."""

from datetime import timedelta

import pytest

from branch_app import ed25519
from branch_app.domain.errors import BadInput
from branch_app.domain.records.extension import EXTENDABLE
from branch_app.domain.rules.extension import Authority
from sync.central.extensions import Terms, extend
from sync.central.offices import keep_settings, kept_settings
from sync.client.settings import fetch_settings
from tests.fakes.town import Town


def _terms(town: Town, days: int = 7, registers: tuple[str, ...] = EXTENDABLE) -> Terms:
    now = town.watch.now
    return Terms(registers, days, now, now + timedelta(days=30))


def test_a_device_gets_those_of_its_office_as_they_were_signed(town: Town) -> None:
    """Another office's are not sent; no serial is given twice."""
    session, _ = town.join()
    ours = extend(town.central, "C06", _terms(town))
    with town.central.database.connection_context():
        keep_settings(town.central, "C01", kept_settings("C06")[1])
    other = extend(town.central, "C01", _terms(town))
    later = extend(town.central, "C06", _terms(town, 3, ("tax",)))
    assert [1, 2, 3] == [ours.serial, other.serial, later.serial]
    told = fetch_settings(session, 0).enrolment
    authority = Authority(session.central.public, ed25519.verify, "C06")
    assert [ours, later] == [authority.read(signed) for signed in told.extensions]


def test_what_is_over_is_sent_no_more(town: Town) -> None:
    """On its last moment it still is."""
    session, _ = town.join()
    made = extend(town.central, "C06", _terms(town))
    town.watch.now = made.valid_until
    assert 1 == len(fetch_settings(session, 0).enrolment.extensions)
    town.watch.now += timedelta(seconds=1)
    assert () == fetch_settings(session, 0).enrolment.extensions


@pytest.mark.parametrize(
    ("office", "days", "registers"), [("C99", 7, ("tax",)), ("C06", 90, ("tax",)), ("C06", 7, ())]
)
def test_terms_that_mean_nothing_are_not_signed(
    town: Town, office: str, days: int, registers: tuple[str, ...]
) -> None:
    """No such office, for too long, for nothing; and no serial is spent."""
    with pytest.raises(BadInput):
        extend(town.central, office, _terms(town, days, registers))
    assert 1 == extend(town.central, "C06", _terms(town)).serial
