"""Everything that can stop the work, in one tree.

::

    MadoguchiError
    ├── Refused            the rules say no; nothing is wrong with the machine
    │   ├── NotOffered
    │   │   └── MyNumberElsewhere
    │   ├── NotEntitled
    │   │   └── ItemWithheld
    │   ├── Restricted, AmountWrong, OutOfOrder
    │   ├── SecondPersonNeeded, OperatorUnknown, PrinterBusy, CloseNotPossible, DayNotClosed
    │   ├── TooManyTries, AnswerWrong, ExtensionUnusable, RowUnfit
    │   ├── DataStale
    │   │   └── DataTooOld
    │   └── BadInput
    ├── CardError          the card or its reader
    │   ├── CardAbsent, CardPulled, CardChanged, CardUnknown, CardNotAccepted, CardExpired, CardNotTrusted
    │   ├── PinWrong, PinBlocked, PinMalformed
    │   └── ReaderUnavailable
    ├── DocumentError      the paper cannot be made
    │   ├── GlyphMissing, SealMissing, RecordIncomplete, PreflightFailed, PaperKeyUnusable
    │   └── ResourceDamaged
    ├── PrintError         the printer
    │   ├── PrinterAbsent, PrinterRefused
    │   └── PrintInDoubt
    ├── StoreError         the files of this device
    │   ├── WrongKey, FileDamaged, FileForeign, FileTooNew, DiskFull, PlaceUnusable, StoreBusy
    │   ├── MirrorError            the second medium
    │   │   └── MirrorGone, MirrorFull, MirrorForeign, MirrorShort
    │   ├── SettingsWrong
    │   └── KeyMissing
    ├── LogError           the log does not say what it should
    │   ├── EntryNotUnderstood, TreeMismatch, NoteNotTrusted
    │   └── ProofInvalid
    ├── ClockError         the time cannot be believed
    │   ├── ClockBehind
    │   └── ClockAhead
    └── CentralError       head office
        ├── CentralUnreachable, CentralRefused, CentralConflict, CentralGarbled
        ├── EnvelopeNotTrusted, DatabaseAway
        └── DeviceLocked, KeyOver, StickRefused

Each class has a code; ``resources/strings/errors.toml`` holds, per code and language, what happened, what it
means for the citizen at the counter, and what to do next. ``facts`` fill the gaps in those sentences and never
hold personal data.
"""

import re
from typing import ClassVar

_WORD = re.compile(r"(?<!^)(?=[A-Z])")


class MadoguchiError(Exception):
    """Root of the tree.

    Facts are short, non-personal values (counts, codes, positions) named as in ``errors.toml``.
    """

    code: ClassVar[str] = "madoguchi_error"

    def __init_subclass__(cls) -> None:
        """Derive the code from the class name: ``PinWrong`` is ``pin_wrong``."""
        cls.code = _WORD.sub("_", cls.__name__).lower()

    def __init__(self, **facts: str | int) -> None:
        self.facts = facts
        shown = ", ".join(f"{name}={value}" for name, value in facts.items())
        super().__init__(f"{self.code}({shown})")

    def __reduce__(self) -> tuple[object, ...]:
        """Whole from one process to another: facts are keywords, which pickling by itself would lose."""
        return _with_facts, (type(self), self.facts)


def _with_facts(kind: type[MadoguchiError], facts: dict[str, str | int]) -> MadoguchiError:
    return kind(**facts)


class Refused(MadoguchiError):
    """The rules say no."""


class NotOffered(Refused):
    """This office, channel or date does not issue that certificate."""


class MyNumberElsewhere(NotOffered):
    """A 個人番号 was asked for, which no register here holds: the ward office has it."""


class NotEntitled(Refused):
    """The applicant may not have this certificate."""


class ItemWithheld(NotEntitled):
    """The applicant may have this certificate, but not with that item on it."""


class Restricted(Refused):
    """A restriction (支援措置, 発行停止) stops every certificate that shows this person."""


class DataStale(Refused):
    """A register or the restriction list is missing or older than policy allows."""


class DataTooOld(DataStale):
    """``register`` is here, but ``hours`` old, and may be ``limit`` hours old."""


class RowUnfit(Refused):
    """A row of ``register`` about this person breaks a rule (``why``): nothing is certified from it."""


class AmountWrong(Refused):
    """Money that does not add up."""


class OutOfOrder(Refused):
    """The step does not follow from the state the thing is in."""


class SecondPersonNeeded(Refused):
    """A two-person rule, and the second person is missing or the same."""


class OperatorUnknown(Refused):
    """Nobody on the roster, or not with this role."""


class PrinterBusy(Refused):
    """Another job is in flight on that printer."""


class CloseNotPossible(Refused):
    """Something stands open that a close must not skip."""


class DayNotClosed(Refused):
    """The day of that date is over and still open (締め忘れ): it is closed before anything else."""


class TooManyTries(Refused):
    """Too many wrong tries in a row; the next one counts in ``seconds``."""


class AnswerWrong(Refused):
    """Not what head office read out; the challenge takes ``left`` more answers."""


class ExtensionUnusable(Refused):
    """This extension of a disaster may not be opened, or not yet, or no more: ``reason``."""


class BadInput(Refused):
    """Input that means nothing, refused at the edge."""


class PurposeMissing(Refused):
    """A certificate that names what it is for has no purpose yet."""


class CardError(MadoguchiError):
    """The card or its reader."""


class CardAbsent(CardError):
    """No card lies on the reader."""


class CardPulled(CardError):
    """The card was taken away in the middle of a session."""


class CardChanged(CardError):
    """Another card, or the same one inserted anew, since the session began."""


class CardUnknown(CardError):
    """No driver recognises the card."""


class CardNotAccepted(CardError):
    """A kind of card this counter knows and does not take (住基カード, a telephone); ``token`` says which."""


class CardExpired(CardError):
    """The card or its certificate is past its date, or not yet valid."""


class CardNotTrusted(CardError):
    """The card's certificate or signature does not lead to a pinned root."""


class PinWrong(CardError):
    """Wrong PIN; ``left`` tries remain."""


class PinBlocked(CardError):
    """No tries remain."""


class PinMalformed(CardError):
    """The PIN has not the form the card wants; it was not sent, no try was used."""


class ReaderUnavailable(CardError):
    """No reader, or the reader service does not answer."""


class DocumentError(MadoguchiError):
    """The paper cannot be made."""


class GlyphMissing(DocumentError):
    """No font has this character; ``code_points`` names it."""


class SealMissing(DocumentError):
    """No seal, no print."""


class RecordIncomplete(DocumentError):
    """The register lacks an item the certificate must show."""


class PreflightFailed(DocumentError):
    """The finished file does not say what was asked for."""


class PaperKeyUnusable(DocumentError):
    """The certificate of the device's paper key is missing, past its day or revoked: ``why``."""


class ResourceDamaged(DocumentError):
    """A font, table or seal file is missing or altered."""


class PrintError(MadoguchiError):
    """The printer."""


class PrinterAbsent(PrintError):
    """The printer cannot be reached; nothing was sent."""


class PrinterRefused(PrintError):
    """The printer answered no; nothing will come out."""


class PrintInDoubt(PrintError):
    """Bytes may have reached the printer and no answer says what became of them."""


class StoreError(MadoguchiError):
    """The files of this device."""


class WrongKey(StoreError):
    """The password, code or key does not open the file."""


class FileDamaged(StoreError):
    """The file is truncated or altered."""


class FileForeign(StoreError):
    """The file belongs to another device, or is no file of ours."""


class FileTooNew(StoreError):
    """The file was written by a newer version."""


class DiskFull(StoreError):
    """No room left; nothing was written."""


class PlaceUnusable(StoreError):
    """A ``place`` that somebody named, a file, folder or address, cannot be read or written (``why``)."""


class StoreBusy(StoreError):
    """Another process holds the file."""


class MirrorError(StoreError):
    """The second medium does not take the log: nothing is issued until it does."""


class MirrorGone(MirrorError):
    """The medium is not there, or was never prepared, or failed; ``reason`` says which."""


class MirrorFull(MirrorError):
    """No room left on the second medium."""


class MirrorForeign(MirrorError):
    """What lies there belongs to another device or log."""


class MirrorShort(MirrorError):
    """The mirror ends at entry ``size``, and the log was at ``known`` or beyond: entries are missing."""


class SettingsWrong(StoreError):
    """The device's settings are missing or cannot be meant so; ``at`` names the line."""


class KeyMissing(StoreError):
    """A key was shredded or never made."""


class LogError(MadoguchiError):
    """The log does not say what it should."""


class EntryNotUnderstood(LogError):
    """An entry of a kind or version this build does not know, or not canonical."""


class TreeMismatch(LogError):
    """Leaves and root do not agree; ``position`` names the first difference."""


class NoteNotTrusted(LogError):
    """A signed note without a good signature of a known key."""


class ProofInvalid(LogError):
    """An inclusion or consistency proof does not hold."""


class ClockError(MadoguchiError):
    """The time cannot be believed."""


class ClockBehind(ClockError):
    """The clock stands before the last trusted time."""


class ClockAhead(ClockError):
    """The wall clock jumped ahead of the monotonic one."""


class CentralError(MadoguchiError):
    """Head office."""


class CentralUnreachable(CentralError):
    """No answer; what was to be sent stays in the queue."""


class CentralRefused(CentralError):
    """Head office said no; ``status`` and ``reason`` say why."""


class CentralConflict(CentralError):
    """Head office knows another size or another history of this log."""


class CentralGarbled(CentralError):
    """The answer is not of the contract."""


class EnvelopeNotTrusted(CentralError):
    """A message not signed by whom it should be, or not for us."""


class DatabaseAway(CentralError):
    """Head office's own database does not answer, or cannot be opened."""


class DeviceLocked(CentralError):
    """Head office trusts this device no more, ``why`` as in ``Standing``: nothing is issued in its epoch."""


class KeyOver(CentralError):
    """Head office seals nothing more to the key that this device receives with, ``why``; the log is taken still."""


class StickRefused(CentralError):
    """A file on a USB stick that is not taken, ``why``: nothing of it was used."""
