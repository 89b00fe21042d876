"""診断: what a device needs to issue certificates, looked at one by one, each with a plain sentence and a remedy.

::

    report = examine(probes)
    for finding in report.findings:
        told = say(finding, Language.JA)
        print(told.says, told.remedy)
    sys.exit(0 if report.can_issue else 1)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from branch_app.domain.errors import MadoguchiError
from branch_app.strings import Advice, Language, advice, message
from branch_app.usecases.level import Level


class Check(Enum):
    """What is looked at, in this order."""

    SETTINGS = "settings"
    DISK = "disk"
    KEYS = "keys"
    DATABASE = "database"
    MIRROR = "mirror"
    CLOCK = "clock"
    DATA = "data"
    FONTS = "fonts"
    PRINTER = "printer"
    READER = "reader"
    CENTRAL = "central"
    LEFTOVERS = "leftovers"


_ESSENTIAL = frozenset(Check) - {Check.READER, Check.CENTRAL, Check.LEFTOVERS}
"""Without a reader a counter issues by documents, and without head office until its data are too old."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer: ``sentence`` is a key of ``doctor.toml``; UNKNOWN is what takes a password to look at."""

    check: Check
    level: Level
    sentence: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    error: MadoguchiError | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All answers, in the order of ``Check``."""

    findings: tuple[Finding, ...]

    @property
    def can_issue(self) -> bool:
        """Whether nothing was found that stops the main job."""
        return not any(each.level is Level.BAD and each.check in _ESSENTIAL for each in self.findings)

    @property
    def needs_password(self) -> tuple[Check, ...]:
        """What only somebody who signs in can have looked at."""
        return tuple(each.check for each in self.findings if each.level is Level.UNKNOWN)


Probe = Callable[[], Finding]
"""Looks at one thing; an error of ours is an answer too."""


def examine(probes: Mapping[Check, Probe]) -> Report:
    """Ask every probe; none keeps another from being asked."""
    return Report(tuple(_asked(check, probes[check]) for check in Check if check in probes))


def say(finding: Finding, language: Language) -> Advice:
    """The finding in words."""
    reason = {"reason": message(finding.error, language).happened} if finding.error else {}
    return advice(finding.sentence, language, **finding.facts, **reason)


def _asked(check: Check, probe: Probe) -> Finding:
    try:
        return probe()
    except MadoguchiError as error:
        return Finding(check, Level.BAD, f"{check.value}_failed", error=error)
