"""Signed notes: one form, one reading, no trust without a good signature of a known key."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import NoteNotTrusted
from branch_app.domain.log.note import Note, Signature, check_note, sign_note
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.ed25519 import public_key, signer, verify

PRIVATE = bytes(range(32))
KEY = VerifierKey("ledger.example/corner/1", KeyKind.NOTE, public_key(PRIVATE))
SIGNED = sign_note("一行目\nline two\n", KEY, signer(PRIVATE)).to_bytes()

GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
).encode()


def test_a_note_signed_by_others_software_is_believed() -> None:
    """The example of golang.org/x/mod/sumdb/note, key and signature."""
    note = Note.parse(GO_NOTE)
    check_note(note, VerifierKey.parse(GO_KEY), verify)
    assert GO_NOTE == note.to_bytes()


def test_a_key_has_one_text() -> None:
    """Parsing and writing a verifier key gives the same line."""
    assert GO_KEY == VerifierKey.parse(GO_KEY).text
    assert VerifierKey.parse(KEY.text) == KEY


@pytest.mark.parametrize("at", range(len(GO_KEY)))
def test_a_key_with_one_wrong_character_is_no_key(at: int) -> None:
    """Name, id and key bind each other; even upper-case hex is another text."""
    for bit in (0x01, 0x20):
        with pytest.raises(NoteNotTrusted):
            VerifierKey.parse(GO_KEY[:at] + chr(ord(GO_KEY[at]) ^ bit) + GO_KEY[at + 1 :])


@pytest.mark.parametrize(
    "text", ["", "a", "a+b", "a+00000000+", "a+00000000+AQ==", "+e3b0c442+AQ==", GO_KEY + "\n"]
)
def test_what_is_no_key_is_refused(text: str) -> None:
    """Too few parts, no name, no key bytes, trailing newline."""
    with pytest.raises(NoteNotTrusted):
        VerifierKey.parse(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u3000b", "a\u00a0b", "a\nb", "a\u2028b", "\ud800"])
def test_a_key_name_has_no_space_and_no_plus(name: str) -> None:
    """No kind of space, the ideographic one included."""
    with pytest.raises(NoteNotTrusted):
        VerifierKey(name, KeyKind.NOTE, bytes(32))


def test_reading_gives_back_the_bytes() -> None:
    """Nothing is normalised on the way."""
    assert SIGNED == Note.parse(SIGNED).to_bytes()


@pytest.mark.parametrize("at", range(len(SIGNED)))
def test_any_wrong_byte_is_found(at: int) -> None:
    """Whichever byte of a note is turned, the key no longer vouches for it."""
    for mask in (0x01, 0x20, 0xFF):
        damaged = bytearray(SIGNED)
        damaged[at] ^= mask
        with pytest.raises(NoteNotTrusted):
            check_note(Note.parse(bytes(damaged)), KEY, verify)


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"text\n\n\xff\n", 6),
        (b"text\n\nx\xc2\x80\x94 a YWJjZGVm\n", 6),
        (b"te\rxt\n\n", 2),
        ("あ\x00\n\n".encode(), 3),
        (b"text\n\nx a YWJjZGVm\n", 6),
        ("text\n\n— a YWJjZA==\n".encode(), 6),
        ("text\n\n— a YWJjZGV=\n".encode(), 6),
        ("text\n\n— a YWJjZGVmZw\n".encode(), 6),
        ("text\n\n— a b YWJjZGVmZw==\n".encode(), 6),
        ("text\n\n—  YWJjZGVmZw==\n".encode(), 6),
        ("text\n\n— a YWJjZGVmZw==\n— a\n".encode(), 25),
        (b"x" * 70_000, 65_536),
    ],
)
def test_what_is_no_note_is_refused_with_its_place(data: bytes, offset: int) -> None:
    """Encoding, control characters, dash, name, base64, size: each refusal names the byte."""
    with pytest.raises(NoteNotTrusted) as refusal:
        Note.parse(data)
    assert offset == refusal.value.facts["offset"]


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"text\n", b"text\n\n", "text\n— a YWJjZGVmZw==\n".encode(), GO_NOTE[:-1]]
)
def test_a_note_needs_a_blank_line_and_whole_signature_lines(data: bytes) -> None:
    """Text alone, or a last line without its end, is no note."""
    with pytest.raises(NoteNotTrusted):
        Note.parse(data)


def test_the_last_blank_line_divides() -> None:
    """Text may hold blank lines of its own."""
    note = sign_note("a\n\nb\n", KEY, signer(PRIVATE))
    assert note == Note.parse(note.to_bytes())


def test_signatures_of_strangers_are_carried_but_not_believed() -> None:
    """A note signed by nobody we know is refused, whatever it carries."""
    stranger = VerifierKey("stranger.example", KeyKind.NOTE, public_key(bytes(32)))
    with pytest.raises(NoteNotTrusted):
        check_note(Note.parse(SIGNED), stranger, verify)
    both = Note.parse(SIGNED).with_signature(Signature("stranger.example", b"\x00\x00\x00\x00", b"?"))
    check_note(Note.parse(both.to_bytes()), KEY, verify)


def test_one_bad_signature_of_a_known_key_spoils_the_note() -> None:
    """A good signature does not excuse a bad one of the same key."""
    both = Note.parse(SIGNED).with_signature(Signature(KEY.name, KEY.key_id, bytes(64)))
    with pytest.raises(NoteNotTrusted):
        check_note(both, KEY, verify)


def test_a_note_of_a_thousand_signatures_is_refused() -> None:
    """More lines than anybody needs are an attack."""
    line = "— a YWJjZGVmZw==\n"
    Note.parse(("text\n\n" + line * 100).encode())
    with pytest.raises(NoteNotTrusted):
        Note.parse(("text\n\n" + line * 101).encode())


@pytest.mark.parametrize("text", ["", "no newline", "tab\there\n"])
def test_a_text_no_note_can_hold_is_not_signed(text: str) -> None:
    """The text ends in a newline and holds no other control character."""
    with pytest.raises(NoteNotTrusted):
        sign_note(text, KEY, signer(PRIVATE))


@given(st.binary(max_size=200))
def test_garbage_is_refused_in_our_own_words(data: bytes) -> None:
    """Whatever the bytes, the reader answers with a note or with NoteNotTrusted."""
    with suppress(NoteNotTrusted):
        assert data == Note.parse(data).to_bytes()
