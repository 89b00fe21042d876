"""What a paper is believed by, and from when on it is not."""

from datetime import UTC, date, datetime

import pytest

from branch_app.domain.records.paper_trust import (
    SITE_KEY_BYTES,
    PaperNotices,
    RevocationReason,
    RevokedCertificate,
    VerificationSite,
)

SINCE = date(2026, 11, 24)
STOLEN = RevokedCertificate("0A", SINCE, RevocationReason.KEY_COMPROMISE)
ENDED = RevokedCertificate("0B", SINCE, RevocationReason.CESSATION)
NOTICES = PaperNotices(1, datetime(2026, 11, 24, tzinfo=UTC), (STOLEN, ENDED), {"C06-1/1": (7,)})


def test_an_orderly_end_leaves_the_papers_from_before() -> None:
    """A stolen key leaves none: a thief dates as he likes."""
    before, after = date(2026, 11, 23), date(2026, 11, 25)
    assert [True, True, True] == [STOLEN.covers(day) for day in (before, SINCE, after)]
    assert [False, True, True] == [ENDED.covers(day) for day in (before, SINCE, after)]


def test_a_notice_is_about_one_certificate_or_one_paper() -> None:
    """Of that log and epoch; others are not touched."""
    assert [STOLEN, ENDED, None] == [NOTICES.revocation(serial) for serial in ("0A", "0B", "0C")]
    papers = (("C06-1", 1, 7), ("C06-1", 1, 8), ("C06-1", 2, 7), ("C06-2", 1, 7))
    assert [True, False, False, False] == [NOTICES.is_void(*paper) for paper in papers]


def test_a_key_of_another_length_is_no_site() -> None:
    """Backs are sealed to it."""
    assert VerificationSite("https://example.jp", bytes(SITE_KEY_BYTES))
    with pytest.raises(ValueError, match="key"):
        VerificationSite("https://example.jp", bytes(SITE_KEY_BYTES - 1))
