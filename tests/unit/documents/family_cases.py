"""Papers of 戸籍 and 附票 that are kept as they should look: every certificate and option."""

from dataclasses import replace
from datetime import date

from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.koseki import KosekiState
from tests.fakes.long_families import (
    FUHYO,
    REFORMED,
    REMOVED,
    eventful,
    fuhyo,
    juri,
    koseki,
    mibun,
    moved,
)
from tests.fakes.papers import order
from tests.unit.documents.resident_cases import DEPUTY

_CLOSED = replace(FUHYO, state=KosekiState.REMOVED)
FAMILY_CASES: dict[str, PrintOrder] = {
    "koseki": order(koseki()),
    "koseki-one": order(koseki(shown=(2,))),
    "koseki-one-removed": order(koseki(shown=(0, 3))),
    "koseki-forty-events": order(koseki(eventful(40))),
    "koseki-deputy": replace(order(koseki(shown=(1,))), issuer=DEPUTY),
    "joseki": order(koseki(REMOVED)),
    "kaiseigen": order(koseki(REFORMED)),
    "fuhyo": order(fuhyo()),
    "fuhyo-honseki-part": order(fuhyo(shown=(1,), honseki=True)),
    "fuhyo-before-2022": order(fuhyo(honseki=True), issued=date(2022, 1, 10)),
    "fuhyo-thirty-addresses": order(fuhyo(moved((30, 2, 1, 1)), honseki=True)),
    "jofuhyo": order(fuhyo(_CLOSED)),
    "juri": order(juri()),
    "juri-fine": order(juri(fine=True)),
    "juri-fine-deputy": replace(order(juri(0, fine=True)), issuer=DEPUTY),
    "mibun": order(mibun()),
}
