"""交付請求書 while it is filled in: who asks, how they are known, what they want. Pure, and fit to be kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from branch_app.domain.deciders.issuance.guards import MAX_COPIES
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.snapshots import JuminhyoOptions, Scope
from branch_app.domain.rules.entitlement import Evidence
from branch_app.domain.rules.tables import Office, Tables
from branch_app.domain.values.identifiers import ApplicationId, ResidentId
from branch_app.usecases.desk import CHANNEL
from branch_app.usecases.make_papers import Line
from branch_app.usecases.snapshot import Wish


class Option(Enum):
    """Items of a 住民票の写し that are left out unless asked for (住民基本台帳法 12条5項)."""

    HEAD_AND_RELATIONSHIP = "head_and_relationship"
    HONSEKI = "honseki"
    JUMINHYO_CODE = "juminhyo_code"


@dataclass(frozen=True, slots=True)
class Form:
    """One form. ``subject`` is whom the next certificate is about; ``at`` the line that keys change.

    Who asks is known by ``documents`` (codes of the table), by a 印鑑登録証 (``seal_card`` with the birth date that
    its holder states), or already (``application`` with its ``evidence``), because a card has proved it. Without a
    number the next one is taken when the papers are made.
    """

    number: str = ""
    applicant: ResidentId | None = None
    subject: ResidentId | None = None
    documents: tuple[str, ...] = ()
    seal_card: str = ""
    stated_birth: date | None = None
    application: ApplicationId | None = None
    evidence: Evidence | None = None
    lines: tuple[Line, ...] = ()
    at: int = 0

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

    def asked(self, certificate: Certificate) -> "Form":
        """The certificate for the subject: a new line, or one more copy where the line stands already."""
        if self.subject is None:
            return self
        for place, line in enumerate(self.lines):
            if (line.wish.certificate, line.wish.subject) == (certificate, self.subject):
                return replace(self, at=place).more()
        return replace(self, lines=(*self.lines, Line(Wish(certificate, self.subject))), at=len(self.lines))

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

    def toggled(self, option: Option) -> "Form":
        """Show that item, or leave it out, on a 住民票の写し."""
        if self.line is None or self.line.wish.certificate is not Certificate.JUMINHYO:
            return self
        options = self.line.wish.options
        changed = replace(options, **{option.value: not getattr(options, option.value)})
        return self._with_wish(replace(self.line.wish, options=changed))

    def scoped(self, scope: Scope) -> "Form":
        """Whose entries a 住民票の写し shows."""
        if self.line is None or self.line.wish.certificate is not Certificate.JUMINHYO:
            return self
        return self._with_wish(replace(self.line.wish, scope=scope))

    def for_purpose(self, purpose: str, *, exempt: bool) -> "Form":
        """What it is for; ``exempt`` as the table proposes, until the clerk says otherwise."""
        if self.line is None:
            return self
        line = replace(self.line, wish=replace(self.line.wish, purpose=purpose), exempt=exempt)
        return self._with_line(line)

    def charged(self, *, exempt: bool) -> "Form":
        """The clerk accepts or declines the proposed exemption."""
        return self._with_line(replace(self.line, exempt=exempt)) if self.line else self

    def again(self) -> "Form":
        """The same once more on a new form. Documents are shown once more; a card must prove itself once more."""
        return replace(self, number="", application=None, evidence=None)

    def _with_copies(self, copies: int) -> "Form":
        return self._with_wish(replace(self.line.wish, copies=min(copies, MAX_COPIES))) if self.line else self

    def _with_wish(self, wish: Wish) -> "Form":
        return self._with_line(replace(self.line, wish=wish)) if self.line else self

    def _with_line(self, line: Line) -> "Form":
        return replace(self, lines=(*self.lines[: self.at], line, *self.lines[self.at + 1 :]))


def _says_purpose(line: Line) -> bool:
    """A 住民票記載事項証明書 certifies for a purpose that stands on it."""
    return line.wish.certificate is Certificate.KISAIJIKO


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Forms that a lock must not lose, the one in hand first."""

    forms: tuple[Form, ...] = ()


def shown(options: JuminhyoOptions) -> frozenset[Option]:
    """The items that will be shown."""
    return frozenset(option for option in Option if getattr(options, option.value))


@dataclass(frozen=True, slots=True)
class Offered:
    """A certificate this office issues today, with its fee in yen."""

    certificate: Certificate
    fee_yen: int


def offered(tables: Tables, office: Office, day: date) -> tuple[Offered, ...]:
    """What the counter may offer that day, in the order of the catalogue."""
    return tuple(
        Offered(certificate, tables.fee(certificate, CHANNEL, day))
        for certificate in tables.offered(office, CHANNEL, day)
    )


def estimate_yen(form: Form, offers: Iterable[Offered]) -> int:
    """What the form will cost as far as the table says; the quote decides."""
    fees = {offer.certificate: offer.fee_yen for offer in offers}
    return sum(fees.get(line.wish.certificate, 0) * line.wish.copies for line in form.lines if not line.exempt)
