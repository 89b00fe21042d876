"""Somebody else's yes at the command line: a password beside, or eight digits from a supervisor by telephone."""

import argparse
import getpass

from branch_app.domain.values.identifiers import Pseudonym
from branch_app.domain.values.vouching import Vouched
from branch_app.usecases.front_door import SecondPersons


def add_second(parser: argparse.ArgumentParser) -> None:
    """Who it is: one of the two."""
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--second", help="somebody beside, whose own password is asked for")
    who.add_argument("--telephone", help="a supervisor at head office, who answers eight digits with eight others")


def second_of(chosen: argparse.Namespace, persons: SecondPersons, action: Vouched) -> Pseudonym:
    """Ask them.

    Raises:
        TooManyTries, WrongKey, OperatorUnknown, SecondPersonNeeded, BadInput, AnswerWrong.
    """
    if chosen.second is not None:
        password = getpass.getpass(f"二人目のパスワード / second person's password ({chosen.second}): ")
        return persons.beside(chosen.second, password, action)
    challenge = persons.challenge(action)
    print(f"電話で伝える番号 / read this out: {challenge.digits} ({action.value})")
    return persons.by_telephone(chosen.telephone, action, input("電話で聞いた番号 / what is read back: "))
