"""Four eyes: steps that move money back, spoil paper or close a day need a second person."""

from branch_app.domain.errors import SecondPersonNeeded
from branch_app.domain.values.identifiers import Pseudonym


def two_persons(operator: Pseudonym, second: Pseudonym) -> Pseudonym:
    """The second person.

    Raises:
        SecondPersonNeeded: nobody, or the same person twice.
    """
    if not second or second == operator:
        raise SecondPersonNeeded
    return second
