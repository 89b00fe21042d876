"""A card the counter cannot use is refused by name, before any PIN; one nobody knows, with all a report needs."""

from collections.abc import Callable

import pytest

from branch_app.cards import jpki
from branch_app.cards.jpki import JpkiFile
from branch_app.cards.virtual import Chip, DataFile
from branch_app.domain.errors import CardNotAccepted, CardNotTrusted, CardUnknown
from branch_app.ports import CardKind
from tests.fakes.cards import AT, CHALLENGE, PINS, WatchedChip, card, forged, juki_card, opened, unknown_card


def test_an_old_resident_card_has_a_refusal_of_its_own() -> None:
    """住民基本台帳カード is recognised, and not one PIN is sent to it."""
    chip = WatchedChip(juki_card())
    session = opened(chip)

    assert CardKind.JUKI is session.kind
    calls: list[Callable[[], object]] = [
        session.tries_left,
        lambda: session.authenticate(PINS.authentication, CHALLENGE, AT),
        lambda: session.four_items(PINS.profile),
    ]
    for call in calls:
        with pytest.raises(CardNotAccepted) as caught:
            call()
        assert {"token": "JPKIAPICCTOKEN"} == caught.value.facts
    assert not chip.verifies()


@pytest.mark.parametrize("token", ["JPKIAPGPSETOKEN", "JPKIAPIOSTOKEN"])
def test_a_telephone_is_recognised_and_refused(token: str) -> None:
    """Known token strings without a PIN that a counter could ask for."""
    with pytest.raises(CardNotAccepted) as caught:
        opened(unknown_card(token))

    assert {"token": token} == caught.value.facts


def test_an_unknown_batch_is_reported_with_all_that_is_needed() -> None:
    """ATR, reader, driver and token string; nothing of the holder."""
    with pytest.raises(CardUnknown) as caught:
        opened(unknown_card("JPKIAPNEXTTOKEN"))

    assert {
        "atr": "3b00",
        "reader": "test reader",
        "driver": "jpki",
        "token": "JPKIAPNEXTTOKEN",
        "status": "9000",
    } == caught.value.facts


def test_a_card_without_the_application_is_unknown() -> None:
    """A commuter pass on the reader."""
    with pytest.raises(CardUnknown) as caught:
        opened(Chip(b"\x3b\x00", {}))

    assert ("none", "6A82") == (caught.value.facts["driver"], caught.value.facts["status"])


def test_a_token_string_of_garbage_is_reported_as_text() -> None:
    """Bytes that are no letters or digits do not reach a report."""
    chip = forged(card(), jpki.IDENTIFIER, JpkiFile.TOKEN, DataFile(b"\x00\xffA\x1b[31mB\n"))

    with pytest.raises(CardUnknown) as caught:
        opened(chip)

    assert caught.value.facts["token"] == "A31mB"  # noqa: S105


@pytest.mark.parametrize("file", [JpkiFile.TOKEN, JpkiFile.CERTIFICATE, JpkiFile.PIN, JpkiFile.KEY])
def test_a_card_that_lacks_a_file_is_unknown_from_the_start(file: JpkiFile) -> None:
    """Found at the opening, before any PIN; so that later a missing file means a changed card."""
    whole = card()
    files = {number: content for number, content in whole.applications[jpki.IDENTIFIER].items() if number != file}

    with pytest.raises(CardUnknown) as caught:
        opened(Chip(whole.atr, {jpki.IDENTIFIER: files}))

    assert caught.value.facts["status"] == "6A82"


def test_a_card_without_four_items_is_unknown_to_that_driver() -> None:
    """The card authenticates; the next application is missing, and the report says which."""
    whole = card()
    session = opened(Chip(whole.atr, {jpki.IDENTIFIER: whole.applications[jpki.IDENTIFIER]}))
    session.authenticate(PINS.authentication, CHALLENGE, AT)

    with pytest.raises(CardUnknown) as caught:
        session.four_items(PINS.profile)

    assert caught.value.facts["driver"] == "profile"


@pytest.mark.parametrize("content", [b"", b"\xff" * 40, b"\x30\x82\x05\x00"])
def test_a_card_without_certificate_is_not_trusted(content: bytes) -> None:
    """An empty or erased certificate file."""
    with pytest.raises((CardNotTrusted, CardUnknown)):
        opened(forged(card(), jpki.IDENTIFIER, JpkiFile.CERTIFICATE, DataFile(content)))
