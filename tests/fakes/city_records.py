"""除票, 登録原票 and 課税 records for papers, of the 𠮷野 family and its neighbours; and orders for them."""

from dataclasses import replace
from datetime import date

from branch_app.domain.records.alien import AlienRecord
from branch_app.domain.records.resident import OtherName, Removal, RemovedResident, Resident, Sex
from branch_app.domain.records.snapshots import (
    GenpyoSnapshot,
    JohyoSnapshot,
    JuminhyoForm,
    JuminhyoOptions,
    JuminhyoSnapshot,
    KazeiSnapshot,
    Scope,
)
from branch_app.domain.records.tax import TaxAmount, TaxRecord, TaxStanding
from tests.fakes.newcomers import ANA
from tests.fakes.papers import ADDRESS, FAMILY, HEAD, household

MOVED = RemovedResident(
    HEAD, ADDRESS, HEAD.name, Removal.MOVED, date(2025, 10, 1), "大阪府大阪市北区梅田九丁目９９番"
)
DEAD = replace(MOVED, removal=Removal.DEATH, destination=None)
BEFORE_THE_LAW = date(2012, 3, 15)
ALIEN = AlienRecord(
    number="B910000123",
    resident=ANA.id,
    name="KIM YOUNG SU",
    alias=OtherName("金田\u3000英洙", "カネダ\u3000エイシュ"),
    nationality="韓国",
    birth=date(1961, 4, 5),
    sex=Sex.MALE,
    address=ADDRESS,
    head="金\u3000英洙",
    relationship="世帯主",
    stay="日本人の配偶者等",
    period="3年",
    expires=date(2013, 6, 9),
    landed=date(1985, 6, 1),
    registered=date(1985, 6, 10),
)
TAXED = TaxRecord(
    resident=HEAD.id,
    fiscal_year=2025,
    standing=TaxStanding.TAXED,
    address="神奈川県川崎市麻生区上麻生九丁目９９番９号",
    income=(TaxAmount("給与所得", 4_820_000), TaxAmount("雑所得(公的年金等)", 120_000)),
    deductions=(
        TaxAmount("社会保険料控除", 640_000),
        TaxAmount("生命保険料控除", 56_000),
        TaxAmount("配偶者控除", 330_000),
        TaxAmount("扶養控除", 330_000),
        TaxAmount("基礎控除", 430_000),
    ),
    dependants=2,
    city_yen=184_700,
    prefecture_yen=47_400,
)
UNTAXED = replace(
    TAXED,
    standing=TaxStanding.UNTAXED,
    income=(),
    deductions=(TaxAmount("基礎控除", 430_000),),
    dependants=0,
    city_yen=0,
    prefecture_yen=0,
)
EXEMPT = replace(UNTAXED, standing=TaxStanding.EXEMPT, income=TAXED.income)
UNDECLARED = replace(UNTAXED, standing=TaxStanding.UNDECLARED, deductions=())


def kojinhyo(person: Resident = HEAD, options: JuminhyoOptions = JuminhyoOptions()) -> JuminhyoSnapshot:  # noqa: B008 - frozen
    """住民票の写し of one member of a household, as a 個人票."""
    home = household((person, *(other for other in FAMILY if other.id != person.id)))
    return JuminhyoSnapshot(person.id, home, Scope.PART, (person.id,), options, JuminhyoForm.PERSON)


def johyo(
    removed: RemovedResident = MOVED,
    options: JuminhyoOptions = JuminhyoOptions(),  # noqa: B008 - frozen
) -> JohyoSnapshot:
    """住民票の除票の写し."""
    return JohyoSnapshot(removed.resident.id, removed, options)


def genpyo(record: AlienRecord = ALIEN) -> GenpyoSnapshot:
    """登録原票記載事項証明書."""
    return GenpyoSnapshot(record.resident, record)


def kazei(record: TaxRecord = TAXED, person: Resident = HEAD) -> KazeiSnapshot:
    """課税 or 非課税 or 免除証明書."""
    return KazeiSnapshot(person.id, household((person,)), record)
