"""Labelled fields one below the other whose texts are as long as they are: the body of short certificates."""

from dataclasses import dataclass

from branch_app.documents.faces import Faces
from branch_app.documents.grid import Field
from branch_app.documents.page import WIDTH
from branch_app.documents.row import Bar, Label, Place, Row, Words, needed
from branch_app.documents.sheet import Rule

_LABEL = 38.0
_LABEL_PLACE, _VALUE_PLACE = Place(4.0, _LABEL - 6), Place(_LABEL + 4, WIDTH - _LABEL - 8)
_LABEL_SIZE, _SIZE, _NAME = 9.5, 12.5, 17.0
_ROW, _AIR = 12.0, 5.0


@dataclass(frozen=True, slots=True)
class FieldRows:
    """Writes fields in letters of known width."""

    faces: Faces

    def row(self, field: Field) -> Row:
        """A rule, the label, the text; a marked one is a name and larger.

        Raises:
            GlyphMissing, RecordIncomplete.
        """
        size = _NAME if field.mark else _SIZE
        lines = needed(field.text, self.faces, _VALUE_PLACE.width, size, field.item)
        label = needed(field.label, self.faces, _LABEL_PLACE.width, _LABEL_SIZE, field.item)
        inks = (
            Bar(Place(0, WIDTH), 0, Rule.THIN),
            Label(field.label, _LABEL_PLACE, _LABEL_SIZE, field.item),
            Words(field.text, _VALUE_PLACE, size, field.item, field.mark),
        )
        return Row(max(_ROW, lines + _AIR, label + _AIR), inks, (_LABEL,))
