"""A USB stick of an office without a line: answered like the line, and acknowledged in a file that goes back.

    answer = read_stick(central, data)

Each stick of a log is taken once and in order. Taken twice, or beside the line, nothing would come of it either:
pushes are known by their places, holds by their names.
"""

from branch_app.domain.errors import BadInput, StickRefused
from sync.central.app import HANDLERS, answer
from sync.central.database import exclusive, locked
from sync.central.devices import newest_log, signed_by
from sync.central.head_office import HeadOffice
from sync.central.models import DeviceLog
from sync.central.trust.models import ReadStick
from sync.wire.bundle import Direction, StickAnswer, StickLetter, digest_of, pack, unpack
from sync.wire.envelope import Envelope
from sync.wire.messages import signed
from sync.wire.routes import Route

CARRIED = frozenset((Route.HOLDS, Route.RESTRICTIONS, Route.SETTINGS, Route.PUSH, Route.ASIDE))


def read_stick(central: HeadOffice, data: bytes) -> bytes:
    """Do what it asks, and give the file that goes back.

    Raises:
        StickRefused: cut off, altered, for another head office, read before, or older than one that was read.
        EnvelopeNotTrusted: not signed by a device we know.
        BadInput: not a letter of the contract.
    """
    envelope, *bodies = unpack(data, Direction.TO_CENTRAL, central.keys.seal)
    with central.database.connection_context():
        letter, log = signed_by(StickLetter, Envelope.from_bytes(envelope))
        routes = _routes(letter, bodies)
        _refuse_read(log, letter.number)
    replies = [answer(central, HANDLERS[route], body) for route, body in zip(routes, bodies, strict=True)]
    parts = [reply.body for reply in replies]
    told = StickAnswer(
        letter.request,
        number=letter.number,
        statuses=tuple(int(reply.status) for reply in replies),
        parts=tuple(map(digest_of, parts)),
    )
    file = pack([signed(told, central.keys.signer), *parts], Direction.TO_DEVICE, bytes(log.transport_key))
    with central.database.connection_context(), exclusive(central.database):
        log = locked(DeviceLog.select().where(DeviceLog.id == log.id)).get()
        _refuse_read(log, letter.number)
        ReadStick.create(log=log, number=letter.number, read_at=central.now(), answer=file)
    return file


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


def _routes(letter: StickLetter, bodies: list[bytes]) -> tuple[Route, ...]:
    if letter.parts != tuple(map(digest_of, bodies)) or len(letter.routes) != len(bodies):
        raise StickRefused(why="stick_altered")
    try:
        routes = tuple(map(Route, letter.routes))
    except ValueError as error:
        raise BadInput(at="route") from error
    if not CARRIED.issuperset(routes):
        raise BadInput(at="route")
    return routes


def _refuse_read(log: DeviceLog, number: int) -> None:
    numbers = [read.number for read in ReadStick.select(ReadStick.number).where(ReadStick.log == log)]
    if number in numbers:
        raise StickRefused(why="stick_doubled")
    if numbers and number < max(numbers):
        raise StickRefused(why="stick_old")
