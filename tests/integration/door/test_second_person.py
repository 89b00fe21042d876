"""Two persons: beside, or a supervisor at head office by telephone. Who said yes is in the log before the act."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from branch_app.composition.device import Device
from branch_app.domain.errors import AnswerWrong, BadInput, OperatorUnknown, SecondPersonNeeded
from branch_app.domain.log.events import OperatorVouched
from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.vouching import Vouched, VouchedBy
from db.vault import Credentials
from sync.central.models import VouchingGiven
from sync.central.trust.vouching import vouch
from tests.fakes.branch import CLERK, OTHER_CLERK
from tests.integration.door.conftest import Outpost

SUPERVISOR = Credentials("supervisor-1", "a supervisor's own")


@pytest.fixture
def alone(outpost: Outpost) -> Iterator[Device]:
    """A one-clerk office: clerk-1 at work, nobody beside."""
    device = outpost.door().sign_in(CLERK.operator, CLERK.password)
    yield device
    device.close()


def _answer(outpost: Outpost, device: Device, action: Vouched, supervisor: str = SUPERVISOR.operator) -> str:
    challenge = device.second_persons.challenge(action)
    return vouch(outpost.central, "suge-01", supervisor, action, challenge.digits)


def _last(device: Device) -> tuple[OperatorVouched, str]:
    """The newest entry, and whom its pseudonym stands for."""
    with device.ledger.exclusive() as writer:
        event = writer.entries(writer.head().size - 1)[0].event
    assert isinstance(event, OperatorVouched)
    return event, device.ledger.opening_of(event.second).value.decode()


def _wrong(answer: str) -> str:
    return f"{(int(answer.replace(' ', '')) + 1) % 10**8:08d}"


def test_head_office_says_yes_without_a_line(outpost: Outpost, alone: Device) -> None:
    """Challenge read out, eight digits read back; the log names supervisor (by pseudonym), act and way."""
    answer = _answer(outpost, alone, Vouched.VOID)
    second = alone.second_persons.by_telephone(SUPERVISOR.operator, Vouched.VOID, answer)
    event, person = _last(alone)
    assert OperatorVouched(second, VouchedBy.TELEPHONE, Vouched.VOID) == event
    assert SUPERVISOR.operator == person
    assert second != alone.journal.operator


def test_a_colleague_s_yes_releases_no_stop(outpost: Outpost, alone: Device) -> None:
    """A stop is released by a supervisor, beside or by telephone; another clerk may say yes to a void only."""
    alone.vault.add_operator(alone.ring, OTHER_CLERK)
    with pytest.raises(OperatorUnknown):
        alone.second_persons.beside(OTHER_CLERK.operator, OTHER_CLERK.password, Vouched.RELEASE)
    answer = _answer(outpost, alone, Vouched.RELEASE)
    alone.second_persons.by_telephone(SUPERVISOR.operator, Vouched.RELEASE, answer)
    assert Vouched.RELEASE is _last(alone)[0].action


def test_a_one_clerk_office_rings_for_second_papers_files_and_sights(outpost: Outpost, alone: Device) -> None:
    """Each under a name of its own: what was said for one is worth nothing for the next."""
    said = _answer(outpost, alone, Vouched.VOID)
    for action in (Vouched.REPRINT, Vouched.REISSUE, Vouched.EXPORT, Vouched.REVEAL):
        alone.second_persons.challenge(action)
        with pytest.raises(AnswerWrong):
            alone.second_persons.by_telephone(SUPERVISOR.operator, action, said)
        outpost.clock.advance(timedelta(seconds=60))
        said = _answer(outpost, alone, action)
        second = alone.second_persons.by_telephone(SUPERVISOR.operator, action, said)
        event, person = _last(alone)
        assert (OperatorVouched(second, VouchedBy.TELEPHONE, action), SUPERVISOR.operator) == (event, person)


def test_a_colleague_s_yes_opens_nothing(alone: Device) -> None:
    """開示 takes a supervisor; another clerk may say yes to a reprint, a receipt once more or a file."""
    alone.vault.add_operator(alone.ring, OTHER_CLERK)
    with pytest.raises(OperatorUnknown):
        alone.second_persons.beside(OTHER_CLERK.operator, OTHER_CLERK.password, Vouched.REVEAL)
    for action in (Vouched.REPRINT, Vouched.REISSUE, Vouched.EXPORT):
        alone.second_persons.beside(OTHER_CLERK.operator, OTHER_CLERK.password, action)
        assert action is _last(alone)[0].action


def test_head_office_keeps_who_was_asked(outpost: Outpost, alone: Device) -> None:
    """Device, challenge, act and supervisor, once however often it is read out."""
    _answer(outpost, alone, Vouched.CLOSE)
    _answer(outpost, alone, Vouched.CLOSE)
    challenge = alone.second_persons.challenge(Vouched.CLOSE)
    with outpost.central.database.connection_context():
        kept = [(row.log.device, row.challenge, row.action, row.supervisor) for row in VouchingGiven.select()]
    assert [("suge-01", challenge.digits, "close", SUPERVISOR.operator)] == kept


def test_an_answer_counts_once(outpost: Outpost, alone: Device) -> None:
    """Written down and typed again it is worth nothing, also after a restart."""
    answer = _answer(outpost, alone, Vouched.VOID)
    alone.second_persons.by_telephone(SUPERVISOR.operator, Vouched.VOID, answer)
    for device in (alone, outpost.door().sign_in(CLERK.operator, CLERK.password)):
        with pytest.raises(AnswerWrong) as caught:
            device.second_persons.by_telephone(SUPERVISOR.operator, Vouched.VOID, answer)
        assert {"left": 0} == caught.value.facts


def test_an_answer_for_one_act_does_no_other(outpost: Outpost, alone: Device) -> None:
    """A yes to a void closes no day."""
    answer = _answer(outpost, alone, Vouched.VOID)
    with pytest.raises(AnswerWrong):
        alone.second_persons.by_telephone(SUPERVISOR.operator, Vouched.CLOSE, answer)
    alone.second_persons.challenge(Vouched.CLOSE)
    with pytest.raises(AnswerWrong):
        alone.second_persons.by_telephone(SUPERVISOR.operator, Vouched.CLOSE, answer)


def test_an_open_challenge_stays_on_the_screen_after_a_restart(outpost: Outpost, alone: Device) -> None:
    """Somebody is reading it out; the answer to it still counts."""
    challenge = alone.second_persons.challenge(Vouched.CLOCK)
    again = outpost.door().sign_in(CLERK.operator, CLERK.password)
    assert challenge == again.second_persons.challenge(Vouched.CLOCK)
    answer = _answer(outpost, again, Vouched.CLOCK)
    again.second_persons.by_telephone(SUPERVISOR.operator, Vouched.CLOCK, answer)
    again.close()


def test_five_wrong_answers_end_a_challenge(outpost: Outpost, alone: Device) -> None:
    """Slower and slower; then only a new challenge takes an answer."""
    answer = _answer(outpost, alone, Vouched.VOID)
    old = alone.second_persons.challenge(Vouched.VOID)
    left = []
    for _ in range(5):
        with pytest.raises(AnswerWrong) as caught:
            alone.second_persons.by_telephone(SUPERVISOR.operator, Vouched.VOID, _wrong(answer))
        left.append(caught.value.facts["left"])
        outpost.clock.advance(timedelta(seconds=60))
    assert [4, 3, 2, 1, 0] == left
    with pytest.raises(AnswerWrong):
        alone.second_persons.by_telephone(SUPERVISOR.operator, Vouched.VOID, answer)
    outpost.clock.advance(timedelta(seconds=60))
    assert old.digits != alone.second_persons.challenge(Vouched.VOID).digits
    fresh = _answer(outpost, alone, Vouched.VOID)
    alone.second_persons.by_telephone(SUPERVISOR.operator, Vouched.VOID, fresh)


def test_seven_digits_are_no_answer(outpost: Outpost, alone: Device) -> None:
    """Told at once, and no try is lost."""
    challenge = alone.second_persons.challenge(Vouched.VOID)
    with pytest.raises(BadInput):
        alone.second_persons.by_telephone(SUPERVISOR.operator, Vouched.VOID, "1234567")
    assert challenge == alone.second_persons.challenge(Vouched.VOID)


def test_an_answer_is_one_supervisors(outpost: Outpost, alone: Device) -> None:
    """A clerk's name does not do, at head office or here, and the operator cannot vouch for themselves."""
    challenge = alone.second_persons.challenge(Vouched.VOID)
    for stranger in (OTHER_CLERK.operator, "nobody"):
        with pytest.raises(OperatorUnknown):
            vouch(outpost.central, "suge-01", stranger, Vouched.VOID, challenge.digits)
        with pytest.raises(OperatorUnknown):
            alone.second_persons.by_telephone(stranger, Vouched.VOID, "12345678")
    alone.vault.add_operator(alone.ring, SUPERVISOR)
    supervisor = outpost.door().sign_in(SUPERVISOR.operator, SUPERVISOR.password)
    answer = _answer(outpost, supervisor, Vouched.VOID)
    with pytest.raises(SecondPersonNeeded):
        supervisor.second_persons.by_telephone(SUPERVISOR.operator, Vouched.VOID, answer)
    supervisor.close()


def test_another_devices_answer_does_not_count(outpost: Outpost, alone: Device) -> None:
    """Head office makes the answer with this device's own key."""
    challenge = alone.second_persons.challenge(Vouched.VOID)
    assert alone.enrolment.vouching_key == outpost.central.keys.vouching_of(alone.enrolment.origin)
    assert alone.enrolment.vouching_key != outpost.central.keys.vouching_of("ledger.kawasaki/suge-02/1")
    with pytest.raises(BadInput):
        vouch(outpost.central, "suge-02", SUPERVISOR.operator, Vouched.VOID, challenge.digits)


def test_beside_is_in_the_log_too(alone: Device) -> None:
    """With their own password; the entry stands before the act."""
    alone.vault.add_operator(alone.ring, OTHER_CLERK)
    second = alone.second_persons.beside(OTHER_CLERK.operator, OTHER_CLERK.password, Vouched.CLOSE)
    event, person = _last(alone)
    assert (OperatorVouched(second, VouchedBy.PASSWORD, Vouched.CLOSE), OTHER_CLERK.operator) == (event, person)


def test_nobody_is_their_own_second_person(alone: Device) -> None:
    """Neither asked for beside, nor in a log that somebody wrote by hand."""
    with pytest.raises(SecondPersonNeeded):
        alone.second_persons.beside(CLERK.operator, CLERK.password, Vouched.VOID)
    forged = OperatorVouched(Pseudonym(alone.journal.operator), VouchedBy.PASSWORD, Vouched.VOID)
    with pytest.raises(SecondPersonNeeded):
        alone.journal.record(alone.journal.state.enrolled and "forged", lambda _state: (forged,))
