"""One paper of every further kind for the 𠮷野 family: 戸籍, 附票, 受理, 身分, 原票, 税, 除票."""

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
)
from branch_app.domain.records.resident import OtherName, Removal, RemovedResident, Resident
from branch_app.domain.records.snapshots import (
    FuhyoSnapshot,
    GenpyoSnapshot,
    JohyoSnapshot,
    JuminhyoOptions,
    JuriSnapshot,
    KazeiSnapshot,
    KosekiSnapshot,
    MibunSnapshot,
    Scope,
)
from branch_app.domain.records.tax import TaxAmount, TaxRecord, TaxStanding
from branch_app.domain.values.identifiers import KosekiId
from tests.fakes.papers import ADDRESS, DAUGHTER, FAMILY, HEAD, SON, WIFE, household

_WEDDING = date(2004, 6, 12)
_HONSEKI = HEAD.honseki


def event(kind: str, day: date, **items: str) -> KosekiEvent:
    """One of the 戸籍事項 or 身分事項."""
    return KosekiEvent(kind, day, tuple(Labelled(label, text) for label, text in items.items()))


def recorded(person: Resident, relation: str, *events: KosekiEvent, removed: bool = False) -> KosekiPerson:
    """A resident's block; children have HEAD and WIFE for parents, the couple parents that nobody here knows."""
    given = person.name.partition("\u3000")[2]
    child = person in {SON, DAUGHTER}
    father = HEAD.name if child else "見本\u3000一郎"
    mother = "花子" if child else "見本\u3000菊"
    return KosekiPerson(
        person.id,
        given,
        person.birth,
        person.sex,
        father,
        mother,
        relation,
        removed,
        (event("出生", person.birth, 出生日="平成", 出生地="川崎市"), *events),
    )


PAPER_WORLD = date(2012, 3, 15)
"""The day on which a 登録原票 is certified."""

KOSEKI = Koseki(
    KosekiId("K0000001"),
    KosekiState.CURRENT,
    _HONSEKI,
    HEAD.hittousha,
    (event("戸籍編製", _WEDDING, 編製日="平成16年6月12日"),),
    (
        recorded(HEAD, "長男", event("婚姻", _WEDDING, 婚姻日="平成16年6月12日", 配偶者氏名="佐藤\u3000花子")),
        recorded(WIFE, "二女", event("婚姻", _WEDDING, 婚姻日="平成16年6月12日", 配偶者氏名=HEAD.name)),
        recorded(SON, "長男"),
        recorded(DAUGHTER, "長女"),
    ),
)
FUHYO = Fuhyo(
    KOSEKI.id,
    KosekiState.CURRENT,
    _HONSEKI,
    HEAD.hittousha,
    tuple(
        FuhyoPerson(
            person.resident,
            person.name,
            person.birth,
            person.sex,
            removed=False,
            addresses=(FuhyoAddress(ADDRESS, date(2004, 6, 12)),),
        )
        for person in KOSEKI.persons
    ),
)
TAX = TaxRecord(
    HEAD.id,
    2025,
    TaxStanding.TAXED,
    ADDRESS,
    (TaxAmount("給与所得", 3_200_000),),
    (TaxAmount("基礎控除", 430_000),),
    2,
    150_000,
    60_000,
)
ALIEN = AlienRecord(
    "B910000001",
    HEAD.id,
    "SANTOS ANA",
    OtherName("見本\u3000安奈", "ミホン\u3000アンナ"),
    "フィリピン",
    date(1980, 2, 29),
    WIFE.sex,
    ADDRESS,
    "SANTOS ANA",
    "世帯主",
    "永住者",
    None,
    None,
    date(2001, 5, 6),
    date(2001, 5, 7),
)


def place_of(person: Resident) -> int:
    """In the 戸籍 and its 附票."""
    return FAMILY.index(person)


def koseki(
    subject: Resident = HEAD, scope: Scope = Scope.WHOLE, state: KosekiState | None = None
) -> KosekiSnapshot:
    """戸籍全部・個人事項証明書, or of a closed 戸籍."""
    shown = tuple(range(4)) if scope is Scope.WHOLE else (place_of(subject),)
    return KosekiSnapshot(subject.id, replace(KOSEKI, state=state or KOSEKI.state), scope, shown)


def fuhyo(subject: Resident = HEAD, scope: Scope = Scope.WHOLE, *, honseki: bool = False) -> FuhyoSnapshot:
    """戸籍の附票の写し."""
    shown = tuple(range(4)) if scope is Scope.WHOLE else (place_of(subject),)
    return FuhyoSnapshot(subject.id, FUHYO, scope, shown, honseki)


def juri(subject: Resident = HEAD, *, fine: bool = False) -> JuriSnapshot:
    """受理証明書 of the last 届出."""
    person = place_of(subject)
    return JuriSnapshot(subject.id, KOSEKI, person, len(KOSEKI.persons[person].events) - 1, fine)


def mibun(subject: Resident = HEAD) -> MibunSnapshot:
    """身分証明書."""
    return MibunSnapshot(subject.id, KOSEKI, place_of(subject))


def johyo(subject: Resident = SON, options: JuminhyoOptions = JuminhyoOptions()) -> JohyoSnapshot:  # noqa: B008 - frozen
    """住民票の除票の写し."""
    removed = RemovedResident(subject, ADDRESS, HEAD.name, Removal.MOVED, date(2025, 3, 31), "東京都稲城市矢野口")
    return JohyoSnapshot(subject.id, removed, options)


def genpyo(subject: Resident = HEAD) -> GenpyoSnapshot:
    """登録原票記載事項証明書."""
    return GenpyoSnapshot(subject.id, replace(ALIEN, resident=subject.id))


def kazei(subject: Resident = HEAD) -> KazeiSnapshot:
    """課税証明書."""
    return KazeiSnapshot(subject.id, household(), replace(TAX, resident=subject.id))
