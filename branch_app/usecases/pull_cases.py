"""Cases come down last: what head office found in this office's days, in small pieces."""

from branch_app.ports import CaseBook, CaseSource


def pull_cases(central: CaseSource, book: CaseBook) -> int:
    """Follow head office's history of this office's cases to its end; how many changed. Each piece is kept at once.

    Raises:
        CentralError: the rest did not come; what came stands, and the next call goes on from there.
        DataStale: head office tells another history than before; ours stands.
    """
    changed = 0
    while True:
        news = central.cases(book.point())
        book.take(news)
        changed += len(news.cases)
        if not news.more:
            return changed
