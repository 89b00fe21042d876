"""What a paper says: a frozen snapshot of its subject, taken when the item was authorised.

A reprint is made from this and from nothing else. Everything the renderer needs is here; it reads no register.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from branch_app.domain.records.resident import Household
from branch_app.domain.records.seal import SealRegistration
from branch_app.domain.values.identifiers import IssueNumber, JobId, ResidentId


class Certificate(Enum):
    """Kinds of certificate; which office issues which, and when, stands in the dated catalogue."""

    JUMINHYO = "juminhyo"
    KISAIJIKO = "kisaijiko"
    INKAN = "inkan"


class JuminhyoScope(Enum):
    """Whose entries the 住民票の写し shows."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, slots=True)
class JuminhyoOptions:
    """Items left out unless asked for (住民基本台帳法 12条5項)."""

    head_and_relationship: bool = False
    honseki: bool = False
    juminhyo_code: bool = False


@dataclass(frozen=True, slots=True)
class JuminhyoSnapshot:
    """住民票の写し: the household and the members shown."""

    subject: ResidentId
    household: Household
    scope: JuminhyoScope
    shown: tuple[ResidentId, ...]
    options: JuminhyoOptions


@dataclass(frozen=True, slots=True)
class KisaijikoSnapshot:
    """住民票記載事項証明書 for one person; ``purpose_text`` such as 年金現況届 stands on the paper."""

    subject: ResidentId
    household: Household
    purpose_text: str


@dataclass(frozen=True, slots=True)
class InkanSnapshot:
    """印鑑登録証明書."""

    subject: ResidentId
    household: Household
    seal: SealRegistration


Snapshot = JuminhyoSnapshot | KisaijikoSnapshot | InkanSnapshot


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who certifies: the mayor's title and name as printed, the office that issued, the seal's resource name."""

    title: str
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """One copy to render: job and number stand on every page, ``as_of`` when the data are older than the day.

    ``specimen`` marks training paper 見本 across the page.
    """

    job: JobId
    number: IssueNumber
    issued: date
    issuer: Issuer
    snapshot: Snapshot
    data_as_of: date | None
    specimen: bool


@dataclass(frozen=True, slots=True)
class RenderedPaper:
    """The finished PDF with what it claims, for preflight and reservation."""

    pdf: bytes
    pages: int
