"""A USB stick of an office without a line: answered like the line, and acknowledged in a file that goes back.

    done = read_stick(central, data)

Each stick of a log is taken once and in order. Taken twice, or beside the line, nothing would come of it either:
pushes are known by their places, holds by their names.
"""

from dataclasses import dataclass

from branch_app.domain.errors import BadInput, StickRefused
from sync.central.database import exclusive, locked
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.on_stick import ON_STICK
from sync.central.serving.app import answer
from sync.central.trust.devices import newest_log, signed_by
from sync.central.trust.models import ReadStick
from sync.wire.bundle import Direction, FirstStickLetter, StickAnswer, StickLetter, digest_of, pack, unpack
from sync.wire.envelope import Envelope
from sync.wire.messages import signed
from sync.wire.routes import Route


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Stick ``number`` of a device: what each request of it came to, in order, and the ``file`` that goes back."""

    device: str
    number: int
    answered: tuple[tuple[Route, int], ...]
    file: bytes


def read_stick(central: HeadOffice, data: bytes) -> Acknowledged:
    """Do what it asks.

    Raises:
        StickRefused: cut off, altered, for another head office, read before, or older than one that was read.
        EnvelopeNotTrusted: not signed by a device we know.
        BadInput: not a letter of the contract.
    """
    envelope, *bodies = unpack(data, Direction.TO_CENTRAL, central.keys.seal)
    with central.database.connection_context():
        letter, log = _letter(Envelope.from_bytes(envelope))
        routes = _routes(letter, bodies)
        _refuse_read(log, letter.number)
    replies = [answer(central, ON_STICK[route], body) for route, body in zip(routes, bodies, strict=True)]
    parts = [reply.body for reply in replies]
    statuses = tuple(int(reply.status) for reply in replies)
    told = StickAnswer(letter.request, letter.number, statuses, parts=tuple(map(digest_of, parts)))
    file = pack([signed(told, central.keys.signer), *parts], Direction.TO_DEVICE, letter.reply_key)
    with central.database.connection_context(), exclusive(central.database):
        log = locked(DeviceLog.select().where(DeviceLog.id == log.id)).get()
        _refuse_read(log, letter.number)
        ReadStick.create(log=log, number=letter.number, read_at=central.now(), answer=file)
    return Acknowledged(log.device, letter.number, tuple(zip(routes, statuses, strict=True)), file)


def last_answer(central: HeadOffice, device: str) -> bytes:
    """The answer to the newest stick of that device's log once more: the one that went back was lost.

    Raises:
        BadInput: no such device, or none of its sticks was ever read.
    """
    with central.database.connection_context():
        log = newest_log(device)
        for read in ReadStick.select().where(ReadStick.log == log).order_by(ReadStick.number.desc()).limit(1):
            return bytes(read.answer)
    raise BadInput(at="stick")


def _letter(envelope: Envelope) -> tuple[StickLetter, DeviceLog]:
    if envelope.payload_type != FirstStickLetter.TYPE:
        return signed_by(StickLetter, envelope)
    first, log = signed_by(FirstStickLetter, envelope)
    key = bytes(log.transport_key)
    return StickLetter(first.request, log.device, log.epoch, first.number, key, first.routes, first.parts), log


def _routes(letter: StickLetter, bodies: list[bytes]) -> tuple[Route, ...]:
    if letter.parts != tuple(map(digest_of, bodies)) or len(letter.routes) != len(bodies):
        raise StickRefused(why="stick_altered")
    try:
        routes = tuple(map(Route, letter.routes))
    except ValueError as error:
        raise BadInput(at="route") from error
    if not ON_STICK.keys() >= set(routes):
        raise BadInput(at="route")
    return routes


def _refuse_read(log: DeviceLog, number: int) -> None:
    numbers = [read.number for read in ReadStick.select(ReadStick.number).where(ReadStick.log == log)]
    if number in numbers:
        raise StickRefused(why="stick_doubled")
    if numbers and number < max(numbers):
        raise StickRefused(why="stick_old")
