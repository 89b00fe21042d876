"""``doctor``: whether this device can issue certificates, and what to do where not. Exit status 1: it cannot."""

import argparse
import getpass
import json
from pathlib import Path
from typing import Any

from branch_app.cli.meant import one_of
from branch_app.composition.checkup import probes
from branch_app.composition.patient import Patient, Unlock
from branch_app.machine import SystemClock, SystemRandom
from branch_app.strings import Language
from branch_app.usecases.doctor import Finding, Report, examine, say
from branch_app.usecases.level import Level
from db.vault import Credentials

_SYMBOLS = {Level.GOOD: "○", Level.UNKNOWN: "？", Level.NOTICE: "△", Level.BAD: "×"}


def fill(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--home", type=Path, required=True, help="the device's home, with settings.toml")
    parser.add_argument("--operator", help="look at what takes a password too; it is asked for")
    parser.add_argument("--language", **one_of(Language), default=Language.JA)
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=_doctor)


def _doctor(chosen: argparse.Namespace) -> int:
    with Patient(chosen.home, SystemClock(), SystemRandom(), _unlock(chosen.operator)) as patient:
        report = examine(probes(patient))
    print(_as_json(report) if chosen.json else _as_text(report, chosen.language))
    return 0 if report.can_issue else 1


def _unlock(operator: str | None) -> Unlock | None:
    if operator is None:
        return None
    credentials = Credentials(operator, getpass.getpass())
    return lambda vault: vault.sign_in(credentials)


def _as_text(report: Report, language: Language) -> str:
    return "\n".join(line for finding in report.findings for line in _lines(finding, language))


def _lines(finding: Finding, language: Language) -> list[str]:
    told = say(finding, language)
    first = f"{_SYMBOLS[finding.level]} {told.says}"
    return [first, f"   → {told.remedy}"] if told.remedy else [first]


def _as_json(report: Report) -> str:
    findings = [_row(finding) for finding in report.findings]
    return json.dumps({"can_issue": report.can_issue, "findings": findings}, ensure_ascii=False, indent=1)


def _row(finding: Finding) -> dict[str, Any]:
    told = {language.value: say(finding, language) for language in Language}
    return {
        "check": finding.check.value,
        "level": finding.level.value,
        "sentence": finding.sentence,
        "facts": dict(finding.facts),
        "error": finding.error.code if finding.error else None,
        "says": {language: advice.says for language, advice in told.items()},
        "remedy": {language: advice.remedy for language, advice in told.items()},
    }
