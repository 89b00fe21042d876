"""氏名 of somebody of a 戸籍: the register holds the given name, the surname is that of the 筆頭者."""

_GAP = "\u3000"


def full_name(hittousha: str, given: str) -> str:
    """Surname and given name parted by U+3000."""
    return f"{hittousha.partition(_GAP)[0]}{_GAP}{given}"
