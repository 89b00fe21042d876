"""通知: now and then a court or the registry of guardianships told the city of somebody whose 本籍 lies here."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from branch_app.domain.records.koseki import NoticeKind, StatusNotice
from sync.central.kawasaki.city import Kawasaki
from sync.central.kawasaki.kept import kept_families
from sync.central.kawasaki.kin import YEAR
from sync.central.kawasaki.lots import Purpose, Weighted

_EVERY = 120
"""One household in so many has had a notice."""
_OF_AGE = 20 * YEAR
_KINDS = Weighted.of(((NoticeKind.BANKRUPTCY, 60), (NoticeKind.GUARDIANSHIP, 35), (NoticeKind.INCAPACITY, 5)))


def status_notices(city: Kawasaki, numbers: Iterable[int]) -> Iterator[StatusNotice]:
    """In the order of their keys: at most one of a household."""
    for number in numbers:
        lots = city.lots(Purpose.NOTICE, number)
        if not lots.one_in(_EVERY):
            continue
        received = city.turn - timedelta(days=lots.between(1, 3_000))
        grown = sorted(
            kin.resident
            for kept in kept_families(city, (number,))
            for kin in kept.kindred.everybody
            if kin.resident is not None and (received - kin.birth).days > _OF_AGE
        )
        if grown:
            yield StatusNotice(f"N{1_000_000 + number}", lots.of(grown), lots.weighted(_KINDS), received)
