"""All commands, and what every one of them does with an error: say it in plain words and leave with status 1.

Only the module of the chosen command is loaded, so that a window does not wait for a server.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence
from contextlib import nullcontext

from branch_app.cli.told import told, unusable
from branch_app.domain.errors import BadInput, MadoguchiError

COMMANDS = {
    "counter": ("branch_app.cli.counter", "窓口 / the counter's window"),
    "demo": ("branch_app.cli.demo", "見本の一日 / a day at a branch office, on real parts"),
    "central": ("branch_app.cli.central", "センター / head office"),
    "doctor": ("branch_app.cli.doctor", "点検 / whether this device can issue certificates"),
    "enrol": ("branch_app.cli.enrol", "端末の登録 / make this computer a device of head office's"),
    "sync": ("branch_app.cli.sync", "同期 / a device that keeps in step with head office without a window"),
    "epoch": ("branch_app.cli.epoch", "登録のやり直し / a new log for a device that head office ended"),
    "desk": ("branch_app.cli.desk", "本庁の外の机 / head office's answers and orders from another computer"),
    "stick": ("branch_app.cli.stick", "USBメモリー / what the line would carry, on a USB stick"),
    "mirror": ("branch_app.cli.mirror", "記録の写し / the copy of the log on a second medium"),
    "calibrate": ("branch_app.cli.calibrate", "牽制文字の調整用紙 / a sheet that shows which dots fit a printer"),
    "verify": ("branch_app.cli.verify", "真偽確認 / whether a paper is an original, from a scan or a file"),
    "office-close": ("branch_app.cli.office_close", "拠点の締め / an office's close from those of its devices"),
    "assessment": ("branch_app.cli.assessment", "月末の調定 / a device's month, by year and account"),
    "export": ("branch_app.cli.export", "監査の書出し / what an auditor takes away from a device, by two persons"),
    "audit": ("branch_app.cli.audit", "監査 / audit"),
    "bench": ("branch_app.cli.bench", "figures of this machine, as JSON"),
}
"""Name of a command → its module and one line of help.

The module's ``fill(parser)`` gives it arguments, ``run``, and where it wants that what it runs ``within``.
"""
_INTERRUPTED = 130
"""As a shell says of a program that Ctrl+C ended."""


def run(arguments: Sequence[str]) -> int:
    """Exit status of one command."""
    chosen = _parser(arguments).parse_args(arguments)
    try:
        with chosen.within():
            return int(chosen.run(chosen))
    except MadoguchiError as error:
        print(told(error), file=sys.stderr)
    except OSError as error:
        print(told(unusable(error)), file=sys.stderr)
    except EOFError:  # a question, and nobody there to answer it
        print(told(BadInput(at="no_answer")), file=sys.stderr)
    except UnicodeError:
        print(told(BadInput(at="no_text")), file=sys.stderr)
    except KeyboardInterrupt:
        return _INTERRUPTED
    return 1


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Every name with its help; arguments of the first word's command only."""
    parser = argparse.ArgumentParser(prog="main.py", description="窓口 / Madoguchi: certificates, offline first")
    parser.set_defaults(within=nullcontext)
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, (module, help_text) in COMMANDS.items():
        command = commands.add_parser(name, help=help_text)
        if [name] == list(arguments[:1]):
            importlib.import_module(module).fill(command)
    return parser
