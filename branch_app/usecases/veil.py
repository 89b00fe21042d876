"""Persons behind pseudonyms, fields behind commitments: the only way personal data comes near the log."""

from dataclasses import dataclass

from branch_app.domain.log.canonical import to_canonical
from branch_app.domain.log.commitment import Opening, Retention, commit, pseudonym
from branch_app.domain.values.codec import encode
from branch_app.domain.values.identifiers import Commitment, Pseudonym
from branch_app.domain.values.wareki import fiscal_year
from branch_app.ports import Clock, Random, Seals


@dataclass(frozen=True, slots=True)
class Veil:
    """Keys come from the device, salts from randomness, the period from the clock."""

    seals: Seals
    random: Random
    clock: Clock

    def period(self) -> str:
        """Retention period of an entry written now: its fiscal year."""
        return f"FY{fiscal_year(self.clock.now().date())}"

    def person(self, person: str, retention: Retention = Retention.ISSUANCE) -> tuple[Pseudonym, Opening]:
        """A person's stand-in, and what opens it."""
        alias = pseudonym(self.seals.pseudonym_key(retention, self.period()), person)
        return alias, Opening(alias, "person", b"", person.encode(), retention)

    def words(self, words: str) -> tuple[Commitment | None, tuple[Opening, ...]]:
        """A clerk's own words, which may name anybody: committed, or nothing when there are none."""
        if not words:
            return None, ()
        note, opening = self.field("note", words)
        return note, (opening,)

    def field(
        self, name: str, value: object, retention: Retention = Retention.ISSUANCE
    ) -> tuple[Commitment, Opening]:
        """Commitment to any value the codec knows."""
        return commit(name, to_canonical(encode(value)), self.random.token(32), retention)
