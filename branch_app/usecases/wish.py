"""What is asked for: one item of a form."""

from dataclasses import dataclass, field
from datetime import date

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.requester import Claim
from branch_app.domain.records.snapshots import (
    USUAL_ITEMS,
    JuminhyoForm,
    JuminhyoOptions,
    KisaijikoItem,
    Scope,
)
from branch_app.domain.values.identifiers import KosekiId, ResidentId


@dataclass(frozen=True, slots=True)
class FamilyChoice:
    """Of 戸籍, 附票 and 受理: the one of that id (None: the newest that fits), whose blocks, which 届出, 本籍.

    ``persons`` and ``event`` are places from 0; without them the subject alone, and the subject's newest.
    """

    id: KosekiId | None = None
    persons: tuple[int, ...] = ()
    event: int | None = None
    honseki: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """One item of a form: certificate, subject, copies, purpose (a code of the exemption table, or "").

    ``scope``, ``options``, ``form`` and ``shown`` are of 住民票 (``shown``: whom a part shows, else the subject),
    ``scope`` of 戸籍 and 附票 too with ``family``, ``items`` of a 住民票記載事項証明書; ``removed`` says which 除票
    by its day (else the newest). ``claim`` is as what it is asked for, None where the registers show it;
    ``my_number`` that the 個人番号 is asked for.
    """

    certificate: Certificate
    subject: ResidentId
    copies: int = 1
    purpose: str = ""
    scope: Scope = Scope.WHOLE
    options: JuminhyoOptions = field(default_factory=JuminhyoOptions)
    form: JuminhyoForm = JuminhyoForm.HOUSEHOLD
    shown: tuple[ResidentId, ...] = ()
    items: tuple[KisaijikoItem, ...] = USUAL_ITEMS
    family: FamilyChoice = field(default_factory=FamilyChoice)
    removed: date | None = None
    claim: Claim | None = None
    my_number: bool = False
