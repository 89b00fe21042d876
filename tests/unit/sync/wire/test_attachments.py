"""Parcels, bundles and seals: what goes in comes out, and nothing else is accepted."""

import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from branch_app.domain.errors import BadInput, EnvelopeNotTrusted
from branch_app.domain.log.commitment import Opening, Retention
from branch_app.domain.values.codec import encode
from sync.wire.compression import compress, expand
from sync.wire.entries import MAX_LEAVES, PlacedOpening, pack_leaves, seal_openings, unpack_leaves, unseal_openings
from sync.wire.parcel import Parcel
from sync.wire.sealing import purpose, seal, unseal
from sync.wire.strict import dump

KEY = X25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
INFO = purpose("openings", "C06-1", 1)


@given(st.binary(max_size=50), st.lists(st.binary(max_size=50), max_size=3))
def test_a_parcel_keeps_its_parts(envelope: bytes, parts: list[bytes]) -> None:
    """Any bytes, empty ones too."""
    parcel = Parcel(envelope, tuple(parts))
    assert Parcel.from_bytes(parcel.to_bytes()) == parcel


@given(st.binary(max_size=80))
def test_bytes_are_a_parcel_or_refused(data: bytes) -> None:
    """What is accepted is exactly what would be written."""
    try:
        parcel = Parcel.from_bytes(data)
    except BadInput:
        return
    assert parcel.to_bytes() == data


@given(st.lists(st.binary(max_size=40), max_size=20))
def test_a_bundle_keeps_its_entries(leaves: list[bytes]) -> None:
    """In order and byte for byte."""
    assert unpack_leaves(pack_leaves(leaves)) == tuple(leaves)


@pytest.mark.parametrize("bundle", [b"\x00", b"\x00\x05abc", b"\x00\x00" * (MAX_LEAVES + 1)])
def test_a_broken_bundle_is_refused(bundle: bytes) -> None:
    """Cut off, or more entries than a push may have."""
    with pytest.raises(BadInput):
        unpack_leaves(compress(bundle))


def test_a_bundle_takes_no_entry_larger_than_an_entry() -> None:
    """65,535 bytes is the most its length can say."""
    with pytest.raises(BadInput):
        pack_leaves([bytes(65_536)])


def test_a_frame_that_would_grow_too_large_is_refused() -> None:
    """The claimed size is looked at before a byte is expanded; a frame that claims none is refused as well."""
    bomb = compress(bytes(1 << 20))
    with pytest.raises(BadInput):
        expand(bomb, (1 << 20) - 1)
    silent = zstandard.ZstdCompressor(write_content_size=False).compress(b"x")
    with pytest.raises(BadInput):
        expand(silent, 10)


@pytest.mark.parametrize("data", [b"", b"junk", compress(b"x")[:-1], compress(b"x") + b"y"])
def test_what_is_not_one_whole_frame_is_refused(data: bytes) -> None:
    """Empty, foreign, cut off, continued."""
    with pytest.raises(BadInput):
        expand(data, 100)


def test_openings_are_for_central_and_for_one_log() -> None:
    """Sealed for one log, they open for no other and for no other key."""
    openings = (PlacedOpening(4, Opening("ab" * 32, "evidence", b"s" * 32, b"v", Retention.ISSUANCE)),)
    sealed = seal_openings(openings, PUBLIC, INFO)
    assert unseal_openings(sealed, KEY, INFO) == openings
    with pytest.raises(EnvelopeNotTrusted):
        unseal_openings(sealed, KEY, purpose("openings", "C06-1", 2))
    with pytest.raises(EnvelopeNotTrusted):
        unseal_openings(sealed, X25519PrivateKey.generate(), INFO)


@pytest.mark.parametrize(
    ("commitment", "name"), [("x", "a"), ("ab" * 40, "a"), ("ab" * 32, "a\x00"), ("ab" * 32, "n" * 65)]
)
def test_an_absurd_opening_is_refused(commitment: str, name: str) -> None:
    """Central's tables take only what an entry could have committed to."""
    with pytest.raises(ValueError, match="opening"):
        PlacedOpening(0, Opening(commitment, name, b"", b"", Retention.STAFF))


def test_sealed_bytes_that_were_altered_do_not_open() -> None:
    """Any change at all."""
    sealed = seal(b"secret", PUBLIC, INFO)
    for position in range(len(sealed)):
        altered = bytearray(sealed)
        altered[position] ^= 1
        with pytest.raises(EnvelopeNotTrusted):
            unseal(bytes(altered), KEY, INFO)


OPENINGS = st.lists(
    st.builds(
        PlacedOpening,
        st.integers(0, 2**53 - 1),
        st.builds(
            Opening,
            st.binary(min_size=32, max_size=32).map(bytes.hex),
            st.sampled_from(["snapshot", "住所"]),
            st.binary(max_size=32),
            st.binary(max_size=40),
            st.sampled_from(Retention),
        ),
    ),
    max_size=4,
)


@given(OPENINGS)
def test_openings_are_written_as_canonical_json(openings: list[PlacedOpening]) -> None:
    """One line each; what is read is what was written."""
    sealed = seal_openings(openings, PUBLIC, INFO)
    lines = expand(unseal(sealed, KEY, INFO), 1 << 20)
    assert b"\n".join(dump(encode(opening)) for opening in openings) == lines
    assert tuple(openings) == unseal_openings(sealed, KEY, INFO)


@pytest.mark.parametrize(
    "line",
    [
        b"{}",
        b"[",
        b'{"opening":{"commitment":"zz","name":"n","retention":"issuance","salt":"","value":""},"seq":1}',
        b'{"opening":{"commitment":"' + b"ab" * 32 + b'","name":"n","retention":"issuance","salt":"","value":""},'
        b'"seq": 1}',
        b'{"extra":1,"opening":{"commitment":"' + b"ab" * 32 + b'","name":"n","retention":"issuance","salt":"",'
        b'"value":""},"seq":1}',
        b"\xff",
        b"[" * 90_000,
    ],
)
def test_what_is_no_opening_in_its_one_writing_is_refused(line: bytes) -> None:
    """Missing, unknown, of another form, or not JSON."""
    with pytest.raises(BadInput):
        unseal_openings(seal(compress(line), PUBLIC, INFO), KEY, INFO)
