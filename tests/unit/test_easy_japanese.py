"""やさしい日本語 keeps its rules wherever it stands (出入国在留管理庁・文化庁, guideline of 2020)."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from branch_app import strings

FOLDER = Path(strings.__file__).parents[1] / "resources" / "strings"
LONGEST_SENTENCE = 30
"""Characters, gaps not counted."""
GAP = re.compile(r"\{\w+\}")
KANA = re.compile(r"[぀-ヿ]")
OFFICE_WORDS = re.compile(
    "交付|照合(?!番号)|請求|収納|書損|紛失|筆頭者|権限|該当|有効期限|解除|差額|釣銭|金種|発行|端末|不具合|不要|詰ま|取消|取り消"
)
POLITE_FLOURISHES = re.compile("恐れ入り|申し訳|お手数|いただ|ございま|ませんでしょうか|くださいませ|いたしま")
PASSIVE = re.compile("され(?:ま|て|た|る)|られ(?:ま|て|た|る)")
DOUBLE_NEGATION = re.compile("なければな|なくてはな|ないことは|ないわけ|なくはな|ないと、?.*ません")


def _easy() -> Iterator[tuple[str, str]]:
    for path in sorted(FOLDER.glob("*.toml")):
        for key, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
            easy = row.get("easy", {})
            parts = easy if isinstance(easy, dict) else {"": easy}
            for part, text in parts.items():
                yield f"{path.stem} {key} {part}".strip(), text


EASY = dict(_easy())
SENTENCES = {place: text for place, text in EASY.items() if "。" in text}


def _sentences(text: str) -> list[str]:
    return re.findall(r"[^。]+。?", GAP.sub("", text))


def test_every_file_speaks_it() -> None:
    """Errors, words, plain texts, the doctor and the window all have it."""
    assert {"doctor", "errors", "texts", "window", "words"} == {place.split(" ")[0] for place in EASY}


def test_sentences_are_short() -> None:
    """No sentence, and no label, is longer than thirty characters."""
    assert [] == [
        (place, sentence)
        for place, text in EASY.items()
        for sentence in _sentences(text)
        if len(sentence) > LONGEST_SENTENCE
    ]


def test_sentences_end_as_sentences_do() -> None:
    """What holds a full stop ends with one, in です・ます, and has kana."""
    ending = re.compile("(?:です|ます|ません|ました|でした|ください|ですか|ますか|ましょう)。$")
    assert [] == [
        (place, sentence)
        for place, text in SENTENCES.items()
        for sentence in _sentences(text)
        if not ending.search(re.sub(r"（.*?）。$", "。", sentence)) or not KANA.search(sentence)
    ]


@pytest.mark.parametrize("hard", [OFFICE_WORDS, POLITE_FLOURISHES, PASSIVE, DOUBLE_NEGATION])
def test_hard_words_and_forms_are_avoided(hard: re.Pattern[str]) -> None:
    """No word of the office, no flourish, no passive, no double negation."""
    assert [] == [(place, text) for place, text in EASY.items() if hard.search(text)]


def test_numbers_are_written_in_one_way() -> None:
    """Half-width digits, so that a reader looks for one kind only."""
    assert [] == [(place, text) for place, text in EASY.items() if re.search("[０-９]", text)]
