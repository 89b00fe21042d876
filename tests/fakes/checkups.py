"""Visits of the doctor to a device's home."""

from pathlib import Path

from branch_app.composition.checkup import probes
from branch_app.composition.patient import Patient, Unlock
from branch_app.machine import SystemRandom
from branch_app.ports import Clock
from branch_app.usecases.doctor import Check, Finding, Report, examine
from branch_app.usecases.level import Level
from db.keyring import KeyRing
from db.vault import Credentials, Vault
from tests.fakes.branch import CLERK


def by_password(credentials: Credentials = CLERK) -> Unlock:
    """How a person opens the counter ring."""

    def unlock(vault: Vault) -> KeyRing:
        return vault.sign_in(credentials)

    return unlock


def visit(home: Path, clock: Clock, unlock: Unlock | None = None) -> Report:
    """Everything looked at."""
    with Patient(home, clock, SystemRandom(), unlock) as patient:
        return examine(probes(patient))


def found(report: Report, check: Check) -> Finding:
    """The answer of that check."""
    return next(finding for finding in report.findings if finding.check is check)


def sentences(report: Report) -> dict[Check, str]:
    """What was said of everything that is not good."""
    return {finding.check: finding.sentence for finding in report.findings if finding.level is not Level.GOOD}
