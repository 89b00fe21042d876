"""Bootstrap of the replica: a signed manifest, then chunks by hash, resumed where the line broke."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from branch_app.domain.errors import BadInput, CentralGarbled, EnvelopeNotTrusted
from branch_app.domain.records.registers import RegisterRow, RegisterVersion
from sync.client.chunks import ChunkStore
from sync.client.session import Session
from sync.wire.messages import ChunkRequest, SnapshotManifest, SnapshotRequest
from sync.wire.routes import Route
from sync.wire.rows import REGISTERS, plain_chunk, rows_of, table_of


def fetch_manifest(session: Session) -> SnapshotManifest:
    """The newest generation central has for us."""
    enrolment = session.enrolment
    question = SnapshotRequest(session.new_request(), enrolment.device, enrolment.epoch)
    return session.ask(Route.SNAPSHOT, question, SnapshotManifest)


def fetch_rows(session: Session, manifest: SnapshotManifest, chunks: ChunkStore) -> Iterator[RegisterRow]:
    """Every row of that generation. Whoever loads them must not use any until the last has come without an error.

    Raises:
        CentralGarbled: a chunk, the whole or a count is not what the manifest says.
        CentralUnreachable, CentralRefused, EnvelopeNotTrusted: what came so far is kept in ``chunks``.
    """
    whole = hashlib.sha256()
    counted: Counter[str] = Counter()
    for digest in manifest.chunks:
        plain = _plain(session, manifest, digest, chunks)
        whole.update(plain)
        for row in _rows(plain):
            counted[table_of(row)] += 1
            yield row
    if whole.digest() != manifest.digest or {name: counted[name] for name in manifest.counts} != manifest.counts:
        raise CentralGarbled(what="snapshot")


def versions_of(manifest: SnapshotManifest) -> tuple[RegisterVersion, ...]:
    """What that generation makes of each register."""
    return tuple(
        RegisterVersion(
            register,
            generation=manifest.generation,
            change_seq=manifest.change_seq,
            as_of=manifest.as_of,
            rows=sum(rows for table, rows in manifest.counts.items() if REGISTERS.get(table) is register),
        )
        for register in dict.fromkeys(REGISTERS.values())
    )


def _plain(session: Session, manifest: SnapshotManifest, digest: str, chunks: ChunkStore) -> bytes:
    held = chunks.get(digest)
    if held is not None:
        try:
            return _checked(session, digest, held)
        except (CentralGarbled, EnvelopeNotTrusted):
            pass  # damaged on our own disk: fetched again, and only this one
    enrolment = session.enrolment
    question = ChunkRequest(session.new_request(), enrolment.device, enrolment.epoch, manifest.generation, digest)
    sealed = session.ask_bytes(Route.CHUNK, question)
    plain = _checked(session, digest, sealed)
    chunks.put(digest, sealed)
    return plain


def _checked(session: Session, digest: str, sealed: bytes) -> bytes:
    chunk = session.unseal(sealed, f"chunk/{digest}")
    if hashlib.sha256(chunk).hexdigest() != digest:
        raise CentralGarbled(what="chunk")
    try:
        return plain_chunk(chunk)
    except BadInput as error:
        raise CentralGarbled(what="chunk") from error


def _rows(plain: bytes) -> Iterator[RegisterRow]:
    try:
        yield from rows_of(plain)
    except BadInput as error:
        raise CentralGarbled(what="row") from error
