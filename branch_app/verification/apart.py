"""Reading in a process of its own, which may run out of time or memory, or die, without taking the answer along.

What it sends back are plain bytes: JSON and pixels, so that a file which took the process over can lie about
what it shows, as any file can, and do nothing else.
"""

import json
import multiprocessing
import sys
import warnings
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Any, Final

from branch_app.domain.errors import BadInput, ResourceDamaged
from branch_app.domain.values.codec import decode, encode
from branch_app.verification.limits import Limits
from branch_app.verification.pages import Hindrance, Page, Sides, Straight, Unreadable
from branch_app.verification.reading import read_pages

_PAGE, _END, _STOP, _RESOURCE = b"page", b"end", b"stop", b"resource"
_MOST_BYTES: Final = 64 << 20


def read_apart(path: Path, limits: Limits, resources: Path) -> Sides:
    """Every page of the file, in bounded time.

    Raises:
        Unreadable: the file as a whole cannot be looked at.
        ResourceDamaged: a shape is missing or altered.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_read, args=(theirs, str(path), limits, str(resources)), daemon=True)
    child.start()
    theirs.close()
    try:
        return _received(ours, monotonic() + limits.seconds)
    finally:
        child.kill()
        child.join()
        ours.close()


def read_here(path: Path, limits: Limits, resources: Path) -> Sides:
    """The same without a process of its own, for files that are known to be no trap: benches and proofs.

    Raises:
        Unreadable, ResourceDamaged: as ``read_apart``.
    """
    read = list(read_pages(path, limits, resources))
    pictures = {page.number: straight for page, straight in read if straight is not None}
    return Sides(tuple(page for page, _ in read), pictures)


def _received(ours: "Connection[Any, Any]", end: float) -> Sides:
    pages: list[Page] = []
    pictures: dict[int, Straight] = {}
    while True:
        match _next(ours, end), _next(ours, end), _next(ours, end):
            case (kind, body, picture) if kind == _PAGE:
                page, size = _told(body)
                pages.append(page)
                if size is not None:
                    pictures[page.number] = Straight(*size, picture)
            case (kind, _, _) if kind == _END:
                return Sides(tuple(pages), pictures)
            case (kind, body, _) if kind == _RESOURCE:
                raise ResourceDamaged(resource=body.decode("ascii", "replace"))
            case (_, body, _):
                raise Unreadable(_hindrance(body))


def _next(ours: "Connection[Any, Any]", end: float) -> bytes:
    try:
        if not ours.poll(max(0.0, end - monotonic())):
            raise Unreadable(Hindrance.TOO_COSTLY)
        return ours.recv_bytes(_MOST_BYTES)
    except (EOFError, OSError) as error:
        raise Unreadable(Hindrance.TOO_COSTLY) from error


def _told(body: bytes) -> tuple[Page, tuple[int, int] | None]:
    try:
        told = json.loads(body)
        size = told["size"]
        return decode(Page, told["page"]), None if size is None else (int(size[0]), int(size[1]))
    except (BadInput, ValueError, KeyError, TypeError, IndexError) as error:
        raise Unreadable(Hindrance.BROKEN) from error


def _hindrance(body: bytes) -> Hindrance:
    try:
        return Hindrance(body.decode("ascii", "replace"))
    except ValueError:
        return Hindrance.BROKEN


def _read(theirs: "Connection[Any, Any]", path: str, limits: Limits, resources: str) -> None:
    """What the process does."""
    warnings.simplefilter("ignore")
    _bound_memory(limits.memory)
    try:
        for page, straight in read_pages(Path(path), limits, Path(resources)):
            size = None if straight is None else [straight.width, straight.height]
            body = json.dumps({"page": encode(replace(page, runs=page.runs)), "size": size})
            _send(theirs, _PAGE, body.encode(), b"" if straight is None else straight.grey)
        _send(theirs, _END, b"", b"")
    except Unreadable as reason:
        _send(theirs, _STOP, reason.hindrance.value.encode(), b"")
    except ResourceDamaged as error:
        _send(theirs, _RESOURCE, str(error.facts["resource"]).encode(), b"")
    except MemoryError:
        _send(theirs, _STOP, Hindrance.TOO_COSTLY.value.encode(), b"")


def _send(theirs: "Connection[Any, Any]", *parts: bytes) -> None:
    for part in parts:
        theirs.send_bytes(part)


if sys.platform == "win32":

    def _bound_memory(_most: int) -> None:
        """Windows knows no such bound for a process by itself."""

else:
    import resource

    def _bound_memory(most: int) -> None:
        """Of the address space, so that an allocation beyond it fails."""
        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
