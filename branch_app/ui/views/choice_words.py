"""選択肢 in words."""

from collections.abc import Callable
from dataclasses import replace

from branch_app.ui.presenters.choice import MY_NUMBER, Choice, Kind
from branch_app.ui.wording import Wording

_KIND_TEXTS = {
    Kind.WHOLE: "choices_whole",
    Kind.PART: "choices_part",
    Kind.PERSON_SHEET: "choices_person_sheet",
    Kind.MEMBER: "choices_member",
    Kind.HEAD: "counter_option_head",
    Kind.HONSEKI: "counter_option_honseki",
    Kind.CODE: "counter_option_code",
    Kind.STAY: "choices_stay",
    Kind.CARD_NUMBER: "choices_card_number",
    Kind.MY_NUMBER: "choices_my_number",
    Kind.SUBJECT: "choices_subject",
    Kind.CURRENT: "choices_current",
    Kind.REMOVED: "choices_removed",
    Kind.REFORMED: "choices_reformed",
    Kind.BLOCK: "choices_member",
    Kind.EVENT: "choices_event",
    Kind.REMOVAL: "choices_removal",
    Kind.PLAIN: "choices_plain",
    Kind.FINE: "choices_fine",
    Kind.KANA: "choices_kana",
    Kind.NAME: "choices_name",
    Kind.BIRTH: "choices_birth",
    Kind.SEX: "choices_sex",
    Kind.ADDRESS: "choices_address",
    Kind.HEAD_NAME: "choices_head",
    Kind.RELATIONSHIP: "choices_relationship",
    Kind.BECAME_RESIDENT: "choices_became_resident",
}
_MARKS = {(True, True): "●", (True, False): "○", (False, True): "☑", (False, False): "☐"}
"""One of several, or by itself; on or off."""


def mark(choice: Choice) -> str:
    """As on paper forms: a filled circle for one of several, a tick for what stands by itself."""
    return _MARKS[choice.one_of, choice.on]


def label(words: Wording, choice: Choice) -> str:
    """What it is, of whom and of which day."""
    parts = [words.say(_KIND_TEXTS[choice.kind]), choice.name, words.date(choice.day) if choice.day else ""]
    return "　".join(part for part in parts if part)


def brief(words: Wording, choice: Choice, needs_image: Callable[[str], bool]) -> str:
    """The same where there is little room: a name says enough, unless the screen's font cannot write it."""
    if choice.name and not needs_image(choice.name):
        return choice.name
    return label(words, replace(choice, name=""))


def reason(words: Wording, choice: Choice) -> str:
    """Why it cannot be had; "" where it can."""
    if choice.barred == MY_NUMBER:
        return words.say("choices_my_number_where")
    if not choice.barred:
        return ""
    return words.say("choices_code_whom" if choice.kind is Kind.CODE else "choices_withheld")
