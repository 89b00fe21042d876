"""``docs/key-count.md`` as text, and what it says as figures."""

import re
from collections.abc import Iterable, Mapping

from tests.keycount.bench import residents
from tests.keycount.catalogue import CATALOGUE
from tests.keycount.klm import HUNDREDTHS, Count, Operator
from tests.keycount.measure import Search, Spread
from tests.keycount.two_hundred import PEOPLE, Way

_HEAD = """\
# 打鍵数 / Key count

Written by `python -m build.write_key_count`, which replays everything on the real presenters over a device of the
demo city ({residents:,} residents) and refuses to write a task that needs more than stands here. Tests compare this
page with a fresh replay. After every task the log is looked at: forms, papers, money, sheets.
"""

_RULES = """\
## What is counted

- **Keys**: every character, every ↓, Enter and F-key; Ctrl+2 is two. Nobody uses a mouse.
- A row is picked by Enter if it is the first, by the chord of its number (Ctrl+2 to Ctrl+9) if it has one, beyond
  them by ↓ and Enter. Ctrl and the number row lie in the letters' block, so a chord moves no hand: no H. A number
  stands only before a row that is wholly on the screen; nine are at 1366 × 768 and 100 %.
- **Passwords** of the clerk and **keys of others** (the citizen's PIN, a second person's password, each with Enter)
  stand apart. Others' keys are not the clerk's time.
- A task begins at an empty search box with both hands on the letters, unless its name says otherwise, and ends when
  the paper is handed over. What a task before it did is not counted.
- **Seconds** are a keystroke-level model (Card, Moran, Newell 1980), not a stopwatch: K 0.20 s a key; M 1.35 s
  before each run of keys that needs a decision (what to type, which row, document and wish, what was handed over in
  cash, counting the pages), none inside a run; H 0.40 s for every move of the hand to another block of the keyboard
  (letters, function keys, number pad, arrows) or to paper. `tests/keycount` has the reason of every M and H.
- Form and document lie side by side and are read in one look, so they are one M. With an M each, every task that
  shows a document takes 1.35 s more, and the median by name is {parted:.2f} s.
- Left out: what hands do with paper, money and documents, the machine's and the printer's time, and talking. They
  are the same at any counter.
- The same again: F12 F12 to the printer; then page count and Enter, because counting and handing over stay two
  acts.
"""


def page(counts: Mapping[str, Count], searches: Mapping[Way, Search]) -> str:
    """The whole page."""
    parted = searches[Way.BEGINNINGS].seconds.median + HUNDREDTHS[Operator.MENTAL] / 100
    return "\n".join(
        (
            _HEAD.format(residents=len(residents())),
            *_targets(counts, searches),
            _RULES.format(parted=parted),
            *_searches(searches),
            *_tasks(counts),
            "",
        )
    )


def counts_in(text: str) -> dict[str, Count]:
    """The catalogue's rows of a page, by code, in their order."""
    rows = re.findall(r"^\| `(\w+)` \|(?:[^|]*\|){2}((?: *\d+ \|){5}) *[\d.]+ \|$", text, re.MULTILINE)
    return {code: Count(*map(int, re.findall(r"\d+", figures))) for code, figures in rows}


def grown(before: Mapping[str, Count], now: Mapping[str, Count]) -> dict[str, tuple[Count, Count]]:
    """Tasks that need more keys of anybody than before, or more thought or moves of the hand."""
    both = ((code, before[code], count) for code, count in now.items() if code in before)
    return {code: (then, count) for code, then, count in both if _more(then, count)}


def _more(then: Count, now: Count) -> bool:
    return (
        now.keys > then.keys or now.secret > then.secret or now.theirs > then.theirs or now.seconds > then.seconds
    )


def _targets(counts: Mapping[str, Count], searches: Mapping[Way, Search]) -> Iterable[str]:
    by_name, by_birth = searches[Way.BEGINNINGS], searches[Way.BIRTH]
    again = counts["again"]
    yield "## Targets\n"
    yield "| target | measured |"
    yield "|---|---|"
    yield (
        f"| 住民票 by name: at most 18 keys, 95th percentile of {PEOPLE} residents | "
        f"**{by_name.keys.p95}** (median {by_name.keys.median}) |"
    )
    yield (
        f"| 住民票 by name: at most 11 s | median **{by_name.seconds.median:.2f} s**; "
        f"95th percentile **{by_name.seconds.p95:.2f} s**: {by_name.without_arrows} of {PEOPLE} stand in the first "
        f"nine rows and are picked without leaving the letters. By date of birth it is "
        f"{by_birth.seconds.p95:.2f} s |"
    )
    yield f"| with a card: at most 5 keys | **{counts['my_number'].keys}**, and the citizen's PIN |"
    yield f"| the same again: 2 keys | **{again.keys - 2}** to the printer, {again.keys} to the citizen's hand |"
    yield f"| no mouse | {len(counts)} of {len(CATALOGUE)} tasks by keys alone |\n"


def _searches(searches: Mapping[Way, Search]) -> Iterable[str]:
    yield f"## {PEOPLE} residents\n"
    yield (
        "A plain 住民票の写し, licence shown, exact money, from the search box to the citizen's hand; chosen by a\n"
        "fixed seed among those to whom something may be issued. Typed in Hepburn, as the form's kana have it.\n"
    )
    yield "| how the clerk searches | keys: least | median | p95 | most | seconds: least | median | p95 | most |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for way, search in searches.items():
        keys, seconds = _figures(search.keys, ".0f"), _figures(search.seconds, ".2f")
        yield f"| {way.value} | {keys} | {seconds} |"
    yield ""
    yield "- three and three: `sat ken`, one look, and the row. This is what the targets are measured with."
    yield "- the whole surname: and the given name after it, until the person has a number."
    yield "- two letters and the year: `sa s43`. Date of birth: `s430503`, as the form has it."


def _tasks(counts: Mapping[str, Count]) -> Iterable[str]:
    yield f"\n## {len(CATALOGUE)} tasks\n"
    yield "| code | 作業 | task | keys | password | others' keys | M | H | seconds |"
    yield "|---|---|---|--:|--:|--:|--:|--:|--:|"
    for task in CATALOGUE:
        now = counts[task.code]
        figures = f"{now.keys} | {now.secret} | {now.theirs} | {now.mental} | {now.moves} | {now.seconds:.2f}"
        yield f"| `{task.code}` | {task.ja} | {task.en} | {figures} |"


def _figures(spread: Spread, form: str) -> str:
    figures = (spread.least, spread.median, spread.p95, spread.most)
    return " | ".join(format(figure, form) for figure in figures)
