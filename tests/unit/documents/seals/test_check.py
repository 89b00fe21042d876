"""What a seal and a back are worth: the right ones are genuine, and nothing forged is."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.bench.seals import PassingSeals
from branch_app.documents.seals.back import Back
from branch_app.documents.seals.certificate import PaperCertificate
from branch_app.documents.seals.check import check_seal
from branch_app.documents.seals.front import Tag
from branch_app.documents.seals.restore import restore_back
from branch_app.documents.seals.shares import join, split
from branch_app.documents.seals.verdict import Finding, is_one_paper
from branch_app.domain.records.paper_trust import PaperNotices, RevocationReason, RevokedCertificate
from branch_app.domain.values.identifiers import IssueNumber, JobId
from branch_app.domain.vds.seal import Message, Seal
from tests.fakes.every_paper import EVERY_PAPER
from tests.fakes.paper_seals import steady_seals, steady_trust
from tests.fakes.papers import ADDRESS, EVERYTHING, HEAD, WIFE, juminhyo, kisaijiko, members, order
from tests.fakes.printed import printed, printed_once

ORDER = order(juminhyo(members(5), EVERYTHING))
OTHER = replace(ORDER, number=IssueNumber("suge-01-1-000043"), job=JobId("0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c"))
TRUST = steady_trust()
SERIAL = PaperCertificate.read(steady_seals().certificate).serial
SITE = steady_seals().site_key


def notices(*revoked: RevokedCertificate, void: tuple[int, ...] = ()) -> PaperNotices:
    """What central says."""
    return PaperNotices(2, datetime(2026, 11, 3, tzinfo=UTC), revoked, {"suge-01/1": void} if void else {})


def resealed(seal: Seal, *messages: Message) -> Seal:
    """The seal with other messages under the same tags; the signature as it was."""
    other = {message.tag: message for message in messages}
    return replace(seal, messages=tuple(other.get(message.tag, message) for message in seal.messages))


def payload(symbols: tuple[bytes, ...]) -> bytes:
    """What a back carries."""
    (joined,) = join(symbols)
    assert joined.payload is not None
    return joined.payload


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_every_paper_is_genuine_front_and_back(name: str) -> None:
    """Signed, of one paper, and with the site's key the content is the order that was printed."""
    wanted = EVERY_PAPER[name]
    paper = printed_once(wanted)
    for page, (front, back) in enumerate(zip(paper.fronts, paper.backs, strict=True), 1):
        sealed, restored = check_seal(front, TRUST), restore_back(back, TRUST, SITE)
        assert (Finding.GENUINE, Finding.GENUINE) == (sealed.finding, restored.finding)
        assert sealed.seal is not None
        assert restored.content is not None
        assert (page, len(paper.fronts), wanted.number) == (
            sealed.seal.page,
            sealed.seal.pages,
            sealed.seal.number,
        )
        assert restored.content.job == wanted.job
        assert is_one_paper(sealed, restored)
        assert not sealed.status_known


def test_a_seal_says_what_its_page_shows() -> None:
    """Names of the page's persons and 住所; neither 住民票コード nor 本籍, though the page shows both."""
    first = check_seal(printed_once(ORDER).fronts[0], TRUST).seal
    assert first is not None
    assert "、".join(member.name for member in members(4)) == first.names
    assert (ADDRESS, "住民票の写し") == (first.address, first.certificate)
    raw = printed_once(ORDER).fronts[0]
    assert HEAD.juminhyo_code.encode() not in raw
    assert HEAD.honseki.encode() not in raw


def test_fewer_people_have_more_items() -> None:
    """生年月日 of two, 振り仮名 of one as well: as much as there is room for."""
    two = check_seal(printed_once(order(juminhyo((HEAD, WIFE)))).fronts[0], TRUST).seal
    assert two is not None
    assert "昭和50年4月1日、昭和52年12月3日" == two.births
    seal = check_seal(printed_once(order(kisaijiko())).fronts[0], TRUST).seal
    assert seal is not None
    assert (HEAD.name, HEAD.kana, ADDRESS) == (seal.names, seal.kana, seal.address)


def test_names_that_have_no_room_are_counted() -> None:
    """Four people with names of forty kana: a seal stays within 30 mm and says how many there are."""
    long = tuple(replace(member, name="アレクサンドラ・マリア" * 4) for member in members(4))
    raw = printed_once(order(juminhyo(long))).fronts[0]
    verdict = check_seal(raw, TRUST)
    assert verdict.seal is not None
    assert "ほか3人" in verdict.seal.names or "ほか2人" in verdict.seal.names
    assert len(raw) <= 556


def test_a_specimen_says_so() -> None:
    """Signed by a real key or not: 見本 is in the seal and on the back."""
    paper = printed_once(replace(ORDER, specimen=True))
    sealed, restored = check_seal(paper.fronts[0], TRUST), restore_back(paper.backs[0], TRUST)
    assert sealed.seal is not None
    assert sealed.seal.specimen
    assert restored.header is not None
    assert restored.header.specimen


@pytest.mark.parametrize(
    "tag", [Tag.CERTIFICATE, Tag.NUMBER, Tag.PAGE, Tag.NAMES, Tag.ADDRESS, Tag.DIGEST, Tag.JOB]
)
def test_one_field_changed_is_forged(tag: Tag) -> None:
    """Whichever it is."""
    seal = Seal.decode(printed_once(ORDER).fronts[0])
    value = seal.value(tag)
    assert value is not None
    other = value[:-1] + bytes([value[-1] ^ 1])
    assert Finding.FORGED is check_seal(resealed(seal, Message(tag, other)).encode(), TRUST).finding


def test_a_seal_signed_by_the_forgers_own_key_is_no_seal() -> None:
    """Under our serial it is forged; under a certificate of the forger's own CA its signer is unknown."""
    seals = PassingSeals()
    forged = printed(ORDER, seals).fronts[0]
    assert Finding.FORGED is check_seal(forged, TRUST).finding
    own = seals.certified(generate_private_key(SECP256R1()).public_key(), "suge-01/1", 0xB1)
    trust = replace(TRUST, certificates=(own, seals.certificate))
    assert Finding.UNKNOWN_SIGNER is check_seal(forged, trust).finding


def test_a_device_cannot_give_another_devices_numbers() -> None:
    """Its certificate names device and epoch, and every number ends in both."""
    paper = printed_once(replace(ORDER, number=IssueNumber("suge-02-1-000042")))
    assert (Finding.FORGED, "device") == (check_seal(paper.fronts[0], TRUST).finding, "device")
    assert (Finding.FORGED, "device") == (restore_back(paper.backs[0], TRUST).finding, "device")


def test_a_paper_dated_outside_its_certificate_is_forged() -> None:
    """Before the key was certified, or after."""
    paper = printed_once(replace(ORDER, issued=date(1999, 12, 31)))
    assert "date" == check_seal(paper.fronts[0], TRUST).why
    assert "date" == restore_back(paper.backs[0], TRUST).why


@pytest.mark.parametrize(
    ("reason", "since", "finding"),
    [
        (RevocationReason.KEY_COMPROMISE, date(2030, 1, 1), Finding.REVOKED),
        (RevocationReason.CESSATION, date(2025, 11, 4), Finding.REVOKED),
        (RevocationReason.CESSATION, date(2025, 11, 5), Finding.GENUINE),
    ],
)
def test_a_revoked_device_seals_nothing(reason: RevocationReason, since: date, finding: Finding) -> None:
    """A stolen key dates as it likes, so nothing of it counts; an orderly end leaves the papers before it."""
    paper, trust = printed_once(ORDER), replace(TRUST, notices=notices(RevokedCertificate(SERIAL, since, reason)))
    sealed, restored = check_seal(paper.fronts[0], trust), restore_back(paper.backs[0], trust, SITE)
    assert finding is sealed.finding is restored.finding
    assert sealed.status_known
    assert restored.status_known


def test_a_voided_paper_is_void() -> None:
    """As far as the newest notices know."""
    paper, trust = printed_once(ORDER), replace(TRUST, notices=notices(void=(42,)))
    assert Finding.VOID is check_seal(paper.fronts[0], trust).finding
    assert Finding.VOID is restore_back(paper.backs[0], trust).finding
    assert Finding.GENUINE is check_seal(printed_once(OTHER).fronts[0], trust).finding


def test_a_front_on_anothers_back_is_not_one_paper() -> None:
    """Another paper's back, another page's back, and the back of an earlier copy of the very same content."""
    paper, copy = printed_once(ORDER), printed_once(OTHER)
    front = check_seal(paper.fronts[0], TRUST)
    for symbols in (paper.backs[1], copy.backs[0], printed_once(order(kisaijiko(WIFE))).backs[0]):
        back = restore_back(symbols, TRUST, SITE)
        assert Finding.GENUINE is back.finding
        assert not is_one_paper(front, back)
    assert not is_one_paper(front, restore_back((), TRUST))


@pytest.mark.parametrize("part", ["header", "certificate", "sealed", "signature"])
def test_a_back_that_was_tampered_with_is_forged(part: str) -> None:
    """One byte of any part of it."""
    back = Back.decode(payload(printed_once(ORDER).backs[0]))
    changed = {
        "header": replace(back, header=replace(back.header, page=2)),
        "certificate": replace(back, certificate=back.certificate[:-1] + bytes([back.certificate[-1] ^ 1])),
        "sealed": replace(back, sealed=back.sealed[:-1] + bytes([back.sealed[-1] ^ 1])),
        "signature": replace(back, signature=back.signature[:-1] + bytes([back.signature[-1] ^ 1])),
    }[part]
    assert Finding.FORGED is restore_back(split(changed.encode()), TRUST).finding


def test_a_payload_signed_anew_by_a_forger_is_forged() -> None:
    """With a key of the forger's, under our certificate or under one the forger's CA made."""
    seals, back = PassingSeals(), Back.decode(payload(printed_once(ORDER).backs[0]))
    under_ours = replace(back, signature=seals.sign(back.signed_part()))
    assert (Finding.FORGED, "signature") == _judged(under_ours)
    own = replace(back, certificate=seals.certificate)
    assert (Finding.FORGED, "certificate") == _judged(replace(own, signature=seals.sign(own.signed_part())))


def test_what_leaked_with_the_sites_key_forges_nothing() -> None:
    """Who can open contents can seal others, but not sign them; and content under another header is found."""
    seals, other = steady_seals(), printed_once(OTHER)
    back, theirs = Back.decode(payload(printed_once(ORDER).backs[0])), Back.decode(payload(other.backs[0]))
    moved = replace(back, sealed=theirs.sealed)
    assert (Finding.FORGED, "signature") == _judged(moved)
    signed = replace(moved, signature=seals.sign(moved.signed_part()))
    assert (Finding.FORGED, "content") == _judged(signed)


def test_content_that_is_not_what_the_digest_says_is_forged() -> None:
    """Even by the device itself: the digest on the front is of what was sealed."""
    seals = steady_seals()
    back = Back.decode(payload(printed_once(ORDER).backs[0]))
    other = replace(back, header=replace(back.header, digest=bytes(32)))
    assert (Finding.FORGED, "content") == _judged(replace(other, signature=seals.sign(other.signed_part())))


def test_another_sites_key_opens_nothing() -> None:
    """And says that it is not the content, not that all is well."""
    verdict = restore_back(printed_once(ORDER).backs[0], TRUST, X25519PrivateKey.generate())
    assert (Finding.FORGED, None) == (verdict.finding, verdict.content)


def test_symbols_too_few_say_how_many_were_found() -> None:
    """And enough of them, whichever, are as good as all."""
    symbols = printed_once(ORDER).backs[0]
    few = restore_back(symbols[:3], TRUST)
    assert (Finding.INCOMPLETE, 3, 4) == (few.finding, few.found, few.enough)
    assert Finding.GENUINE is restore_back(symbols[-4:], TRUST, SITE).finding
    assert Finding.UNREADABLE is restore_back((b"https://example.org",), TRUST).finding


def test_two_backs_at_once_are_not_one() -> None:
    """Two sheets on the glass: lay down one."""
    paper = printed_once(ORDER)
    verdict = restore_back((*paper.backs[0], *paper.backs[1]), TRUST)
    assert (Finding.UNREADABLE, "several") == (verdict.finding, verdict.why)


def test_the_back_brings_the_certificate_of_its_front() -> None:
    """With nothing but the root of the CA, a whole sheet is checked."""
    paper, bare = printed_once(ORDER), replace(TRUST, certificates=())
    assert Finding.UNKNOWN_SIGNER is check_seal(paper.fronts[0], bare).finding
    back = restore_back(paper.backs[0], bare)
    assert Finding.GENUINE is check_seal(paper.fronts[0], bare.knowing(back.certificate)).finding


def test_a_seal_of_another_country_is_foreign() -> None:
    """A well-formed seal, and nobody's of ours."""
    seal = Seal.decode(printed_once(ORDER).fronts[0])
    assert (
        Finding.FOREIGN
        is check_seal(replace(seal, header=replace(seal.header, signer="DEZV")).encode(), TRUST).finding
    )
    other = resealed(seal, Message(Tag.PROFILE, bytes(16)))
    assert Finding.FOREIGN is check_seal(other.encode(), TRUST).finding


def _judged(back: Back) -> tuple[Finding, str]:
    verdict = restore_back(split(back.encode()), TRUST, SITE)
    return verdict.finding, verdict.why
