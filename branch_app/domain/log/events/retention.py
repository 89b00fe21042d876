"""What was shredded because nobody may keep it any longer."""

from dataclasses import dataclass

from branch_app.domain.log.commitment import Retention
from branch_app.domain.log.events.base import Event


@dataclass(frozen=True, slots=True)
class PeriodShredded(Event):
    """保存期間満了: the key of that kind and 会計年度 is gone, with every opening under it; the log stands."""

    kind = "retention.shredded"
    retention: Retention
    period: str
