"""All commands, and what every one of them does with an error: say it in plain words and leave with status 1."""

import argparse
import sys
from collections.abc import Sequence

from branch_app.cli import audit, bench, central, demo
from branch_app.domain.errors import MadoguchiError
from branch_app.strings import Language, message

_COMMANDS = (demo, central, audit, bench)


def run(arguments: Sequence[str]) -> int:
    """Exit status of one command."""
    parser = argparse.ArgumentParser(prog="main.py", description="窓口 / Madoguchi: certificates, offline first")
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in _COMMANDS:
        command.add_to(commands)
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except MadoguchiError as error:
        for language in (Language.JA, Language.EN):
            text = message(error, language)
            print(f"{text.happened}\n{text.next}", file=sys.stderr)
        return 1
