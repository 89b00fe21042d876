"""One order of every kind of paper, and of every form that shows more or less of a record."""

from dataclasses import replace

from branch_app.documents.genkyo import PURPOSE
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.snapshots import KisaijikoItem
from tests.fakes.city_records import BEFORE_THE_LAW, EXEMPT, MOVED, UNTAXED, genpyo, johyo, kazei, kojinhyo
from tests.fakes.long_families import fuhyo, juri, koseki, mibun
from tests.fakes.newcomers import ANA, EVERY_ITEM, KIM, OLD, RENAMED
from tests.fakes.papers import DAUGHTER, EVERYTHING, WIFE, inkan, juminhyo, kisaijiko, members, order

EVERY_PAPER: dict[str, PrintOrder] = {
    "juminhyo": order(juminhyo()),
    "juminhyo everything": order(juminhyo(options=EVERYTHING)),
    "juminhyo part": order(juminhyo(shown=(WIFE, DAUGHTER))),
    "juminhyo of twelve": order(juminhyo(members(12), EVERYTHING)),
    "juminhyo foreigner": order(juminhyo((ANA,))),
    "juminhyo foreigner everything": order(juminhyo((OLD, RENAMED, ANA, KIM), EVERY_ITEM)),
    "kojinhyo": order(kojinhyo()),
    "kojinhyo everything": order(kojinhyo(options=EVERYTHING)),
    "johyo": order(johyo()),
    "johyo everything": order(johyo(MOVED, EVERYTHING)),
    "kisaijiko": order(kisaijiko()),
    "kisaijiko everything": order(replace(kisaijiko(OLD), items=tuple(KisaijikoItem))),
    "kisaijiko little": order(replace(kisaijiko(), items=(KisaijikoItem.NAME, KisaijikoItem.HONSEKI))),
    "kisaijiko foreigner": order(kisaijiko(ANA)),
    "genkyo": order(kisaijiko(purpose=PURPOSE)),
    "inkan": order(inkan()),
    "inkan foreigner": order(inkan(ANA)),
    "koseki": order(koseki()),
    "koseki part": order(koseki(shown=(0, 3))),
    "fuhyo": order(fuhyo()),
    "fuhyo part": order(fuhyo(shown=(1,), honseki=True)),
    "juri": order(juri()),
    "juri fine": order(juri(fine=True)),
    "genpyo": order(genpyo(), issued=BEFORE_THE_LAW),
    "kazei": order(kazei()),
    "kazei untaxed": order(kazei(UNTAXED)),
    "kazei exempt": order(kazei(EXEMPT)),
    "mibun": order(mibun()),
}
