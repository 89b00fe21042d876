"""Kinds of certificate, and one copy to be made."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from branch_app.domain.records.paper import Paper
from branch_app.domain.records.snapshots import Snapshot
from branch_app.domain.values.identifiers import IssueNumber, JobId


class Certificate(Enum):
    """Kinds of certificate; which office issues which, and when, stands in the dated catalogue."""

    JUMINHYO = "juminhyo"
    KISAIJIKO = "kisaijiko"
    INKAN = "inkan"
    KOSEKI_ZENBU = "koseki_zenbu"
    KOSEKI_KOJIN = "koseki_kojin"
    FUHYO = "fuhyo"
    GENPYO = "genpyo"
    KAZEI = "kazei"
    JOSEKI = "joseki"
    KAISEIGEN = "kaiseigen"
    JOFUHYO = "jofuhyo"
    JOHYO = "johyo"
    JURI = "juri"
    JURI_JOSHITSU = "juri_joshitsu"
    MIBUN = "mibun"


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who certifies: the mayor's title and name as printed, and the office that issued.

    Of a 職務代理者 the title holds whom they act for and their own, parted by U+3000:
    川崎市長職務代理者 and 川崎市副市長 stand on two lines.
    """

    title: str
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """One copy to render: job and number stand on every page, ``as_of`` when the data are older than the day.

    ``specimen`` marks training paper 見本 across the page; ``paper`` decides whether our own 牽制文字 lie below it.
    """

    job: JobId
    number: IssueNumber
    issued: date
    issuer: Issuer
    snapshot: Snapshot
    data_as_of: date | None
    specimen: bool
    paper: Paper


@dataclass(frozen=True, slots=True)
class RenderedPaper:
    """The finished PDF with what it claims, for preflight and reservation."""

    pdf: bytes
    pages: int
