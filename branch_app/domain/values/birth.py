"""Dates of birth as people type them, with or without an era.

    parse_birth("ｓ５０．４．１", today)   1975-04-01; so are 昭50/4/1, 昭和50年4月1日, 3500401 and 19750401
    birth_span("s50")                     all of 昭和50年: what can be searched before the date is finished

H31.5.1 is refused, because 平成31年 ended on 30 April; ``meant_birth`` says which day to offer instead. Eras are
those of ``wareki``; the digit in front of 3500401 is the 元号コード that forms and registers use.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from branch_app.domain.errors import BadInput
from branch_app.domain.values.wareki import ERAS, Era, era_of, last_day

_ERA_WORDS = {word: era for era in ERAS for word in (era.name, era.name[0], era.letter)}
_ERA_DIGITS = {era.digit: era for era in ERAS}
_ERA = "(" + "|".join(sorted(_ERA_WORDS, key=len, reverse=True)) + ")"
_GAP = r"[-./,年月。、・ー‐−]"
_REST = rf"{_GAP}(\d{{1,2}})?(?:{_GAP}(\d{{1,2}})?日?)?"
_ERA_PARTED = re.compile(rf"{_ERA}(元|\d{{1,2}})(?:{_REST})?")
_WESTERN_PARTED = re.compile(rf"(\d{{4}}){_REST}")
_ERA_DIGITS_RUN = re.compile(rf"{_ERA}(\d\d)(\d{{0,2}})(\d{{0,2}})")
_CODE_RUN = re.compile(r"([1-5])(\d\d)(\d{0,2})(\d{0,2})")
_WESTERN_RUN = re.compile(r"((?:18|19|20)\d\d)(\d{0,2})(\d{0,2})")
_OPEN_MONTHS = ("", "0", "1")
"""A month of which more digits may follow."""


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day, both inclusive: a day, a month or a year that a birth lies in."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Raise ValueError when it holds no day."""
        if self.first > self.last:
            raise ValueError("span")


@dataclass(frozen=True, slots=True)
class _Written:
    """The parts as typed; month and day are "" where they are missing."""

    era: Era | None
    year: int
    month: str
    day: str

    def span(self) -> tuple[date, date]:
        """First and last day by the calendar alone.

        Raises:
            ValueError: no such day.
        """
        if self.year < 1:
            raise ValueError("year")
        year = self.year if self.era is None else self.era.start.year + self.year - 1
        if not self.month:
            return date(year, 1, 1), date(year, 12, 31)
        month = int(self.month)
        first = date(year, month, int(self.day or 1))
        return first, first if self.day else date(year, month, monthrange(year, month)[1])


def parse_birth(typed: str, today: date) -> date:
    """The day that was typed.

    Raises:
        BadInput: ``at`` is birth and ``why`` is form (no date, or not a whole one), impossible (no such day),
            future, or era: the day lies in another era, ``era`` names it and ``meant_birth`` gives the day.
    """
    written = _read(typed)
    if written is None or not written.day:
        raise BadInput(at="birth", why="form")
    try:
        day, _ = written.span()
        actual = era_of(day)
    except (ValueError, BadInput) as error:
        raise BadInput(at="birth", why="impossible") from error
    if day > today:
        raise BadInput(at="birth", why="future")
    if written.era not in (None, actual):
        raise BadInput(at="birth", why="era", era=actual.name)
    return day


def meant_birth(typed: str, today: date) -> date | None:
    """The day to offer when ``parse_birth`` refused a wrong era; None when there is nothing to offer."""
    try:
        return parse_birth(typed, today)
    except BadInput as refusal:
        written = _read(typed)
        return written.span()[0] if written is not None and refusal.facts["why"] == "era" else None


def birth_span(typed: str) -> Span | None:
    """The days that agree with what has been typed so far; None when it is no date or no such day."""
    written = _read(typed)
    try:
        first, last = written.span() if written is not None else (date.max, date.min)
        if written is not None and written.era is not None:
            first, last = max(first, written.era.start), min(last, last_day(written.era))
        return Span(first, last)
    except ValueError:
        return None


def looks_like_birth(typed: str) -> bool:
    """Whether it begins like a date and like nothing else: a digit, or an era with a year."""
    return re.match(rf"\d|{_ERA}(?:\d|元{_GAP})", _plain(typed)) is not None


def reads_as_birth(typed: str) -> bool:
    """Whether it has the form of a date, whole or not, of a day that there was or not."""
    return _read(typed) is not None


def _plain(typed: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", typed)).upper()


def _read(typed: str) -> _Written | None:
    text = _plain(typed)
    if match := _ERA_PARTED.fullmatch(text):
        era, year, month, day = match.groups(default="")
        open_month = not day and month in _OPEN_MONTHS and text[-1].isdecimal()
        return _Written(_ERA_WORDS[era], 1 if year == "元" else int(year), "" if open_month else month, day)
    if match := _WESTERN_PARTED.fullmatch(text):
        year, month, day = match.groups(default="")
        open_month = not day and month in _OPEN_MONTHS and text[-1].isdecimal()
        return _Written(None, int(year), "" if open_month else month, day)
    return _read_run(text)


def _read_run(text: str) -> _Written | None:
    """Digits without gaps. Up to six digits that begin like a year of our time are one; 3500401 has seven."""
    if match := _ERA_DIGITS_RUN.fullmatch(text):
        era, year, month, day = match.groups()
        return _Written(_ERA_WORDS[era], int(year), *_whole(month, day))
    western = _WESTERN_RUN.fullmatch(text)
    coded = _CODE_RUN.fullmatch(text)
    if coded and (western is None or _is_day(coded)):
        digit, year, month, day = coded.groups()
        return _Written(_ERA_DIGITS[digit], int(year), *_whole(month, day))
    if western:
        year, month, day = western.groups()
        return _Written(None, int(year), *_whole(month, day))
    return None


def _is_day(coded: re.Match[str]) -> bool:
    """Whether seven digits name a day that their era had."""
    digit, year, month, day = coded.groups()
    era = _ERA_DIGITS[digit]
    try:
        written = date(era.start.year + int(year) - 1, int(month or 0), int(day or 0))
    except ValueError:
        return False
    return len(day) == 2 and era.start <= written <= last_day(era)


def _whole(month: str, day: str) -> tuple[str, str]:
    """Parts of one digit are not finished."""
    if len(month) < 2:
        return "", ""
    return month, day if len(day) == 2 else ""
