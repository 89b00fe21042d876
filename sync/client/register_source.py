"""``RegisterSource`` over the line: what head office says the registers are, checked piece by piece."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from operator import lt

from branch_app.domain.errors import BadInput, CentralGarbled
from branch_app.domain.records.register_rows import RegisterLine
from branch_app.domain.records.register_tables import SCHEMA, TABLES
from branch_app.domain.values.identifiers import RequestId
from branch_app.ports.registers import (
    Bucket,
    RegisterDelta,
    RegisterOffer,
    RegisterPosition,
    RowChange,
    SpoiltLine,
    Stretch,
)
from sync.client.session import Session
from sync.wire import changes
from sync.wire.changes import MAX_CHANGES_BYTES, WireChange
from sync.wire.compression import expand
from sync.wire.lines import digest_of, from_line, from_lines, hints_of, to_line, unpack
from sync.wire.messages import ChunkRequest
from sync.wire.register_messages import (
    BucketAnswer,
    BucketRequest,
    BucketsAnswer,
    BucketsRequest,
    Chunk,
    DeltaAnswer,
    DeltaRequest,
    ManifestRequest,
    RegisterManifest,
)
from sync.wire.routes import Route


class OnlineRegisters:
    """The registers as central gives them to one enrolled device."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def offer(self) -> RegisterOffer:
        """The newest generation.

        Raises:
            CentralRefused: our schema is another, or nothing was published for us.
            CentralGarbled: what it names is none of our tables, or no ranges in order.
        """
        return self.offered(self._session.ask(Route.MANIFEST, self.manifest_question(), RegisterManifest))

    def manifest_question(self) -> ManifestRequest:
        """What is asked."""
        return ManifestRequest(*self._head(), SCHEMA)

    def offered(self, answer: RegisterManifest) -> RegisterOffer:
        """What is told."""
        if answer.schema != SCHEMA:
            raise CentralGarbled(what="schema")
        position = RegisterPosition(answer.schema, answer.share, answer.change_seq, answer.mark)
        found = tuple(_buckets(answer.counts, answer.chunks))
        return RegisterOffer(answer.generation, position, answer.as_of, dict(answer.counts), found)

    def rows(self, offer: RegisterOffer, bucket: Bucket) -> Sequence[RegisterLine | SpoiltLine]:
        """One bucket of an offer.

        Raises:
            CentralGarbled, EnvelopeNotTrusted: it is not what the manifest says.
        """
        if not bucket.rows:
            return ()
        question = ChunkRequest(*self._head(), offer.generation, bucket.digest)
        return self.opened_chunk(bucket, self._session.ask_bytes(Route.CHUNK, question))

    def opened_chunk(self, bucket: Bucket, sealed: bytes) -> Sequence[RegisterLine | SpoiltLine]:
        """What is told of that bucket."""
        return self._opened(sealed, f"chunk/{bucket.digest}", bucket)

    def delta(self, position: RegisterPosition) -> RegisterDelta:
        """What changed after that position.

        Raises:
            CentralRefused: schema or share are others now.
            CentralGarbled, EnvelopeNotTrusted: the changes are out of order or no changes.
        """
        return self.changed(position, self._session.ask(Route.DELTA, self.delta_question(position), DeltaAnswer))

    def delta_question(self, position: RegisterPosition) -> DeltaRequest:
        """What is asked."""
        return DeltaRequest(*self._asked_at(position))

    def changed(self, position: RegisterPosition, answer: DeltaAnswer) -> RegisterDelta:
        """What is told of what changed after that position.

        Raises:
            CentralGarbled, EnvelopeNotTrusted: as ``delta``.
        """
        packed = self._session.unseal(answer.sealed, f"delta/{position.change_seq}")
        try:
            found = changes.from_lines(expand(packed, MAX_CHANGES_BYTES))
        except BadInput as error:
            raise CentralGarbled(what="delta") from error
        _check_order(position.change_seq, answer, found)
        return RegisterDelta(
            position.change_seq,
            tuple(map(_change, found)),
            answer.change_seq,
            answer.more,
            answer.as_of,
            dict(answer.counts),
            answer.mark,
        )

    def buckets(self, position: RegisterPosition, table: str) -> tuple[Bucket, ...]:
        """What a table should be at that position: buckets that cover all keys."""
        found: list[Bucket] = []
        first: str | None = ""
        while first is not None:
            stretch = self.buckets_from(position, table, first)
            found.extend(stretch.buckets)
            first = stretch.following
        return tuple(found)

    def buckets_from(self, position: RegisterPosition, table: str, first: str) -> Stretch:
        """As many buckets as one answer holds.

        Raises:
            CentralRefused: schema, share or history are others now.
            CentralGarbled: they do not lie in order from there on.
        """
        question = BucketsRequest(*self._asked_at(position), table, first)
        answer = self._session.ask(Route.BUCKETS, question, BucketsAnswer)
        starts = [first, *(chunk.first for chunk in answer.buckets)]
        if min(starts) < first or (answer.following is not None and answer.following <= max(starts)):
            raise CentralGarbled(what="order")
        found = tuple(_buckets([table], answer.buckets, first, answer.following))
        return Stretch(found, answer.following)

    def bucket_rows(self, position: RegisterPosition, bucket: Bucket) -> Sequence[RegisterLine | SpoiltLine]:
        """Those rows as they should be."""
        question = BucketRequest(*self._asked_at(position), bucket.table, bucket.first, bucket.before)
        answer = self._session.ask(Route.BUCKET, question, BucketAnswer)
        what = f"bucket/{position.change_seq}/{bucket.table}/{bucket.first}"
        return self._opened(answer.sealed, what, bucket)

    def digest(self, lines: Iterable[RegisterLine]) -> str:
        """What a bucket of exactly these rows in key order goes by."""
        return digest_of(b"".join(to_line(line) + b"\n" for line in lines))

    def _head(self) -> tuple[RequestId, str, int]:
        enrolment = self._session.enrolment
        return self._session.new_request(), enrolment.device, enrolment.epoch

    def _asked_at(self, position: RegisterPosition) -> tuple[RequestId, str, int, int, str, int, str]:
        """How every question begins that hangs on how far we have come."""
        return *self._head(), position.schema, position.share, position.change_seq, position.mark

    def _opened(self, sealed: bytes, what: str, bucket: Bucket) -> Sequence[RegisterLine | SpoiltLine]:
        """The rows of a bucket that was sealed to us for that purpose; they are the ones it names, or none."""
        packed = self._session.unseal(sealed, what)
        try:
            plain = unpack(packed)
        except BadInput as error:
            raise CentralGarbled(what="chunk") from error
        if digest_of(plain) != bucket.digest:
            raise CentralGarbled(what="chunk")
        rows = _rows(bucket.table, plain)
        keys = [row.key for row in rows]
        named = list(filter(None, keys))
        ends = named[:1] + named[-1:]
        inside = all(bucket.first <= key and (bucket.before is None or key < bucket.before) for key in ends)
        if len(rows) != bucket.rows or not inside or not all(map(lt, named, islice(named, 1, None))):
            raise CentralGarbled(what="rows")
        if len(named) == len(rows):
            return rows
        return [_placed(row, bucket, number) for number, row in enumerate(rows)]


def _buckets(
    tables: Collection[str], chunks: Iterable[Chunk], begin: str = "", end: str | None = None
) -> Iterator[Bucket]:
    """Ranges that cover every key of those tables, or every one between two, from their chunks in order.

    Raises:
        CentralGarbled: a table that we do not know, or a chunk out of its place.
    """
    by_table: dict[str, list[Chunk]] = {table: [] for table in tables}
    for chunk in chunks:
        by_table.setdefault(chunk.table, []).append(chunk)
    if not by_table.keys() <= set(tables) & TABLES.keys():
        raise CentralGarbled(what="table")
    for table, held in by_table.items():
        if any(one.first >= other.first for one, other in pairwise(held)):
            raise CentralGarbled(what="order")
        starts = [begin, *(chunk.first for chunk in held[1:])]
        ends = [*starts[1:], end]
        for chunk, first, before in zip(held, starts, ends, strict=False):
            yield Bucket(table, first, before, chunk.rows, chunk.digest)
        if not held:
            yield Bucket(table, begin, end, 0, digest_of(b""))


def _check_order(since: int, answer: DeltaAnswer, found: Sequence[WireChange]) -> None:
    """Raise CentralGarbled unless the changes lie one after another between ``since`` and where they end."""
    numbers = [since, *(change.change_seq for change in found)]
    ordered = all(one < other for one, other in pairwise(numbers))
    if not ordered or numbers[-1] > answer.change_seq or (answer.more and answer.change_seq <= since):
        raise CentralGarbled(what="order")
    if any(change.table not in TABLES for change in found):
        raise CentralGarbled(what="table")


def _change(change: WireChange) -> RowChange:
    line = None if change.line is None else _row(change.table, change.line)
    if isinstance(line, SpoiltLine):
        line = replace(line, key=change.key)  # whatever can still be read of it: by this key it is put right
    if isinstance(line, RegisterLine) and line.key != change.key:
        raise CentralGarbled(what="key")
    return RowChange(change.change_seq, change.table, change.key, line)


def _placed(row: RegisterLine | SpoiltLine, bucket: Bucket, number: int) -> RegisterLine | SpoiltLine:
    """What does not even name its key lies in its bucket, under a key that no other has, and goes with it."""
    return row if row.key else SpoiltLine(row.table, f"{bucket.first}\0{number}", ())


def _rows(table: str, plain: bytes) -> Sequence[RegisterLine | SpoiltLine]:
    try:
        return from_lines(table, plain)
    except BadInput:
        *lines, _rest = plain.split(b"\n")
        return [_row(table, line) for line in lines]


def _row(table: str, data: bytes) -> RegisterLine | SpoiltLine:
    try:
        return from_line(table, data)
    except BadInput:
        return SpoiltLine(table, *hints_of(table, data))
