"""One record of every kind a register holds."""

from dataclasses import replace
from datetime import date

from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.koseki import (
    Fuhyo,
    FuhyoAddress,
    FuhyoPerson,
    Koseki,
    KosekiEvent,
    KosekiPerson,
    KosekiState,
    Labelled,
    NoticeKind,
    StatusNotice,
)
from branch_app.domain.records.registers import CertificateLink, CityCard, RegisterRow
from branch_app.domain.records.resident import (
    ForeignStanding,
    Household,
    MovingOut,
    OtherName,
    Removal,
    RemovedResident,
    Resident,
    Sex,
)
from branch_app.domain.records.seal import SealImpression, SealRegistration
from branch_app.domain.records.tax import TaxAmount, TaxRecord, TaxStanding
from branch_app.domain.values.identifiers import HouseholdId, KosekiId, ResidentId

TARO, ANA = ResidentId("9100000101"), ResidentId("9100000102")
_TOWN = "神奈川県川崎市多摩区菅六丁目99番9号"
_HONSEKI = "神奈川県川崎市多摩区菅六丁目999番"

HEAD = Resident(
    id=TARO,
    name="渡邉\U000e0101\u3000太郎",
    kana="ワタナベ\u3000タロウ",
    birth=date(1945, 1, 1),
    sex=Sex.MALE,
    relationship=("02",),
    became_resident=date(1990, 4, 1),
    address_since=date(2001, 5, 6),
    notified=date(2001, 5, 7),
    honseki=_HONSEKI,
    hittousha="渡邉\U000e0101\u3000太郎",
    previous_address=None,
    juminhyo_code="24727059608",
    birth_written="昭和20年月日不詳",
    former_name=OtherName("佐藤", "サトウ"),
)
WIFE = Resident(
    id=ANA,
    name="SANTOS\u3000ANA",
    kana="サントス\u3000アナ",
    birth=date(1960, 2, 29),
    sex=Sex.FEMALE,
    relationship=("12",),
    became_resident=date(2012, 7, 9),
    address_since=None,
    notified=date(2012, 7, 9),
    honseki="",
    hittousha="",
    previous_address="東京都稲城市矢野口9999番地",
    juminhyo_code="24846016224",
    foreign=ForeignStanding(
        "フィリピン",
        "中長期在留者",
        "永住者",
        None,
        None,
        "AB12345678CD",
        OtherName("渡邉\u3000安奈", "ワタナベ\u3000アンナ"),
    ),
    moving_out=MovingOut(date(2026, 12, 1), "東京都調布市布田九丁目99番地9"),
)
HOME = Household(HouseholdId("H1000001"), _TOWN, HEAD.name, (HEAD, WIFE))
_BIRTH = KosekiEvent("出生", date(1945, 1, 1), (Labelled("出生日", "昭和20年1月1日"), Labelled("出生地", "川崎市")))
FAMILY = Koseki(
    KosekiId("K1000001"),
    KosekiState.CURRENT,
    _HONSEKI,
    HEAD.hittousha,
    (KosekiEvent("改製", date(1998, 3, 7), (Labelled("改製日", "平成10年3月7日"),)),),
    (
        KosekiPerson(
            TARO,
            "太郎",
            HEAD.birth,
            Sex.MALE,
            "渡邉\u3000一",
            "渡邉\u3000花",
            "長男",
            removed=False,
            events=(_BIRTH,),
        ),
        KosekiPerson(
            None, "次郎", date(1970, 3, 3), Sex.MALE, "渡邉\u3000太郎", "", "長男", removed=True, events=()
        ),
    ),
)
SEAL = SealRegistration("1000000064", TARO, date(1991, 1, 8), SealImpression(200, 201, 400, bytes(range(25)) * 201))

RECORDS: tuple[RegisterRow, ...] = (
    HOME,
    RemovedResident(HEAD, _TOWN, HEAD.name, Removal.MOVED, date(2026, 10, 1), "大阪府大阪市北区梅田九丁目99番"),
    SEAL,
    FAMILY,
    Fuhyo(
        FAMILY.id,
        KosekiState.REMOVED,
        _HONSEKI,
        HEAD.hittousha,
        (FuhyoPerson(TARO, "太郎", HEAD.birth, Sex.MALE, removed=False, addresses=(FuhyoAddress(_TOWN, None),)),),
    ),
    TaxRecord(
        TARO,
        2026,
        TaxStanding.TAXED,
        _TOWN,
        (TaxAmount("給与所得", 3_200_000),),
        (TaxAmount("基礎控除", 430_000),),
        1,
        200_000,
        100_000,
    ),
    AlienRecord(
        "B123456789",
        ANA,
        "SANTOS ANA",
        None,
        "フィリピン",
        WIFE.birth,
        Sex.FEMALE,
        _TOWN,
        HEAD.name,
        "妻",
        "永住者",
        None,
        None,
        date(1985, 6, 1),
        date(1985, 6, 10),
    ),
    CertificateLink("0a1b2c", TARO),
    CityCard("3000000093", TARO, b"salt" * 4, None),
    StatusNotice("N0000001", ANA, NoticeKind.GUARDIANSHIP, date(2024, 2, 29)),
)


def home(number: int, members: int = 2) -> Household:
    """One of many households: a head and children, all by the same name."""
    people = tuple(
        replace(HEAD, id=ResidentId(f"{9_200_000_000 + number * 10 + at}"), relationship=("20",) if at else ("02",))
        for at in range(members)
    )
    return replace(HOME, id=HouseholdId(f"H{2_000_000 + number}"), members=people)
