"""One person's entry (個人票) on a page of its own: who, since when, from where, and what became of it."""

from branch_app.documents.form import KANA, NAME, Line, draw_form, draw_heading, halves
from branch_app.documents.grid import Field
from branch_app.documents.sheet import Sheet

_TOP, _ROW, _KANA, _NAME, _GAP = 39.0, 9.6, 7.0, 14.0, 3.4
_WIDE = (0.62, 0.38)


def draw_entry(
    sheet: Sheet, home: tuple[Field, Field], fields: dict[str, Field], outcome: tuple[Line, ...]
) -> float:
    """``home`` is 住所 and 世帯主, ``fields`` a ``PersonItems``'s, ``outcome`` the last form. Where it ends."""
    address, head = home
    bottom = draw_form(sheet, _TOP, (halves(11.5, address), Line(_ROW, (head, fields["relationship"]), _WIDE)))
    person = [*_names(fields), Line(_ROW, (fields["birth"], fields["sex"]), _WIDE), *_standing(fields)]
    bottom = draw_form(sheet, bottom + _GAP, person)
    residence = (
        halves(_ROW, fields["became_resident"], fields["notified"]),
        halves(_ROW, fields["address_since"], fields["juminhyo_code"]),
        halves(_ROW, fields["previous_address"]),
    )
    bottom = draw_form(sheet, bottom + _GAP, residence)
    return draw_form(sheet, draw_heading(sheet, bottom + _GAP, "異動"), outcome)


def _names(fields: dict[str, Field]) -> list[Line]:
    lines = [Line(_NAME, (fields["name"],), size=NAME)]
    if "kana" in fields:
        lines.insert(0, Line(_KANA, (fields["kana"],), size=KANA))
    lines += [halves(_ROW, fields[item]) for item in ("former_name", "alias") if item in fields]
    return lines


def _standing(fields: dict[str, Field]) -> list[Line]:
    if "honseki" in fields:
        return [halves(_ROW, fields["honseki"]), halves(_ROW, fields["hittousha"])]
    return [
        halves(_ROW, fields["nationality"], fields["category"]),
        halves(_ROW, fields["stay"]),
        halves(_ROW, fields["period"], fields["expires"]),
        halves(_ROW, fields["card"]),
    ]
