"""What a 交付請求書 says: who asks for what, filled in so far as the counter knows it. It is signed by hand."""

from dataclasses import dataclass
from datetime import date

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.requester import Standing


@dataclass(frozen=True, slots=True)
class Requester:
    """請求者; ``birth`` is as written on papers; it and ``kana`` are empty where no register tells them."""

    name: str
    kana: str
    address: str
    birth: str

    def __post_init__(self) -> None:
        """Raise ValueError for a nobody."""
        if not self.name.strip():
            raise ValueError("requester")


@dataclass(frozen=True, slots=True)
class RequestedLine:
    """So many copies of one certificate about one person; ``standing`` is as what the requester asks for it."""

    certificate: Certificate
    subject: str
    copies: int
    purpose: str
    standing: Standing

    def __post_init__(self) -> None:
        """Raise ValueError for no copies."""
        if self.copies < 1:
            raise ValueError("copies")


@dataclass(frozen=True, slots=True)
class RequestFormOrder:
    """One 交付請求書 to make; ``addressee`` is whom it is addressed to, ``evidence`` how they are known."""

    office: str
    addressee: str
    form: str
    issued: date
    requester: Requester
    lines: tuple[RequestedLine, ...]
    evidence: str
    specimen: bool

    def __post_init__(self) -> None:
        """Raise ValueError for a form that asks for nothing."""
        if not self.lines or not self.form.strip():
            raise ValueError("form")
