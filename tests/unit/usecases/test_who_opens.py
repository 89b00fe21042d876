"""What stands behind pseudonyms and commitments is opened in few places, and each is known with its reason."""

from pathlib import Path

ROOT = Path(__file__).parents[3]
OPENS = {
    "usecases/authorise.py": "審査 of the form in hand",
    "usecases/prepare.py": "its papers are made",
    "usecases/papers.py": "whose papers lie here, of forms that the day still holds",
    "usecases/print_copy.py": "bytes and subject are compared before a print",
    "usecases/hand_over.py": "stops are looked for before a hand-over",
    "usecases/release.py": "which stops were released",
    "usecases/holds.py": "who is stopped by telephone",
    "usecases/request_form.py": "交付請求書 of the form in hand, and 開示 through it",
    "usecases/reveal.py": "開示, by two persons",
    "bench/sync/city_day.py": "made-up people, for figures",
}


def test_every_place_that_opens_is_on_the_list() -> None:
    """A new one shows personal data somewhere: whoever adds it says why, and asks whether it takes two persons."""
    found = {
        path.relative_to(ROOT / "branch_app").as_posix()
        for path in (ROOT / "branch_app").rglob("*.py")
        if ".opening_of(" in path.read_text(encoding="utf-8")
    }
    assert set(OPENS) == found


def test_nothing_that_is_exported_is_opened() -> None:
    """Neither an auditor's folder nor a month's tables nor a close: they are made of entries alone."""
    made = [*(ROOT / "branch_app" / "exports").rglob("*.py"), ROOT / "branch_app" / "usecases" / "export.py"]
    assert [] == [path.name for path in made if ".opening" in path.read_text(encoding="utf-8")]
