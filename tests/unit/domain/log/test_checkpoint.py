"""Checkpoints and cosignatures: what a log says of its size, and who saw it."""

import pytest

from branch_app.domain.errors import NoteNotTrusted
from branch_app.domain.log.checkpoint import Checkpoint, check_checkpoint, sign_checkpoint
from branch_app.domain.log.cosignature import check_cosignature, cosign
from branch_app.domain.log.note import Note, Signature, sign_note
from branch_app.domain.log.verifier_key import KeyKind, VerifierKey
from branch_app.ed25519 import public_key, signer, verify

LOG, WITNESS = bytes([1]) * 32, bytes([2]) * 32
LOG_KEY = VerifierKey("ledger.example/corner/1", KeyKind.NOTE, public_key(LOG))
WITNESS_KEY = VerifierKey("central.example", KeyKind.COSIGNATURE, public_key(WITNESS))
CHECKPOINT = Checkpoint(LOG_KEY.name, 20_852_163, bytes(range(32)))
AT = 1_679_315_147
COSIGNED = cosign(sign_checkpoint(CHECKPOINT, LOG_KEY, signer(LOG)), WITNESS_KEY, AT, signer(WITNESS))

PUBLISHED = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 "
    "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
).encode()


def test_the_published_example_is_read() -> None:
    """The example of c2sp.org/tlog-cosignature has these parts, and its cosignature this time in front."""
    note = Note.parse(PUBLISHED)
    assert PUBLISHED == note.to_bytes()
    assert 20_852_163 == Checkpoint.parse(note.text).size
    assert AT == int.from_bytes(note.signatures[1].value[:8], "big")
    assert 72 == len(note.signatures[1].value)


def test_a_checkpoint_is_three_lines() -> None:
    """Origin, size, root in base64, in that order."""
    assert "ledger.example/corner/1\n20852163\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n" == CHECKPOINT.text
    assert CHECKPOINT == Checkpoint.parse(CHECKPOINT.text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "o\n1\n",
        "\n1\n" + "A" * 43 + "=\n",
        "o\n01\n" + "A" * 43 + "=\n",
        "o\n-1\n" + "A" * 43 + "=\n",
        "o\n１\n" + "A" * 43 + "=\n",
        "o\n" + "9" * 5_000 + "\n" + "A" * 43 + "=\n",
        "o\n9223372036854775808\n" + "A" * 43 + "=\n",
        "o\n1\nAAAA\n",
        "o\n1\n" + "A" * 42 + "B=\n",
        "o\n1\n" + "A" * 43 + "=",
        "o\n1\n" + "A" * 43 + "=\nextension\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    """Missing lines, leading zeroes, other digits, huge counts, short or bent roots, extensions."""
    with pytest.raises(NoteNotTrusted):
        Checkpoint.parse(text)


def test_log_and_witness_are_believed() -> None:
    """The log's signature gives the checkpoint, the witness's gives the time it saw it."""
    note = Note.parse(COSIGNED.to_bytes())
    assert CHECKPOINT == check_checkpoint(note, LOG_KEY, verify)
    assert AT == check_cosignature(note, WITNESS_KEY, verify)


def test_a_cosignature_signs_time_and_text() -> None:
    """The message is header, time and note text, as the format says."""
    value = COSIGNED.signatures[1].value
    message = f"cosignature/v1\ntime {AT}\n{CHECKPOINT.text}".encode()
    assert verify(WITNESS_KEY.public, message, value[8:])


def _check_all(data: bytes) -> None:
    note = Note.parse(data)
    check_checkpoint(note, LOG_KEY, verify)
    check_cosignature(note, WITNESS_KEY, verify)


@pytest.mark.parametrize("at", range(len(COSIGNED.to_bytes())))
def test_any_wrong_byte_of_a_cosigned_checkpoint_is_found(at: int) -> None:
    """Log and witness together vouch for every byte, the time included."""
    damaged = bytearray(COSIGNED.to_bytes())
    damaged[at] ^= 0x01
    with pytest.raises(NoteNotTrusted):
        _check_all(bytes(damaged))


def test_a_log_speaks_for_itself_only() -> None:
    """A checkpoint of another origin is neither signed nor believed, even under a good signature."""
    other = Checkpoint("ledger.example/other/1", 1, bytes(32))
    with pytest.raises(NoteNotTrusted):
        sign_checkpoint(other, LOG_KEY, signer(LOG))
    with pytest.raises(NoteNotTrusted):
        check_checkpoint(sign_note(other.text, LOG_KEY, signer(LOG)), LOG_KEY, verify)


def test_keys_do_not_stand_in_for_each_other() -> None:
    """A log's key makes no cosignature, a witness's key signs no note, and neither is read as the other."""
    with pytest.raises(NoteNotTrusted):
        cosign(COSIGNED, LOG_KEY, AT, signer(LOG))
    with pytest.raises(NoteNotTrusted):
        sign_note(CHECKPOINT.text, WITNESS_KEY, signer(WITNESS))
    with pytest.raises(NoteNotTrusted):
        check_cosignature(COSIGNED, LOG_KEY, verify)
    with pytest.raises(NoteNotTrusted):
        check_checkpoint(COSIGNED, WITNESS_KEY, verify)


@pytest.mark.parametrize("at", [-1, 2**63])
def test_a_time_beyond_the_format_is_not_signed(at: int) -> None:
    """POSIX seconds from 0 to 2⁶³ − 1."""
    with pytest.raises(NoteNotTrusted):
        cosign(COSIGNED, WITNESS_KEY, at, signer(WITNESS))


@pytest.mark.parametrize("value", [b"", b"1234567", bytes(72), bytes(71), b"\xff" * 72])
def test_a_cosignature_of_another_shape_is_refused(value: bytes) -> None:
    """Shorter, unsigned, or from a time that cannot be."""
    note = Note(CHECKPOINT.text, (Signature(WITNESS_KEY.name, WITNESS_KEY.key_id, value),))
    with pytest.raises(NoteNotTrusted):
        check_cosignature(note, WITNESS_KEY, verify)


def test_the_latest_of_several_cosignatures_counts() -> None:
    """A witness that looks again signs again."""
    twice = cosign(COSIGNED, WITNESS_KEY, AT + 60, signer(WITNESS))
    assert AT + 60 == check_cosignature(twice, WITNESS_KEY, verify)
