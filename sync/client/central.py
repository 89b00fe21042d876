"""``Central`` over the line: what the use cases ask of head office, for one enrolled device."""

from collections.abc import Mapping, Sequence
from datetime import date

from branch_app.domain.errors import CentralConflict
from branch_app.domain.reconcile.day import Reconciliation
from branch_app.domain.reconcile.finding import Finding
from branch_app.domain.records.case import CaseNews, CasePoint
from branch_app.domain.records.hold import Hold, HoldId
from branch_app.domain.records.policy import Instructions, PolicyNews
from branch_app.domain.records.restrictions import NOTHING_HELD, RestrictionNews, RestrictionPoint
from branch_app.domain.records.standing import Standing
from branch_app.ports import Ledger, Progress
from sync.client.cases import fetch_cases
from sync.client.feeds import fetch_reconciliation, fetch_restrictions, report_holds
from sync.client.policy_news import fetch_policy
from sync.client.push import push
from sync.client.register_source import OnlineRegisters
from sync.client.renewal import with_lasting_key
from sync.client.session import Session
from sync.client.settings import escrow, fetch_settings

_ANOTHER_HISTORY = frozenset(("fork", "ahead", "root"))


class OnlineCentral:
    """Head office on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def restrictions(self, held: RestrictionPoint = NOTHING_HELD) -> RestrictionNews:
        """What changed after ``held``, or everything; a key that ends is renewed first."""
        return with_lasting_key(self._session, lambda: fetch_restrictions(self._session, held))

    def report_holds(self, holds: Sequence[Hold]) -> Mapping[HoldId, int]:
        """Have holds told by telephone made restrictions; from which version of the list on."""
        return report_holds(self._session, holds)

    def policy(self, known: int) -> PolicyNews:
        """Tables published after version ``known``."""
        return fetch_policy(self._session, known)

    def settings(self, known: int) -> Instructions:
        """Roster and the rest of the enrolment as of now, and the tables published after version ``known``."""
        return fetch_settings(self._session, known)

    def escrow(self, serial: int, code: str) -> None:
        """Have a recovery code kept at head office."""
        escrow(self._session, serial, code)

    def registers(self) -> OnlineRegisters:
        """The registers as this office may hold them."""
        return OnlineRegisters(self._session)

    def push(self, ledger: Ledger, progress: Progress) -> int:
        """Send everything outstanding; the witnessed size.

        Raises:
            CentralConflict: central holds another history under our key: no program of this device goes on with it.
        """
        try:
            return push(self._session, ledger, progress)
        except CentralConflict as conflict:
            if conflict.facts["reason"] in _ANOTHER_HISTORY:
                self._session.ended(Standing.FORKED)
            raise

    def cases(self, held: CasePoint) -> CaseNews:
        """What changed in this office's cases after ``held``, or all of it."""
        return fetch_cases(self._session, held)

    def reconciliation(self, business_date: date) -> Reconciliation:
        """What central found when it compared that closed day."""
        report = fetch_reconciliation(self._session, business_date)
        found = tuple(Finding(case.code, case.entries, case.detail) for case in report.open_cases)
        return Reconciliation(report.business_date.isoformat(), report.branch_yen, report.central_yen, found)
