"""外国人登録原票, until 2012-07-08: closed since, certified until that day (登録原票記載事項証明書)."""

from dataclasses import dataclass
from datetime import date

from branch_app.domain.records.resident import OtherName, Sex
from branch_app.domain.values.identifiers import ResidentId


@dataclass(frozen=True, slots=True)
class AlienRecord:
    """One registered foreigner. ``number`` is the 登録番号; ``landed`` the 上陸許可年月日, None when born here."""

    number: str
    resident: ResidentId
    name: str
    alias: OtherName | None
    nationality: str
    birth: date
    sex: Sex
    address: str
    head: str
    relationship: str
    stay: str
    period: str | None
    expires: date | None
    landed: date | None
    registered: date
