"""Orders for tests: a synthetic 𠮷野 family, its seal, and an issuer that does not exist."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from branch_app.domain.records.certificate import Issuer, PrintOrder
from branch_app.domain.records.paper import Paper
from branch_app.domain.records.resident import Household, Resident, Sex
from branch_app.domain.records.seal import SealImpression, SealRegistration
from branch_app.domain.records.snapshots import (
    InkanSnapshot,
    JuminhyoOptions,
    JuminhyoSnapshot,
    KisaijikoSnapshot,
    Scope,
    Snapshot,
)
from branch_app.domain.values.identifiers import HouseholdId, IssueNumber, JobId, ResidentId

RESOURCES = Path(__file__).parents[2] / "resources"
TODAY = date(2025, 11, 4)
EVERYTHING = JuminhyoOptions(head_and_relationship=True, honseki=True, juminhyo_code=True)

HEAD = Resident(
    id=ResidentId("0000000001"),
    name="𠮷野\u3000邉\U000e0110太郎",
    kana="ヨシノ\u3000ベタロウ",
    birth=date(1975, 4, 1),
    sex=Sex.MALE,
    relationship=("02",),
    became_resident=date(2004, 6, 12),
    address_since=date(2019, 5, 1),
    notified=date(2004, 6, 14),
    honseki="神奈川県川崎市多摩区菅九丁目８８番地",
    hittousha="𠮷野\u3000邉\U000e0110太郎",
    previous_address="東京都稲城市矢野口９９９９番地の９",
    juminhyo_code="24727059608",
)
WIFE = replace(
    HEAD,
    id=ResidentId("0000000002"),
    name="𠮷野\u3000花子",
    kana="ヨシノ\u3000ハナコ",
    birth=date(1977, 12, 3),
    sex=Sex.FEMALE,
    relationship=("12",),
    juminhyo_code="24846016224",
)
SON = replace(
    HEAD,
    id=ResidentId("0000000003"),
    name="𠮷野\u3000翔",
    kana="ヨシノ\u3000ショウ",
    birth=date(2008, 2, 29),
    relationship=("20",),
    became_resident=date(2008, 2, 29),
    address_since=None,
    previous_address=None,
    juminhyo_code="25208017643",
)
DAUGHTER = replace(
    SON,
    id=ResidentId("0000000004"),
    name="𠮷野\u3000さくら",
    kana="ヨシノ\u3000サクラ",
    birth=date(2019, 5, 1),
    sex=Sex.FEMALE,
    relationship=("12", "20"),
)
FAMILY = (HEAD, WIFE, SON, DAUGHTER)
ADDRESS = "神奈川県川崎市多摩区菅北浦九丁目１番１号\u3000見本荘１０１号"


def members(count: int) -> tuple[Resident, ...]:
    """That many, the family first."""
    more = (
        replace(SON, id=ResidentId(f"{index:010d}"), name=f"𠮷野\u3000{index}郎") for index in range(5, count + 1)
    )
    return (*FAMILY, *more)[:count]


def household(residents: tuple[Resident, ...] = FAMILY) -> Household:
    """The members under one roof."""
    return Household(HouseholdId("0000000100"), ADDRESS, residents[0].name, residents)


def juminhyo(
    residents: tuple[Resident, ...] = FAMILY,
    options: JuminhyoOptions = JuminhyoOptions(),  # noqa: B008 - frozen
    shown: tuple[Resident, ...] | None = None,
) -> JuminhyoSnapshot:
    """住民票の写し of the whole household, or of ``shown``."""
    return JuminhyoSnapshot(
        subject=residents[0].id,
        household=household(residents),
        scope=Scope.WHOLE if shown is None else Scope.PART,
        shown=tuple(member.id for member in (residents if shown is None else shown)),
        options=options,
    )


def kisaijiko(subject: Resident = HEAD, purpose: str = "年金現況届") -> KisaijikoSnapshot:
    """住民票記載事項証明書 of one person."""
    return KisaijikoSnapshot(subject.id, household((subject,)), purpose)


def ring(width_mm: float = 15.0, height_mm: float = 18.0, dots_per_inch: int = 600) -> SealImpression:
    """An oval 印影 that fills its bitmap from edge to edge, with a cross inside."""
    width, height = (round(side / 25.4 * dots_per_inch) for side in (width_mm, height_mm))
    rows = bytearray()
    for y in range(height):
        row = 0
        for x in range(width):
            across, down = (2 * x + 1) / width - 1, (2 * y + 1) / height - 1
            edge = across * across + down * down
            ink = 0.8 < edge <= 1 or (edge < 1 and (abs(across) < 0.06 or abs(down) < 0.06))
            row = row << 1 | ink
        rows += (row << (-width % 8)).to_bytes((width + 7) // 8, "big")
    return SealImpression(width, height, dots_per_inch, bytes(rows))


def inkan(subject: Resident = HEAD, impression: SealImpression | None = None) -> InkanSnapshot:
    """印鑑登録証明書 of one person."""
    seal = SealRegistration("0000123", subject.id, date(2010, 1, 4), impression or ring())
    return InkanSnapshot(subject.id, household((subject,)), seal)


def order(snapshot: Snapshot, issued: date = TODAY) -> PrintOrder:
    """One copy."""
    return PrintOrder(
        job=JobId("0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"),
        number=IssueNumber("suge-01-1-000042"),
        issued=issued,
        issuer=Issuer("川崎市長", "見\u3000本\u3000太\u3000郎", "菅行政サービスコーナー"),
        snapshot=snapshot,
        data_as_of=None,
        specimen=False,
        paper=Paper.SECURITY,
    )
