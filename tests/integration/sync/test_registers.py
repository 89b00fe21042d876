"""Bootstrap: signed manifest, chunks by hash, sealed to one device, resumed where they broke."""

import hashlib
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from branch_app.domain.errors import CentralGarbled, CentralRefused, EnvelopeNotTrusted
from branch_app.domain.records.registers import RegisterName
from sync.central.models import SnapshotChunk
from sync.central.register_models import RegisterHistory
from sync.central.registers import record
from sync.client.chunks import FolderChunks
from sync.client.registers import fetch_manifest, fetch_rows, versions_of
from sync.client.session import DeviceKeys, Session
from sync.wire.compression import compress
from sync.wire.rows import row_to_line
from tests.fakes.device import MemoryChunks
from tests.fakes.town import Town, city_rows


@pytest.fixture
def loaded(town: Town) -> Town:
    """A town whose registers hold the city."""
    with town.central.database.connection_context():
        record(town.central, city_rows())
    return town


def damage(town: Town, data: bytes) -> None:
    """Let central hand out other bytes under the manifest's hash."""
    with town.central.database.connection_context():
        SnapshotChunk.update(data=data).execute()


def test_every_row_arrives_once(loaded: Town) -> None:
    """What was loaded is what the replica gets."""
    session, _ = loaded.join()
    rows = list(fetch_rows(session, fetch_manifest(session), MemoryChunks()))
    assert sorted(map(row_to_line, rows)) == sorted(map(row_to_line, city_rows()))


def test_the_manifest_gives_each_register_its_version(loaded: Town) -> None:
    """Generation, change_seq and rows per register; ``as_of`` is central's clock."""
    session, _ = loaded.join()
    versions = {version.register: version for version in versions_of(fetch_manifest(session))}
    assert {name: version.rows for name, version in versions.items()} == {
        RegisterName.RESIDENT: 20,
        RegisterName.SEAL: 11,
        RegisterName.CARD: 19,
    }
    assert {version.as_of for version in versions.values()} == {loaded.watch.now}
    assert {version.change_seq for version in versions.values()} == {50}


def test_loading_the_same_again_is_no_change(loaded: Town) -> None:
    """The history grows by what is new only, and an unchanged city keeps its generation."""
    session, _ = loaded.join()
    first = fetch_manifest(session)
    with loaded.central.database.connection_context():
        assert record(loaded.central, city_rows()) == 50
        assert RegisterHistory.select().count() == 50
    second = fetch_manifest(session)
    assert (second.generation, second.chunks) == (first.generation, first.chunks)


def test_a_change_is_a_new_generation(loaded: Town) -> None:
    """One changed row: the next number, a new generation, and the old line kept as history."""
    session, _ = loaded.join()
    first = fetch_manifest(session)
    with loaded.central.database.connection_context():
        assert record(loaded.central, [replace(city_rows()[0], address="川崎市麻生区見本1番地")]) == 51
    second = fetch_manifest(session)
    assert (second.generation, second.change_seq) == (first.generation + 1, 51)
    assert len(list(fetch_rows(session, second, MemoryChunks()))) == 50


def test_an_interrupted_download_is_resumed(loaded: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks that came before are not fetched again; a damaged one is, and only that one."""
    monkeypatch.setattr("sync.wire.rows._CHUNK_LINES_BYTES", 20_000)
    session, _ = loaded.join()
    manifest, chunks = fetch_manifest(session), MemoryChunks()
    assert len(manifest.chunks) > 3
    rows = fetch_rows(session, manifest, chunks)
    next(rows)
    rows.close()
    assert chunks.puts == 1
    list(fetch_rows(session, manifest, chunks))
    assert chunks.puts == len(manifest.chunks)
    chunks.kept[manifest.chunks[1]] = b"damaged"
    list(fetch_rows(session, manifest, chunks))
    assert chunks.puts == len(manifest.chunks) + 1


@pytest.mark.parametrize("bad", [b"", b"rubbish", b"\x28\xb5\x2f\xfd", compress(b"")])
def test_a_chunk_that_is_not_its_hash_is_refused(loaded: Town, bad: bytes) -> None:
    """Altered, truncated, empty, or whole and another: refused before a row of it is used, and not kept."""
    session, _ = loaded.join()
    manifest, chunks = fetch_manifest(session), MemoryChunks()
    damage(loaded, bad)
    with pytest.raises(CentralGarbled):
        list(fetch_rows(session, manifest, chunks))
    assert chunks.kept == {}


def test_a_cut_off_chunk_is_refused(loaded: Town) -> None:
    """Sealed bytes that end early do not open."""
    session, _ = loaded.join()
    manifest, chunks = fetch_manifest(session), MemoryChunks()
    list(fetch_rows(session, manifest, chunks))

    class Cut(Session):
        def ask_bytes(self, *_arguments: object) -> bytes:
            return chunks.kept[manifest.chunks[0]][:-1]

    cut = Cut(session.line, session.enrolment, session.keys, session.random)
    with pytest.raises(EnvelopeNotTrusted):
        list(fetch_rows(cut, manifest, MemoryChunks()))


def test_a_manifest_whose_counts_lie_is_noticed(loaded: Town) -> None:
    """Counts and digest of the whole are compared at the end."""
    session, _ = loaded.join()
    manifest = fetch_manifest(session)
    for wrong in (replace(manifest, counts={**manifest.counts, "seal": 3}), replace(manifest, digest=bytes(32))):
        with pytest.raises(CentralGarbled):
            list(fetch_rows(session, wrong, MemoryChunks()))


def test_chunks_are_for_one_device_only(loaded: Town) -> None:
    """Another key opens nothing."""
    session, _ = loaded.join()
    manifest = fetch_manifest(session)
    thief = replace(session, keys=DeviceKeys(session.keys.log, X25519PrivateKey.generate()))
    with pytest.raises(EnvelopeNotTrusted):
        list(fetch_rows(thief, manifest, MemoryChunks()))


def test_an_unknown_chunk_is_404(loaded: Town) -> None:
    """Central hands out what stands in a manifest and nothing else."""
    session, _ = loaded.join()
    manifest = replace(fetch_manifest(session), chunks=(hashlib.sha256(b"").hexdigest(),))
    with pytest.raises(CentralRefused) as refused:
        list(fetch_rows(session, manifest, MemoryChunks()))
    assert refused.value.facts == {"status": 404, "reason": "chunk unknown"}


def test_no_name_lies_open_in_the_chunk_folder(loaded: Town, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What an interrupted bootstrap leaves on the disk is sealed."""
    session, _ = loaded.join()
    folder = tmp_path_factory.mktemp("chunks")
    chunks = FolderChunks(folder)
    manifest = fetch_manifest(session)
    list(fetch_rows(session, manifest, chunks))
    (file,) = folder.iterdir()
    assert "川崎市".encode() not in file.read_bytes()
    chunks.keep_only([])
    assert list(folder.iterdir()) == []
