"""By what this device's papers are believed, as central told it last; replaced whole with every answer."""

from functools import lru_cache
from typing import Any

from branch_app.domain.log.canonical import from_canonical, to_canonical
from branch_app.domain.records.paper_trust import PaperStanding
from branch_app.domain.values.codec import decode, encode
from db.connection import StoreFile


class StoredPapers:
    """One standing an epoch."""

    def __init__(self, file: StoreFile) -> None:
        self._file = file

    def standing(self) -> PaperStanding | None:
        """Of the newest epoch; None before central certified our paper key."""
        query = "SELECT body FROM paper_standing WHERE epoch = (SELECT max(epoch) FROM enrolment)"
        with self._file.connected() as connection:
            row = connection.execute(query).fetchone()
        return None if row is None else _parsed(row[0])

    def keep(self, connection: Any, epoch: int, standing: PaperStanding) -> None:  # noqa: ANN401 - no types
        """In the transaction of that connection."""
        connection.execute(
            "INSERT INTO paper_standing VALUES (?, ?) ON CONFLICT (epoch) DO UPDATE SET body = excluded.body",
            (epoch, to_canonical(encode(standing))),
        )


@lru_cache(maxsize=4)
def _parsed(body: bytes) -> PaperStanding:
    """The row is read for every paper, and says the same for weeks."""
    return decode(PaperStanding, from_canonical(body))
