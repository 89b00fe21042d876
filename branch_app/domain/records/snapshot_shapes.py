"""Which snapshot each kind of certificate is made from."""

from collections.abc import Mapping

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.snapshots import (
    FuhyoSnapshot,
    GenpyoSnapshot,
    InkanSnapshot,
    JohyoSnapshot,
    JuminhyoSnapshot,
    JuriSnapshot,
    KazeiSnapshot,
    KisaijikoSnapshot,
    KosekiSnapshot,
    MibunSnapshot,
    Snapshot,
)

SHAPES: Mapping[Certificate, type[Snapshot]] = {
    Certificate.JUMINHYO: JuminhyoSnapshot,
    Certificate.KISAIJIKO: KisaijikoSnapshot,
    Certificate.INKAN: InkanSnapshot,
    Certificate.KOSEKI_ZENBU: KosekiSnapshot,
    Certificate.KOSEKI_KOJIN: KosekiSnapshot,
    Certificate.FUHYO: FuhyoSnapshot,
    Certificate.GENPYO: GenpyoSnapshot,
    Certificate.KAZEI: KazeiSnapshot,
    Certificate.JOSEKI: KosekiSnapshot,
    Certificate.KAISEIGEN: KosekiSnapshot,
    Certificate.JOFUHYO: FuhyoSnapshot,
    Certificate.JOHYO: JohyoSnapshot,
    Certificate.JURI: JuriSnapshot,
    Certificate.JURI_JOSHITSU: JuriSnapshot,
    Certificate.MIBUN: MibunSnapshot,
}
