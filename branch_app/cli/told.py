"""An error as a command says it, in Japanese and English: what happened, what a citizen hears, what to do next."""

import errno

from branch_app.domain.errors import DiskFull, MadoguchiError, PlaceUnusable
from branch_app.strings import Language, message

LANGUAGES = (Language.JA, Language.EN)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_WHY = {
    errno.ENOENT: "path_missing",
    errno.ENOTDIR: "path_missing",
    errno.EACCES: "path_denied",
    errno.EPERM: "path_denied",
    errno.EROFS: "path_denied",
    errno.EISDIR: "path_folder",
    errno.EEXIST: "path_there",
    errno.EADDRINUSE: "path_there",
}


def told(error: MadoguchiError) -> str:
    """Three lines each."""
    texts = (message(error, language) for language in LANGUAGES)
    return "\n".join(f"{text.happened}\n「{text.citizen}」\n{text.next}" for text in texts)


def unusable(error: OSError) -> DiskFull | PlaceUnusable:
    """What the machine says of a file, a folder or an address that somebody named."""
    if error.errno in _FULL:
        return DiskFull()
    place = str(error.filename or error.strerror or type(error).__name__)
    whole = place.replace(" ", "\N{NO-BREAK SPACE}")  # no words of ours, which would be translated one by one
    return PlaceUnusable(place=whole, why=_WHY.get(error.errno or 0, "path_fault"))
