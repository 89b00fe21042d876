"""This office's cases in ``device.db``: each as head office told it last, whether somebody is signed in or not."""

from datetime import timedelta

from branch_app.domain.errors import BadInput, DataStale
from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.records.case import NO_CASES, Case, CaseId, CaseNews, CasePoint, CaseState
from branch_app.domain.values.codec import decode, encode
from db.connection import StoreFile

KEPT_CLOSED = timedelta(days=60)
"""So long the office sees how a case ended."""


class StoredCases:
    """``CaseBook``."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file

    def point(self) -> CasePoint:
        """How far it goes."""
        with self._file.connected() as connection:
            row = connection.execute("SELECT version, mark FROM case_point").fetchone()
        return NO_CASES if row is None else CasePoint(*row)

    def take(self, news: CaseNews) -> None:
        """Lay it over the book, in one transaction with how far it goes.

        Raises:
            DataStale: with a gap before it, or older than what lies here; ours stands.
        """
        with self._file.immediate() as connection:
            held = connection.execute("SELECT coalesce(max(version), 0) FROM case_point").fetchone()[0]
            if news.since not in {0, held} or (news.since and news.point.version < held):
                raise DataStale(register="cases", version=news.point.version)
            if not news.since:
                connection.execute("DELETE FROM office_case")
            rows = [(case.id, case.state.value, _ended(case), to_canonical(encode(case))) for case in news.cases]
            connection.executemany("INSERT OR REPLACE INTO office_case VALUES (?, ?, ?, ?)", rows)
            old = (news.as_of - KEPT_CLOSED).date().isoformat()
            connection.execute("DELETE FROM office_case WHERE ended < ?", (old,))
            point = (1, news.point.version, news.point.mark)
            connection.execute("INSERT OR REPLACE INTO case_point VALUES (?, ?, ?)", point)

    def cases(self) -> tuple[Case, ...]:
        """All that lie here; the nearest deadline first."""
        with self._file.connected() as connection:
            rows = connection.execute("SELECT body FROM office_case").fetchall()
        found = [_parsed(body) for (body,) in rows]
        return tuple(sorted(found, key=lambda case: (case.deadline, case.id)))

    def case(self, case: CaseId) -> Case:
        """One of them.

        Raises:
            BadInput: it is not here.
        """
        with self._file.connected() as connection:
            row = connection.execute("SELECT body FROM office_case WHERE id = ?", (case,)).fetchone()
        if row is None:
            raise BadInput(at="case")
        return _parsed(row[0])


def _ended(case: Case) -> str | None:
    """The day on which it was closed."""
    return case.history[-1].at.date().isoformat() if case.state is CaseState.CLOSED else None


def _parsed(body: bytes) -> Case:
    return decode(Case, from_canonical(body))
