"""Residents whose entries say more than others: foreign ones, a 旧氏, a move ahead, an unknown birthday."""

from dataclasses import replace
from datetime import date

from branch_app.domain.records.resident import ForeignStanding, MovingOut, OtherName
from branch_app.domain.records.snapshots import JuminhyoOptions
from branch_app.domain.values.identifiers import ResidentId
from tests.fakes.papers import HEAD, WIFE

EVERY_ITEM = JuminhyoOptions(
    head_and_relationship=True, honseki=True, juminhyo_code=True, nationality_and_stay=True, card_number=True
)
AWAY = MovingOut(date(2025, 12, 1), "東京都調布市布田九丁目９９番地９")
OLD = replace(HEAD, birth=date(1945, 1, 1), birth_written="昭和20年月日不詳", moving_out=AWAY)
RENAMED = replace(WIFE, former_name=OtherName("邊\U000e0108見", "ヘンミ"))
ANA = replace(
    WIFE,
    id=ResidentId("0000000009"),
    name="SANTOS CRUZ\u3000MARIA CRISTINA",
    kana="サントス\u3000マリア",
    became_resident=date(2014, 7, 9),
    honseki="",
    hittousha="",
    foreign=ForeignStanding(
        nationality="フィリピン",
        category="中長期在留者",
        stay="技術・人文知識・国際業務",
        period="5年",
        expires=date(2029, 3, 31),
        card="AB12345678CD",
        alias=OtherName("𠮷野\u3000安奈", "ヨシノ\u3000アンナ"),
    ),
)
KIM = replace(
    ANA,
    id=ResidentId("0000000010"),
    name="金\u3000英洙",
    kana="キム\u3000ヨンス",
    foreign=ForeignStanding("韓国", "特別永住者", None, None, None, "EF12345678GH", None),
    moving_out=AWAY,
)
