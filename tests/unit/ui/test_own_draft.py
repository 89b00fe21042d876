"""下書き as it comes back: what can be read is whole, what cannot keeps nobody from their counter."""

from dataclasses import dataclass

import pytest

from branch_app.domain.errors import FileDamaged
from branch_app.domain.log.canonical import to_canonical
from branch_app.domain.values.codec import encode
from branch_app.domain.values.origin import Origin
from branch_app.ui.own_draft import kept_before
from branch_app.ui.presenters.form import Form, Unfinished

KEPT = Unfinished((Form(documents=("A1",), origin=Origin.POST),))


@dataclass(slots=True)
class Drawer:
    """``Drafts`` that holds those bytes; None is none, an error is a file that was altered."""

    body: bytes | FileDamaged | None

    def keep(self, body: bytes) -> None:
        """In place of the one before."""
        self.body = body

    def take(self) -> bytes | None:
        """It stays."""
        if isinstance(self.body, FileDamaged):
            raise self.body
        return self.body

    def discard(self) -> None:
        """No more."""
        self.body = None


def _of_a_version_without_origin() -> bytes:
    """As a program kept it that knew no 郵送."""
    written = to_canonical(encode(KEPT))
    return written.replace(b',"origin":"post"', b"")


def test_what_was_kept_comes_back_and_stays_until_it_is_answered_for() -> None:
    """With the way it came in."""
    drafts = Drawer(to_canonical(encode(KEPT)))
    assert (KEPT, KEPT) == (kept_before(drafts), kept_before(drafts))
    assert Unfinished() == kept_before(Drawer(None))


@pytest.mark.parametrize(
    "body", [FileDamaged(file="x.draft"), _of_a_version_without_origin(), b"{", b'{"forms": []}', b"[]"]
)
def test_what_cannot_be_read_is_thrown_away(body: bytes | FileDamaged) -> None:
    """Altered, of another version, or no form at all: whoever signs in finds their counter, and nothing half."""
    drafts = Drawer(body)
    assert (Unfinished(), None) == (kept_before(drafts), drafts.body)
