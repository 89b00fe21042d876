"""事案一覧: one row a case as a spreadsheet opens it, or the whole of each as JSON."""

import json
from collections.abc import Iterable

from branch_app.domain.records.case import Case, CaseAct, CaseStep, EntryPlace
from branch_app.domain.values.codec import encode
from branch_app.exports.audit.csv_file import csv_bytes
from branch_app.strings import Language, word

_HEAD = (
    "事案 / case",
    "種類 / kind",
    "内容 / what",
    "拠点 / office",
    "記録簿 / log",
    "業務日 / business date",
    "対象 / about",
    "数値 / figures",
    "記録 / entries",
    "担当 / owner",
    "状態 / state",
    "回 / round",
    "期限 / deadline",
    "経過 / history",
)


def cases_csv(cases: Iterable[Case]) -> bytes:
    """In the order given; entries as ``device/epoch#place``, history as moments with what happened."""
    return csv_bytes(_HEAD, map(_row, cases))


def cases_json(cases: Iterable[Case]) -> bytes:
    """One array, every field of every case."""
    told = [encode(case) for case in cases]
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def case_lines(case: Case, language: Language = Language.JA) -> tuple[str, ...]:
    """A case for a screen of text: what it is, then what happened to it, a line each."""
    first = (
        f"{case.id}  {case.office} {case.log}  {word(f'case_{case.code}', language)}  {case.about}  {case.detail}"
    )
    state = f"{word(f'case_state_{case.state.value}', language)}  {case.round}  → {case.deadline.isoformat()}"
    return (first.rstrip(), state, *(step_text(step, language) for step in case.history))


def step_text(step: CaseStep, language: Language = Language.JA) -> str:
    """When, what, and why."""
    said = word(f"case_act_{step.act.value}", language)
    match step.act:
        case CaseAct.ANSWERED if step.answer is not None:
            said += f" {word(f'case_answer_{step.answer.value}', language)}"
        case CaseAct.CLOSED if step.close is not None:
            said += f" {word(f'case_close_{step.close.value}', language)}"
    return f"{step.at.isoformat(timespec='minutes')} {said}"


def _row(case: Case) -> tuple[str | int, ...]:
    return (
        case.id,
        case.code,
        word(f"case_{case.code}"),
        case.office,
        case.log,
        case.business_date.isoformat(),
        case.about,
        case.detail,
        " ".join(map(_place, case.entries)),
        word(f"case_owner_{case.owner.value}"),
        word(f"case_state_{case.state.value}"),
        case.round,
        case.deadline.isoformat(),
        " | ".join(map(step_text, case.history)),
    )


def _place(place: EntryPlace) -> str:
    return f"{place.log}#{place.seq}"
