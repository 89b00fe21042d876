"""本人確認 by documents: one with a photo, or two without, at least one of them from an authority.

Class ア are documents of authorities without a photo, class イ those of others that bear a name: ア + ア and
ア + イ suffice, イ + イ does not (domain.md section 4). Which document is of which class, and when, is a dated
table. That each is in date the clerk sees and confirms by naming it; its number is nobody's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from branch_app.domain.errors import NotEntitled


class DocumentClass(Enum):
    """What a document is worth."""

    PHOTO = "photo"
    A = "a"
    B = "b"


@dataclass(frozen=True, slots=True)
class IdentityDocument:
    """A kind of document: its code, as in words.toml, and its class."""

    code: str
    document_class: DocumentClass


def check_identified(documents: Sequence[IdentityDocument]) -> None:
    """Raise NotEntitled unless they suffice.

    Raises:
        NotEntitled: ``why`` is documents_none, documents_one_more (a single ア or イ), documents_same (one kind
            twice) or documents_b_only.
    """
    why = shortcoming(documents)
    if why:
        raise NotEntitled(why=why)


def shortcoming(documents: Sequence[IdentityDocument]) -> str:
    """Why they do not suffice, "" when they do: what the window says while documents are chosen."""
    classes = [document.document_class for document in documents]
    if DocumentClass.PHOTO in classes:
        return ""
    if not classes:
        return "documents_none"
    if len(classes) == 1:
        return "documents_one_more"
    if len({document.code for document in documents}) == 1:
        return "documents_same"
    return "" if DocumentClass.A in classes else "documents_b_only"
