"""四つの目: somebody else says yes, with a password beside or by telephone. The log holds it before the act."""

import hmac

from branch_app.domain.deciders.two_persons import two_persons
from branch_app.domain.errors import AnswerWrong, BadInput, OperatorUnknown
from branch_app.domain.log.commitment import Retention
from branch_app.domain.log.events import OperatorVouched
from branch_app.domain.records.enrolment import Role
from branch_app.domain.values.digit_groups import plain_digits
from branch_app.domain.values.identifiers import Pseudonym, RequestId
from branch_app.domain.values.vouching import (
    ANSWER_DIGITS,
    CHALLENGE_DIGITS,
    GRAVE,
    Challenge,
    Vouched,
    VouchedBy,
    Vouching,
)
from branch_app.ports import ChallengeBook, EnrolmentStore, Passwords
from branch_app.usecases.journal import Journal
from branch_app.usecases.roster import on_roster
from branch_app.usecases.slow_down import TELEPHONE, SlowDown, password_of
from branch_app.usecases.veil import Veil

TRIES_A_CHALLENGE = 5
_REQUEST_BYTES = 16
_BESIDE = frozenset({Role.CLERK, Role.SUPERVISOR})
_BY_SUPERVISOR = frozenset({Role.SUPERVISOR})


class AskSecondPerson:
    """``SecondPersons`` of the person signed in; who may is looked up each time, because rosters change."""

    def __init__(
        self,
        enrolments: EnrolmentStore,
        journal: Journal,
        veil: Veil,
        slow_down: SlowDown,
        passwords: Passwords,
        challenges: ChallengeBook,
    ) -> None:
        self._enrolments = enrolments
        self._journal = journal
        self._veil = veil
        self._slow_down = slow_down
        self._passwords = passwords
        self._challenges = challenges

    def beside(self, operator: str, password: str, action: Vouched) -> Pseudonym:
        """With a password of their own, at this device.

        Raises:
            TooManyTries, WrongKey.
            OperatorUnknown: not on the roster, neither supervisor nor clerk, or without a password here; a stop is
                released by a supervisor only.
            SecondPersonNeeded: it is the same person.
        """
        self._refuse_unless(operator, _BY_SUPERVISOR if action in GRAVE else _BESIDE)
        if operator not in self._passwords.operators():
            raise OperatorUnknown(operator=operator)
        with self._slow_down.attempt(password_of(operator)):
            self._passwords.check(operator, password)
        return self._vouched(operator, VouchedBy.PASSWORD, action)

    def challenge(self, action: Vouched) -> Challenge:
        """For a supervisor at head office; the open one again while it still takes answers."""
        newest = self._challenges.newest()
        if newest is not None and newest.action is action and newest.tries_left:
            return newest
        fresh = Challenge(self._fresh_digits(), action, TRIES_A_CHALLENGE)
        self._challenges.add(fresh)
        return fresh

    def by_telephone(self, supervisor: str, action: Vouched, code: str) -> Pseudonym:
        """The eight digits that head office read out for the open challenge.

        Raises:
            BadInput: not eight digits; it was not tried.
            AnswerWrong: ``left`` answers are still taken; at none, ask for a new challenge.
            TooManyTries.
            OperatorUnknown: no supervisor on the roster.
            SecondPersonNeeded: it is the same person.
        """
        self._refuse_unless(supervisor, _BY_SUPERVISOR)
        answer = plain_digits(code)
        if len(answer) != ANSWER_DIGITS:
            raise BadInput(at="answer")
        with self._slow_down.attempt(TELEPHONE):
            self._check(supervisor, action, answer)
        return self._vouched(supervisor, VouchedBy.TELEPHONE, action)

    def _check(self, supervisor: str, action: Vouched, answer: str) -> None:
        challenge = self._challenges.use(action)
        known = self._enrolments.enrolment()
        vouching = Vouching(known.device, known.epoch, action, challenge.digits, supervisor)
        expected = vouching.answer(known.vouching_key)
        if not hmac.compare_digest(answer, expected):
            raise AnswerWrong(left=challenge.tries_left)
        self._challenges.end(challenge.digits)

    def _refuse_unless(self, operator: str, roles: frozenset[Role]) -> None:
        listed = on_roster(self._enrolments.enrolment(), operator, self._veil.clock)
        if not roles & set(listed.roles):
            raise OperatorUnknown(operator=operator)
        two_persons(self._journal.operator, self._veil.person(operator, Retention.STAFF)[0])

    def _vouched(self, operator: str, method: VouchedBy, action: Vouched) -> Pseudonym:
        """Written whatever the clock says: a wrong clock is one of the things two persons set right."""
        alias, opening = self._veil.person(operator, Retention.STAFF)
        event = OperatorVouched(alias, method, action)
        request = RequestId(self._veil.random.token(_REQUEST_BYTES).hex())
        self._journal.record(request, lambda _state: (event,), (opening,))
        return alias

    def _fresh_digits(self) -> str:
        """Eight bytes for eight digits: no digit is noticeably likelier than another."""
        number = int.from_bytes(self._veil.random.token(8)) % 10**CHALLENGE_DIGITS
        return f"{number:0{CHALLENGE_DIGITS}d}"
