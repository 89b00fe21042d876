"""The seal on a front page: what that page shows, as far as the symbol has room, signed by the device's paper key.

What the page is about stands in the seal as it was drawn, item by item; never 個人番号 (not held here) and never
住民票コード, which a paper may show but no seal of ours carries.
"""

import unicodedata
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from branch_app.documents.seals.profile import Profile
from branch_app.domain.errors import BadInput, RecordIncomplete
from branch_app.domain.records.paper_trust import PAPER_SIGNER
from branch_app.domain.values.identifiers import IssueNumber, JobId
from branch_app.domain.vds.header import ADMINISTRATIVE, Header, Version
from branch_app.domain.vds.seal import Message, Seal
from branch_app.ports import PaperSigner

SEPARATOR: Final = "、"

_COUNTRY: Final = "JPN"
_ROOM: Final = 556
"""Bytes of a whole seal: more does not go into 88 × 88 modules, which are 30 mm."""
_SIGNATURE_BYTES: Final = 66
_STATUS_BYTES: Final = 4


class Tag(IntEnum):
    """Messages of the standard, and those of our profiles."""

    PROFILE = 0
    PROFILE_URI = 3
    CERTIFICATE_URI = 4
    STATUS_URI = 5
    STATUS_INDEX = 6
    CERTIFICATE = 10
    NUMBER = 11
    PAGE = 12
    PAGES = 13
    DIGEST = 14
    JOB = 15
    NAMES = 16
    ADDRESS = 17
    BIRTHS = 18
    KANA = 19
    SPECIMEN = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page shows: its title, names of the persons on it, and what was drawn under each of these items."""

    title: str
    names: tuple[str, ...]
    address: str
    births: tuple[str, ...]
    kana: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrontSeal:
    """What a seal of ours says."""

    certificate: str
    number: IssueNumber
    job: JobId
    page: int
    pages: int
    digest: bytes
    signed: date
    names: str
    address: str | None
    births: str | None
    kana: str | None
    specimen: bool

    @property
    def running(self) -> int:
        """The number within the log of the device, which the status of a paper goes by."""
        return running_of(self.number)

    @classmethod
    def read(cls, seal: Seal) -> "FrontSeal":
        """Of a seal that fits one of our profiles.

        Raises:
            BadInput: a job that is none, an index that is not the number's, or a page of no paper.
        """
        value = {message.tag: message.value for message in seal.messages}
        page, pages = (int.from_bytes(value[tag]) for tag in (Tag.PAGE, Tag.PAGES))
        front = cls(
            certificate=value[Tag.CERTIFICATE].decode(),
            number=IssueNumber(value[Tag.NUMBER].decode()),
            job=JobId(str(uuid.UUID(bytes=value[Tag.JOB]))),
            page=page,
            pages=pages,
            digest=value[Tag.DIGEST],
            signed=seal.header.signed,
            names=value[Tag.NAMES].decode(),
            address=_text(value.get(Tag.ADDRESS)),
            births=_text(value.get(Tag.BIRTHS)),
            kana=_text(value.get(Tag.KANA)),
            specimen=Tag.SPECIMEN in value,
        )
        if not 1 <= page <= pages or int.from_bytes(value.get(Tag.STATUS_INDEX, b"")) != front.running:
            raise BadInput(at="seal")
        return front


@dataclass(frozen=True, slots=True)
class Sealing:
    """What every seal of one paper shares."""

    profile: Profile
    signer: PaperSigner
    serial: str
    number: IssueNumber
    job: JobId
    issued: date
    pages: int
    digest: bytes
    specimen: bool

    def unsigned(self, page: int, shown: Shown) -> Seal:
        """The seal of one page, with as many of the optional items as there is room for, names and address first.

        Raises:
            RecordIncomplete: the job is no UUID.
        """
        header = Header(
            Version.FOUR, _COUNTRY, PAPER_SIGNER, self.serial, self.issued, self.issued, document=ADMINISTRATIVE
        )
        fixed = Seal(header, (*self._of_the_standard(), *self._of_the_paper(page, shown)))
        room = _ROOM - _SIGNATURE_BYTES - len(fixed.encode())
        names = _fitting(shown.names, room - 4)
        chosen = [_message(Tag.NAMES, names)]
        for tag, texts in ((Tag.ADDRESS, (shown.address,)), (Tag.BIRTHS, shown.births), (Tag.KANA, shown.kana)):
            optional = _message(tag, SEPARATOR.join(texts))
            if optional.value and _size((*chosen, optional)) <= room:
                chosen.append(optional)
        messages = sorted((*fixed.messages, *chosen), key=lambda message: message.tag)
        return Seal(header, tuple(messages))

    def _of_the_standard(self) -> Iterable[Message]:
        site, kind = self.signer.site.uri, self.profile.code
        yield Message(Tag.PROFILE, self.profile.number)
        yield _message(Tag.PROFILE_URI, f"{site}/p/{kind}")
        yield _message(Tag.CERTIFICATE_URI, f"{site}/c/{self.serial}")
        yield _message(Tag.STATUS_URI, f"{site}/s/{self.signer.device}/{self.signer.epoch}")
        yield Message(Tag.STATUS_INDEX, running_of(self.number).to_bytes(_STATUS_BYTES))

    def _of_the_paper(self, page: int, shown: Shown) -> Iterable[Message]:
        try:
            job = uuid.UUID(self.job).bytes
        except ValueError as error:
            raise RecordIncomplete(item="job", problem="missing") from error
        yield _message(Tag.CERTIFICATE, shown.title)
        yield _message(Tag.NUMBER, self.number)
        yield Message(Tag.PAGE, bytes((page,)))
        yield Message(Tag.PAGES, bytes((self.pages,)))
        yield Message(Tag.DIGEST, self.digest)
        yield Message(Tag.JOB, job)
        if self.specimen:
            yield Message(Tag.SPECIMEN, b"\xff")


def running_of(number: IssueNumber) -> int:
    """The running number of an issue number; 0 for a number of another form."""
    tail = number.rpartition("-")[2]
    return int(tail) if tail.isascii() and tail.isdecimal() else 0


def is_of(number: IssueNumber, device: str, epoch: int) -> bool:
    """Whether that device gave the number in that epoch: office-device-epoch-running."""
    head, _, _running = number.rpartition("-")
    return f"-{head}".endswith(f"-{device}-{epoch}")


def _fitting(names: Sequence[str], room: int) -> str:
    """All names, or as many as there is room for and how many more there are."""
    for count in range(len(names), 0, -1):
        rest = f"ほか{len(names) - count}人" if count < len(names) else ""
        text = SEPARATOR.join((*names[:count], *([rest] if rest else ())))
        if len(text.encode()) <= room:
            return text
    return f"{len(names)}人"


def _message(tag: Tag, text: str) -> Message:
    return Message(tag, text.encode())


def _size(messages: Iterable[Message]) -> int:
    """Bytes with tags and lengths, at most."""
    return sum(len(message.value) + 4 for message in messages)


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode()


def plain_title(text: str) -> str:
    """A title without the spaces that spread it."""
    return "".join(character for character in text if unicodedata.category(character) != "Zs")
