"""Joining: one-time codes, and a device that cannot be fooled about who central is."""

from datetime import date, timedelta

import pytest

from branch_app.domain.errors import BadInput, CentralRefused, EnvelopeNotTrusted
from branch_app.settings import table_texts
from sync.central.models import EnrolmentOffer
from sync.central.serving.server import RunningCentral, Settings, open_head_office
from sync.central.trust.enrolment import offer_code
from sync.client.enrolment import enrol
from sync.client.transport import Line
from sync.wire.identity import SECRET_BYTES, EnrolmentCode
from sync.wire.routes import Route
from tests.fakes.device import fresh_keys, fresh_request
from tests.fakes.tables import shipped_policy
from tests.fakes.town import HOSTS, Town, Watch, city

MINUTES = timedelta(minutes=10)


def test_a_code_makes_a_device_of_its_office(town: Town) -> None:
    """The answer names office, device, epoch and origin, and brings roster, tables and issuer."""
    code = offer_code(town.central, "C06", "C06-1", MINUTES)
    told = enrol(town.url, EnrolmentCode.from_text(code.text()), fresh_keys(), fresh_request())
    enrolment = told.enrolment
    settings = city().offices[0].settings
    assert (enrolment.office, enrolment.device, enrolment.epoch) == ("C06", "C06-1", 1)
    assert enrolment.origin == "ledger.kawasaki/C06-1/1"
    assert (enrolment.issuer, enrolment.roster) == (settings.issuer, settings.roster)
    assert told.policies == (shipped_policy(),)
    assert enrolment.pin_key == town.central.keys.pin


def test_a_lost_answer_is_asked_for_again(town: Town) -> None:
    """The same keys with the same code get the same enrolment, not a second epoch."""
    code, keys = offer_code(town.central, "C06", "C06-1", MINUTES), fresh_keys()
    first = enrol(town.url, code, keys, fresh_request())
    assert enrol(town.url, code, keys, fresh_request()) == first


def test_a_spent_code_takes_no_second_device(town: Town) -> None:
    """Another key with the same code is refused."""
    code = offer_code(town.central, "C06", "C06-1", MINUTES)
    enrol(town.url, code, fresh_keys(), fresh_request())
    with pytest.raises(CentralRefused) as refused:
        enrol(town.url, code, fresh_keys(), fresh_request())
    assert refused.value.facts == {"status": 403, "reason": "code spent"}


def test_a_code_dies_after_its_minutes(town: Town) -> None:
    """An expired code is refused, and stays unspent."""
    code = offer_code(town.central, "C06", "C06-1", MINUTES)
    town.watch.now += MINUTES + timedelta(seconds=1)
    with pytest.raises(CentralRefused) as refused:
        enrol(town.url, code, fresh_keys(), fresh_request())
    assert refused.value.facts["reason"] == "code expired"


def test_a_guessed_code_is_refused(town: Town) -> None:
    """A secret central never gave out opens nothing."""
    guess = EnrolmentCode(bytes(SECRET_BYTES), town.central.identity.fingerprint())
    with pytest.raises(CentralRefused) as refused:
        enrol(town.url, guess, fresh_keys(), fresh_request())
    assert refused.value.facts["reason"] == "code unknown"


def test_a_new_enrolment_is_a_new_epoch(town: Town) -> None:
    """The same device enrolled again writes another log."""
    (first, _), (second, _) = town.join(), town.join()
    assert [first.enrolment.epoch, second.enrolment.epoch] == [1, 2]


def test_a_known_key_starts_no_second_log(town: Town) -> None:
    """One key signs one log only."""
    keys = fresh_keys()
    enrol(town.url, offer_code(town.central, "C06", "C06-1", MINUTES), keys, fresh_request())
    with pytest.raises(CentralRefused) as refused:
        enrol(town.url, offer_code(town.central, "C06", "C06-2", MINUTES), keys, fresh_request())
    assert refused.value.facts["reason"] == "key known"


def test_only_the_hash_of_a_code_is_stored(town: Town) -> None:
    """The secret stands nowhere in central's table."""
    code = offer_code(town.central, "C06", "C06-1", MINUTES)
    with town.central.database.connection_context():
        stored = EnrolmentOffer.get().secret_hash
    assert code.secret.hex() not in stored


def test_codes_are_for_known_offices(town: Town) -> None:
    """No code for an office that does not exist."""
    with pytest.raises(BadInput):
        offer_code(town.central, "C99", "C99-1", MINUTES)


@pytest.mark.parametrize(
    ("device", "day", "may"),
    [
        ("C06-T1", date(2026, 11, 2), True),
        ("C05-T1", date(2026, 11, 2), False),
        ("C06-T1", date(2008, 3, 31), False),
        ("C06-T1", date(2008, 4, 1), True),
        ("suge-01", date(2008, 3, 31), True),
    ],
)
def test_a_terminal_enrols_where_and_while_it_stands(town: Town, device: str, day: date, may: bool) -> None:
    """The table names terminals with office and dates; a counter's device it does not name."""
    town.watch.now = town.watch.now.replace(year=day.year, month=day.month, day=day.day)
    if may:
        assert offer_code(town.central, "C06", device, MINUTES)
    else:
        with pytest.raises(BadInput, match="at=device"):
            offer_code(town.central, "C06", device, MINUTES)


def test_an_impostor_gets_no_secret(town: Town, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Another central at the address has another fingerprint: nothing of the code is sent to it."""
    code = offer_code(town.central, "C06", "C06-1", MINUTES)
    folder = tmp_path_factory.mktemp("impostor")
    settings = Settings(folder, f"sqlite:///{folder / 'central.db'}", HOSTS)
    impostor = open_head_office(settings, table_texts(), Watch())
    with RunningCentral(impostor, "127.0.0.1", 0) as running, pytest.raises(EnvelopeNotTrusted) as refused:
        enrol(running.url, code, fresh_keys(), fresh_request())
    assert refused.value.facts["reason"] == "fingerprint"


def test_a_certificate_of_another_ca_is_refused(town: Town, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A man in the middle with a certificate of his own CA hears no request."""
    session, _ = town.join()
    folder = tmp_path_factory.mktemp("impostor")
    impostor = open_head_office(Settings(folder, f"sqlite:///{folder / 'x.db'}", HOSTS), table_texts(), Watch())
    with (
        RunningCentral(impostor, "127.0.0.1", 0) as running,
        Line(running.url, session.enrolment.central_ca) as line,
        pytest.raises(EnvelopeNotTrusted) as refused,
    ):
        line.post(Route.PUSH, b"")
    assert refused.value.facts["reason"] == "certificate"
