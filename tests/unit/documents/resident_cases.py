"""Papers of residents that are kept as they should look: every certificate and option."""

from dataclasses import replace
from datetime import date

from branch_app.documents.genkyo import PURPOSE
from branch_app.domain.records.certificate import Issuer, Paper, PrintOrder
from branch_app.domain.records.snapshots import KisaijikoItem
from tests.fakes.city_records import (
    BEFORE_THE_LAW,
    DEAD,
    EXEMPT,
    UNTAXED,
    genpyo,
    johyo,
    kazei,
    kojinhyo,
)
from tests.fakes.newcomers import ANA, EVERY_ITEM, KIM, OLD, RENAMED
from tests.fakes.papers import (
    DAUGHTER,
    EVERYTHING,
    HEAD,
    SON,
    WIFE,
    inkan,
    juminhyo,
    kisaijiko,
    members,
    order,
)

DEPUTY = Issuer("川崎市長職務代理者\u3000川崎市副市長", "見\u3000本\u3000次\u3000郎", "菅行政サービスコーナー")
BEFORE_KANA = tuple(replace(member, address_since=None, birth=date(2001, 1, 1)) for member in members(6))
LONG = replace(
    HEAD,
    name="アレクサンドラ・マリア・ゴンザレス・デ・ラ・クルス\u3000ヴィクトリア・イザベラ・フェルナンデス",
    kana="アレクサンドラ・マリア・ゴンザレス・デ・ラ・クルス\u3000ヴィクトリア・イザベラ・フェルナンデス",
)
EARLY = replace(ANA, became_resident=date(2012, 7, 9), address_since=None)
BEFORE_GANNEN = tuple(replace(member, address_since=None) for member in (HEAD, WIFE, SON))
_EVERY_CHOICE = tuple(KisaijikoItem)
_HOUSEHOLDS: dict[str, PrintOrder] = {
    "juminhyo": order(juminhyo()),
    "juminhyo-plain-paper": replace(order(juminhyo()), paper=Paper.PLAIN),
    "juminhyo-everything": order(juminhyo(options=EVERYTHING)),
    "juminhyo-part": order(juminhyo(shown=(WIFE, DAUGHTER))),
    "juminhyo-six-2012-specimen": replace(
        order(juminhyo(BEFORE_KANA, EVERYTHING), issued=date(2012, 3, 15)),
        data_as_of=date(2012, 3, 13),
        specimen=True,
    ),
    "juminhyo-long-name": order(juminhyo((LONG, SON))),
    "juminhyo-twelve": order(juminhyo(members(12), EVERY_ITEM)),
    "juminhyo-foreign": order(juminhyo((OLD, ANA, KIM, RENAMED), EVERY_ITEM)),
    "juminhyo-foreign-omitted": order(juminhyo((OLD, ANA, KIM, RENAMED))),
    "juminhyo-foreign-2012": order(juminhyo((EARLY,), EVERY_ITEM), issued=date(2012, 7, 9)),
    "juminhyo-gannen-deputy": replace(order(juminhyo(BEFORE_GANNEN), issued=date(2019, 5, 1)), issuer=DEPUTY),
}
_ENTRIES: dict[str, PrintOrder] = {
    "kojinhyo": order(kojinhyo()),
    "kojinhyo-leaving": order(kojinhyo(OLD, EVERY_ITEM)),
    "kojinhyo-foreign": order(kojinhyo(ANA, EVERY_ITEM)),
    "johyo": order(johyo()),
    "johyo-death": order(johyo(DEAD, EVERY_ITEM)),
}
_OTHERS: dict[str, PrintOrder] = {
    "kisaijiko": order(kisaijiko()),
    "kisaijiko-everything": order(replace(kisaijiko(RENAMED), items=_EVERY_CHOICE)),
    "kisaijiko-foreign": order(replace(kisaijiko(ANA), items=_EVERY_CHOICE)),
    "kisaijiko-name": order(replace(kisaijiko(), items=(KisaijikoItem.NAME,))),
    "genkyo": order(kisaijiko(purpose=PURPOSE)),
    "inkan": order(inkan()),
    "inkan-renamed": order(inkan(RENAMED)),
    "inkan-foreign-deputy": replace(order(inkan(ANA)), issuer=DEPUTY),
    "genpyo": order(genpyo(), issued=BEFORE_THE_LAW),
    "kazei": order(kazei()),
    "kazei-untaxed": order(kazei(UNTAXED)),
    "kazei-exempt-deputy": replace(order(kazei(EXEMPT)), issuer=DEPUTY),
}
RESIDENT_CASES = {**_HOUSEHOLDS, **_ENTRIES, **_OTHERS}
