"""Four eyes: to give money back, spoil paper, print twice, show or take out records needs a second person."""

from dataclasses import dataclass

from branch_app.domain.errors import SecondPersonNeeded
from branch_app.domain.values.identifiers import Pseudonym


def two_persons(operator: Pseudonym, second: Pseudonym | None) -> Pseudonym:
    """The second person.

    Raises:
        SecondPersonNeeded: nobody, or the same person twice.
    """
    if not second or second == operator:
        raise SecondPersonNeeded
    return second


@dataclass(frozen=True, slots=True)
class Actors:
    """Who acts: ``second`` is None while nobody else agreed, because mostly nobody has to."""

    operator: Pseudonym
    second: Pseudonym | None = None

    def both(self) -> Pseudonym:
        """The second of two.

        Raises:
            SecondPersonNeeded: nobody, or the same person twice.
        """
        return two_persons(self.operator, self.second)
