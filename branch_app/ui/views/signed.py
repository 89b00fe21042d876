"""Signs before texts, so that no colour stands alone."""


def signed(sign: str, text: str) -> str:
    """With a space at which no line breaks: Tk takes a whole sentence of kanji for one word."""
    return f"{sign}\N{NO-BREAK SPACE}{text}"
