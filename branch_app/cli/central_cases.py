"""``central cases list|show|close|compare|watch|export``: what does not fit, and what became of it."""

import argparse
import signal
from pathlib import Path
from threading import Event

from branch_app.cli.central_place import command, open_central
from branch_app.cli.kinds import Commands
from branch_app.cli.meant import one_of
from branch_app.domain.records.case import CaseId
from branch_app.domain.values.reasons import CloseReason
from branch_app.exports.cases.table import case_lines, cases_csv, cases_json
from branch_app.strings import Language
from sync.central.cases import store
from sync.central.cases.city import compare_city
from sync.central.cases.desk import close, show
from sync.central.cases.watch import watch
from sync.central.serving.notify import notify_ready
from sync.central.serving.worker import log_to_stderr

_REASONS = [reason.value for reason in CloseReason if reason is not CloseReason.RESOLVED]
_TABLES = {"csv": cases_csv, "json": cases_json}


def fill_cases(central: Commands) -> None:
    """Register the commands."""
    cases = central.add_parser("cases", help="what does not fit, and what became of it").add_subparsers(
        required=True, metavar="what"
    )
    listed = command(cases, "list", "cases that are not closed, the nearest deadline first")
    listed.add_argument("--office", help="of this office alone")
    shown = command(cases, "show", "one case with its history and the words of its answers")
    shown.add_argument("case")
    ended = command(cases, "close", "close a case with a reason")
    ended.add_argument("case")
    ended.add_argument("--reason", choices=_REASONS, required=True)
    ended.add_argument("--by", required=True, help="who closes it, as on the roster; it stays at head office")
    compared = command(cases, "compare", "compare what came since the last time: once")
    watched = command(cases, "watch", "compare all the time, until SIGTERM; several share the logs")
    watched.add_argument("--every", type=float, default=60, help="seconds between two rounds")
    written = command(cases, "export", "all cases, closed ones too, for whoever audits")
    written.add_argument("--out", type=Path, required=True)
    written.add_argument("--format", choices=tuple(_TABLES), default="csv")
    for said, run in ((listed, _list), (shown, _show), (ended, _close), (written, _export)):
        said.add_argument("--language", **one_of(Language), default=Language.JA)
        said.set_defaults(run=run)
    compared.set_defaults(run=_compare)
    watched.set_defaults(run=_watch)


def _list(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    with central.database.connection_context():
        for case in store.unclosed(chosen.office):
            print(*case_lines(case, chosen.language)[:2], sep="  ")
    central.close()
    return 0


def _show(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    with central.database.connection_context():
        shown = show(central, CaseId(chosen.case))
    print(*case_lines(shown.case, chosen.language), sep="\n")
    print(*(f"{place.log}#{place.seq}" for place in shown.case.entries))
    print(*(f"「{words}」" for words in shown.words if words), sep="\n")
    central.close()
    return 0


def _close(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    with central.database.connection_context():
        case = close(central, CaseId(chosen.case), CloseReason(chosen.reason), chosen.by)
    print(*case_lines(case, chosen.language)[:2], sep="  ")
    central.close()
    return 0


def _compare(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    with central.database.connection_context():
        print(compare_city(central))
    central.close()
    return 0


def _watch(chosen: argparse.Namespace) -> int:
    central, ended = open_central(chosen), Event()

    def end(sign: int, _frame: object) -> None:
        signal.signal(sign, signal.SIG_DFL)  # a second one ends it at once
        ended.set()

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, end)
    log_to_stderr()
    notify_ready()
    print("compare", flush=True)
    watch(central, chosen.every, ended, _changed)
    central.close()
    return 0


def _changed(cases: int) -> None:
    """A round that found nothing new says nothing."""
    if cases:
        print(cases, flush=True)


def _export(chosen: argparse.Namespace) -> int:
    central = open_central(chosen)
    with central.database.connection_context():
        chosen.out.write_bytes(_TABLES[chosen.format](store.every()))
    central.close()
    return 0
