"""From 受付 to 手数料: applications and their items."""

from dataclasses import dataclass

from branch_app.domain.log.events.base import ApplicationEvent, DataUsed, ItemEvent
from branch_app.domain.records.requester import Standing
from branch_app.domain.values.identifiers import Commitment, ItemId, JobId, Pseudonym
from branch_app.domain.values.origin import Origin
from branch_app.domain.values.payment import Means


@dataclass(frozen=True, slots=True)
class ApplicationAccepted(ApplicationEvent):
    """受付: a numbered 交付請求書, and how it came in."""

    kind = "application.accepted"
    form: str
    origin: Origin = Origin.COUNTER


@dataclass(frozen=True, slots=True)
class ApplicationIdentified(ApplicationEvent):
    """本人確認: how the applicant was identified, the evidence committed; without revocation: 失効未確認.

    ``data`` is every register that was asked.
    """

    kind = "application.identified"
    subject: Pseudonym
    method: str
    evidence: Commitment
    revocation_checked: bool
    data: tuple[DataUsed, ...]


@dataclass(frozen=True, slots=True)
class ItemRequested(ItemEvent):
    """One certificate in ``copies`` copies for a subject.

    ``requester`` is as what somebody asks whom no register shows to be entitled (本人通知); it names nobody.
    """

    kind = "item.requested"
    subject: Pseudonym
    certificate: str
    copies: int
    purpose: Commitment
    requester: Standing | None = None


@dataclass(frozen=True, slots=True)
class ItemAuthorised(ItemEvent):
    """審査: entitled, unrestricted, data fresh; the subject's snapshot is committed and kept as an opening.

    ``data`` is the restriction list and every register that the certificate rests on.
    """

    kind = "item.authorised"
    data: tuple[DataUsed, ...]
    snapshot: Commitment


@dataclass(frozen=True, slots=True)
class ItemReleased(ItemEvent):
    """解除 by two persons, for this certificate alone: who is restricted asks for it, or its paper was withheld.

    ``stops`` commits to which stops of which persons were released; any later one stops again.
    """

    kind = "item.released"
    stops: Commitment
    second: Pseudonym
    note: Commitment | None = None


@dataclass(frozen=True, slots=True)
class ItemRefused(ItemEvent):
    """Refused; the reason itself is committed because it may reveal a restriction."""

    kind = "item.refused"
    reason: Commitment


@dataclass(frozen=True, slots=True)
class ItemPrepared(ItemEvent):
    """Every copy is rendered and checked; nothing is paid yet."""

    kind = "item.prepared"


@dataclass(frozen=True, slots=True)
class ItemRenderFailed(ItemEvent):
    """The paper could not be made."""

    kind = "item.render_failed"
    reason: str


@dataclass(frozen=True, slots=True)
class ItemCancelled(ItemEvent):
    """Withdrawn before payment."""

    kind = "item.cancelled"


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """Unit fee in yen of one item as this office and channel charge it that day; exempt lines charge nothing."""

    item: ItemId
    unit_fee_yen: int
    copies: int
    exempt: bool
    exemption: Commitment | None


@dataclass(frozen=True, slots=True)
class ApplicationQuoted(ApplicationEvent):
    """手数料: every item is prepared or refused, the sum is known."""

    kind = "application.quoted"
    lines: tuple[QuoteLine, ...]
    total_yen: int


@dataclass(frozen=True, slots=True)
class ApplicationCharged(ApplicationEvent):
    """収納: cash in, change out; or through a terminal, exactly what is due, under the ``slip`` on its paper."""

    kind = "application.charged"
    charged_yen: int
    tendered_yen: int
    change_yen: int
    means: Means = Means.CASH
    slip: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationReceipted(ApplicationEvent):
    """領収書: ``copy`` counts the form's receipts from 1; from the second on they say 再発行.

    Logs of before 2026-12 have the later ones here, too.
    """

    kind = "application.receipted"
    copy: int


@dataclass(frozen=True, slots=True)
class ApplicationReceiptReissued(ApplicationEvent):
    """領収書の再発行 by two persons: ``copy`` is the form's second receipt, or a later one."""

    kind = "application.receipt_reissued"
    copy: int
    second: Pseudonym


@dataclass(frozen=True, slots=True)
class ApplicationExempt(ApplicationEvent):
    """Nothing to pay."""

    kind = "application.exempt"


@dataclass(frozen=True, slots=True)
class ApplicationRefunded(ApplicationEvent):
    """還付, for one voided job, by two persons: the way the fee came, so a terminal's has a ``slip`` of its own."""

    kind = "application.refunded"
    job: JobId
    refunded_yen: int
    second: Pseudonym
    means: Means = Means.CASH
    slip: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationSettled(ApplicationEvent):
    """Every job ended."""

    kind = "application.settled"


@dataclass(frozen=True, slots=True)
class ApplicationCancelled(ApplicationEvent):
    """Withdrawn, or nothing could be issued."""

    kind = "application.cancelled"
