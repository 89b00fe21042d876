"""An error as a command says it, in Japanese and English: what happened, what a citizen hears, what to do next."""

from branch_app.domain.errors import MadoguchiError
from branch_app.strings import Language, message

LANGUAGES = (Language.JA, Language.EN)


def told(error: MadoguchiError) -> str:
    """Three lines each."""
    texts = (message(error, language) for language in LANGUAGES)
    return "\n".join(f"{text.happened}\n「{text.citizen}」\n{text.next}" for text in texts)
