"""交付請求書 while it is filled in: who asks, how they are known, what they want. Pure, and fit to be kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from branch_app.domain.deciders.issuance.guards import MAX_COPIES
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.requester import Claim, Visitor
from branch_app.domain.rules.catalogue import Listed, catalogue
from branch_app.domain.rules.entitlement import Evidence
from branch_app.domain.rules.tables import Office, Tables
from branch_app.domain.values.identifiers import ApplicationId, ResidentId
from branch_app.domain.values.origin import Origin
from branch_app.usecases.desk import CHANNEL
from branch_app.usecases.make_papers import Line
from branch_app.usecases.snapshot import Wish


@dataclass(frozen=True, slots=True)
class Form:
    """One form. ``subject`` is whom the next certificate is about; ``at`` the line that keys change.

    Who asks is known by ``documents`` (codes of the table), by a 印鑑登録証 (``seal_card`` with the birth date that
    its holder states), or already (``application`` with its ``evidence``), because a card has proved it.
    ``visitor`` is somebody on no register here, who asks in the applicant's place; ``claim`` is as what, where the
    registers do not show it; ``origin`` how it came in. Without a number the next one is taken when the papers are
    made.
    """

    number: str = ""
    applicant: ResidentId | None = None
    subject: ResidentId | None = None
    documents: tuple[str, ...] = ()
    seal_card: str = ""
    stated_birth: date | None = None
    application: ApplicationId | None = None
    evidence: Evidence | None = None
    visitor: Visitor | None = None
    claim: Claim | None = None
    lines: tuple[Line, ...] = ()
    at: int = 0
    origin: Origin = Origin.COUNTER

    @property
    def line(self) -> Line | None:
        """The line that keys change."""
        return self.lines[self.at] if self.lines else None

    @property
    def copies(self) -> int:
        """Of all lines."""
        return sum(line.wish.copies for line in self.lines)

    def lacking_purpose(self) -> int | None:
        """The first line whose paper must say what it is for and does not yet."""
        return next(
            (place for place, line in enumerate(self.lines) if _says_purpose(line) and not line.wish.purpose), None
        )

    def unconfirmed(self) -> int | None:
        """The first line that is proposed as free, and for which nobody said what was shown."""
        return next((at for at, line in enumerate(self.lines) if line.exempt and not line.evidence), None)

    def asked(self, certificate: Certificate) -> "Form":
        """The certificate for the subject: a new line, or one more copy where the line stands already."""
        if self.subject is None:
            return self
        for place, line in enumerate(self.lines):
            if (line.wish.certificate, line.wish.subject) == (certificate, self.subject):
                return replace(self, at=place).more()
        return replace(
            self, lines=(*self.lines, Line(Wish(certificate, self.subject, claim=self.claim))), at=len(self.lines)
        )

    def more(self) -> "Form":
        """One more copy of the line."""
        return self._with_copies(self.line.wish.copies + 1) if self.line else self

    def fewer(self) -> "Form":
        """One copy less; the last one takes the line away."""
        if self.line is None:
            return self
        if self.line.wish.copies > 1:
            return self._with_copies(self.line.wish.copies - 1)
        left = (*self.lines[: self.at], *self.lines[self.at + 1 :])
        return replace(self, lines=left, at=max(0, min(self.at, len(left) - 1)))

    def moved(self, by: int) -> "Form":
        """Another line."""
        return replace(self, at=max(0, min(self.at + by, len(self.lines) - 1)))

    def about(self, subject: ResidentId) -> "Form":
        """Whom the next certificate is about."""
        return replace(self, subject=subject)

    def wished(self, wish: Wish) -> "Form":
        """The line as another choice has it."""
        return self._with_line(replace(self.line, wish=wish)) if self.line else self

    def requested_by(self, visitor: Visitor | None, claim: Claim | None) -> "Form":
        """Who asks, and as what; whatever is asked for already is asked for so."""
        lines = tuple(replace(line, wish=replace(line.wish, claim=claim)) for line in self.lines)
        return replace(self, visitor=visitor, claim=claim, lines=lines)

    def for_purpose(self, purpose: str, *, exempt: bool) -> "Form":
        """What it is for; ``exempt`` as the table proposes, until the clerk says what was shown."""
        if self.line is None:
            return self
        wish = replace(self.line.wish, purpose=purpose)
        return self._with_line(replace(self.line, wish=wish, exempt=exempt, evidence=""))

    def freed(self, evidence: str) -> "Form":
        """The clerk saw that, by its code: the line is free."""
        return self._with_line(replace(self.line, exempt=True, evidence=evidence)) if self.line else self

    def charged(self) -> "Form":
        """Nothing was shown: the line costs its fee."""
        return self._with_line(replace(self.line, exempt=False, evidence="")) if self.line else self

    def proposed(self, free: Callable[[Line], bool]) -> "Form":
        """Of every line anew whether it may be free; what was shown for it before is asked once more."""
        lines = tuple(replace(line, exempt=free(line), evidence="") for line in self.lines)
        return replace(self, lines=lines)

    def again(self) -> "Form":
        """The same once more on a new form. Documents are shown once more; a card must prove itself once more."""
        return replace(self, number="", application=None, evidence=None)

    def _with_copies(self, copies: int) -> "Form":
        return self.wished(replace(self.line.wish, copies=min(copies, MAX_COPIES))) if self.line else self

    def _with_line(self, line: Line) -> "Form":
        return replace(self, lines=(*self.lines[: self.at], line, *self.lines[self.at + 1 :]))


def _says_purpose(line: Line) -> bool:
    """A 住民票記載事項証明書 certifies for a purpose that stands on it."""
    return line.wish.certificate is Certificate.KISAIJIKO


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Forms that a lock must not lose, the one in hand first."""

    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """A certificate this office issues today, with its fee in yen."""

    certificate: Certificate
    fee_yen: int


def offered(tables: Tables, office: Office, day: date) -> tuple[Offered, ...]:
    """What the counter may offer that day, in the order of the catalogue."""
    held = {listed.code for listed in catalogue(tables, office, CHANNEL, day) if listed.why is None}
    return tuple(
        Offered(certificate, tables.fee(certificate, CHANNEL, day, office.code))
        for certificate in tables.offered(office, CHANNEL, day)
        if certificate.value in held
    )


def unoffered(tables: Tables, office: Office, day: date) -> tuple[Listed, ...]:
    """What it may not that day, with the reasons."""
    return tuple(listed for listed in catalogue(tables, office, CHANNEL, day) if listed.why is not None)


def estimate_yen(form: Form, offers: Iterable[Offered]) -> int:
    """What the form will cost as far as the table says; the quote decides."""
    fees = {offer.certificate: offer.fee_yen for offer in offers}
    return sum(fees.get(line.wish.certificate, 0) * line.wish.copies for line in form.lines if not line.exempt)
