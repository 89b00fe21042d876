"""What the verification of an export came to, for programs and for people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import Enum

from branch_app.domain.log.verifier_key import VerifierKey
from branch_app.exports.audit.finding import Finding

_JAPAN = timezone(timedelta(hours=9))


class KeySource(Enum):
    """Where a key came from that everything else was checked with."""

    FOLDER = (
        "書出しの中の鍵です。別の経路で受け取った鍵と必ず見比べてください",
        "taken from the folder itself: compare it with the key received another way",
    )
    AUDITOR = ("監査人が持ち込んだ鍵と同じです", "the same as the auditor brought")


@dataclass(frozen=True, slots=True)
class UsedKey:
    """A key that signatures were checked with."""

    key: VerifierKey
    source: KeySource


@dataclass(frozen=True, slots=True)
class Report:
    """Origin, size and root (32 bytes) of the log, when the witness saw it (POSIX seconds), and every fault found.

    The figures are only worth something when ``intact``.
    """

    keys: tuple[UsedKey, ...]
    origin: str
    size: int
    root: bytes
    witnessed_at: int | None
    copies: int
    charged_yen: int
    refunded_yen: int
    findings: tuple[Finding, ...]

    @property
    def intact(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.findings

    def lines(self) -> Iterator[str]:
        """The report in Japanese, each line with English beside it."""
        if self.intact:
            yield from self._figures()
            yield "異常はありません。 / Nothing is wrong."
        else:
            yield f"異常が{len(self.findings)}件あります。 / {len(self.findings)} fault(s)."
            yield from (_line(finding) for finding in self.findings)
        yield from (f"鍵 {used.key.text}: {' / '.join(used.source.value)}" for used in self.keys)

    def _figures(self) -> Iterator[str]:
        yield f"記録簿 {self.origin}、記録{self.size}件 / log {self.origin}, {self.size} entries"
        yield f"根 {self.root.hex()} / root"
        if self.witnessed_at is not None:
            seen = datetime.fromtimestamp(self.witnessed_at, _JAPAN).isoformat()
            yield f"本庁の確認 {seen} / witnessed"
        yield (
            f"発行番号{self.copies}件、収納{self.charged_yen:,}円、還付{self.refunded_yen:,}円"
            f" / {self.copies} numbers, {self.charged_yen:,} yen charged, {self.refunded_yen:,} yen refunded"
        )


def _line(finding: Finding) -> str:
    japanese, english = finding.reason.value
    place = finding.file
    if finding.entry is not None:
        place += f"、記録 {finding.entry} / entry {finding.entry}"
    if finding.offset is not None:
        place += f"、{finding.offset} バイト目 / byte {finding.offset}"
    return f"{place}: {japanese} / {english}"
