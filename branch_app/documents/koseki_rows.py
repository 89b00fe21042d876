"""The two columns of a 戸籍 certificate: headings on the left, 【labelled】 items on the right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from branch_app.documents.box import POINTS_PER_MM
from branch_app.documents.faces import Faces
from branch_app.documents.flow import Block, Page
from branch_app.documents.grid import shown_or_empty
from branch_app.documents.page import WIDTH
from branch_app.documents.paragraph import broken
from branch_app.documents.row import Bar, Ink, Label, Place, Row, Stamp, Words, needed
from branch_app.documents.sheet import Mark, Rule
from branch_app.domain.records.koseki import Koseki, KosekiEvent, KosekiPerson, KosekiState
from branch_app.domain.values.wareki import wareki

CUT = 46.0
"""The upright rule between the columns."""
_HEADING, _KIND = Place(2.5, CUT - 4), Place(8.5, CUT - 10)
_RIGHT, _RIGHT_WIDTH = CUT + 3.0, WIDTH - CUT - 5.5
_SIZE, _LABEL, _NAME, _HEAD_NAME = 10.5, 9.5, 14.0, 15.0
_LINE, _NAME_LINE = 5.3, 7.2
_FRAME, _STAMP = Place(CUT - 38, 30.0), 8.0
_LEAST, _INDENT = 0.4, 6.0
"""Of the column: a label that leaves less has its text below it, indented by that many mm, and not beside it."""
_SPARE = 0.2
"""mm left so that a line that was measured is set at its size."""
_STATES = {KosekiState.REMOVED: "除籍", KosekiState.REFORMED: "改製原戸籍"}


def blank(height: float) -> Row:
    """Air, with the rule between the columns going through."""
    return Row(height, cuts=(CUT,))


def bar() -> Row:
    """A rule from edge to edge with air on both sides."""
    return Row(3.4, (Bar(Place(0, WIDTH), 1.7, Rule.THIN),), (CUT,))


@dataclass(frozen=True, slots=True)
class KosekiRows:
    """Writes the rows of one 戸籍 in letters of known width."""

    koseki: Koseki
    faces: Faces

    def head(self) -> Page:
        """本籍 and 氏名 of the 筆頭者, on every page, and whether it is closed or replaced."""
        koseki = self.koseki
        state = (Stamp(_STATES[koseki.state], _FRAME, 0, _STAMP, _SIZE),) if koseki.state in _STATES else ()
        rows = [
            blank(1.6),
            self._fitted("本籍", koseki.honseki, "honseki", 12.0),
            self._fitted("氏名", koseki.hittousha, "hittousha", _HEAD_NAME, (Mark.NAME, 0)),
        ]
        if state:
            rows.append(Row(_STAMP, state, (CUT,)))
        return *rows, bar()

    def history(self) -> Block:
        """戸籍事項."""
        events = tuple(self._events(self.koseki.events, "events"))
        return self._block("戸籍事項", (), events or (self._nothing("events"),))

    def person(self, index: int, shown: int) -> Block:
        """The block of one person, the ``shown``-th name of the paper, and 身分事項 below it."""
        person, at = self.koseki.persons[index], f"persons[{index}]"
        events = tuple(self._events(person.events, f"{at}.events")) or (self._nothing(f"{at}.events"),)
        who = (*self._identity(person, at, shown), bar())
        block = self._block("身分事項", who, events)
        again = (self._again("身分事項", person.name, f"{at}.name"),)
        return Block(block.groups, (bar(),), block.between, again)

    def _block(self, heading: str, above: Page, events: tuple[Page, ...]) -> Block:
        first = (*above, self._heading(heading), *events[0])
        return Block((first, *events[1:]), (bar(),), (blank(1.8),), (self._heading(f"{heading}（続き）"),))

    def _heading(self, text: str, *inks: Ink) -> Row:
        return Row(_LINE, (Words(text, _HEADING, _LABEL, "heading"), *inks), (CUT,))

    def _again(self, heading: str, name: str, item: str) -> Row:
        height = max(_LINE, needed(name, self.faces, _RIGHT_WIDTH - 12, _SIZE, item))
        label, text = self._beside("【名】", _SIZE)
        inks = (Words(f"{heading}（続き）", _HEADING, _LABEL, "heading"), label, Words(name, text, _SIZE, item))
        return Row(height, inks, (CUT,))

    def _identity(self, person: KosekiPerson, at: str, shown: int) -> Iterator[Row]:
        """【名】【生年月日】【父】【母】【続柄】, and the frame of who was taken out."""
        item = f"{at}.name"
        label, place = self._beside("【名】", _SIZE)
        height = max(_NAME_LINE, needed(person.name, self.faces, place.width, _NAME, item))
        name = Words(person.name, place, _NAME, item, (Mark.NAME, shown))
        heading = Words("戸籍に記録されている者", _HEADING, _LABEL, "heading")
        yield Row(height, (heading, label, name), (CUT,))
        texts = {
            "birth": ("【生年月日】", wareki(person.birth)),
            "father": ("【父】", shown_or_empty(person.father)),
            "mother": ("【母】", shown_or_empty(person.mother)),
            "relation": ("【続柄】", person.relation),
        }
        rows = [row for item, (title, text) in texts.items() for row in self._labelled(title, text, f"{at}.{item}")]
        if person.removed:
            stamp = Stamp("除籍", _FRAME, 0, _STAMP, _SIZE)
            rows[1] = Row(rows[1].height, (stamp, *rows[1].inks), (CUT,))
        yield from rows

    def _events(self, events: Iterable[KosekiEvent], at: str) -> Iterator[Page]:
        """The rows of each event, its kind beside the first."""
        for number, event in enumerate(events):
            item = f"{at}[{number}]"
            rows = [
                row
                for place, labelled in enumerate(event.items)
                for row in self._labelled(f"【{labelled.label}】", labelled.text, f"{item}.items[{place}]")
            ]
            first, *others = rows or self._nothing(item)
            kind = Label(event.kind, _KIND, _LABEL, f"{item}.kind")
            yield Row(first.height, (kind, *first.inks), (CUT,)), *others

    def _labelled(self, label: str, text: str, item: str) -> Iterator[Row]:
        """The label, and the text beside it on as many lines as it needs; below it when the label is very long."""
        title, place = self._beside(label, _SIZE)
        if place.width < _RIGHT_WIDTH * _LEAST:
            yield from self._lines(label, Place(_RIGHT, _RIGHT_WIDTH), item)
            yield from self._lines(text, Place(_RIGHT + _INDENT, _RIGHT_WIDTH - _INDENT), item)
            return
        first, *others = self._lines(text, place, item)
        yield Row(first.height, (title, *first.inks), (CUT,))
        yield from others

    def _lines(self, text: str, place: Place, item: str) -> Iterator[Row]:
        for line in broken(self.faces.glyphs(shown_or_empty(text)), place.width * POINTS_PER_MM / _SIZE):
            width = self.faces.width(line) * _SIZE / POINTS_PER_MM + _SPARE
            yield Row(_LINE, (Words(line, Place(place.left, width), _SIZE, item),), (CUT,))

    def _beside(self, label: str, size: float) -> tuple[Words, Place]:
        """The label, and where its text stands."""
        width = self.faces.width(label) * size / POINTS_PER_MM + _SPARE
        return Words(label, Place(_RIGHT, width), size, "label"), Place(_RIGHT + width, _RIGHT_WIDTH - width)

    def _nothing(self, item: str) -> Page:
        return (Row(_LINE, (Words(shown_or_empty(""), Place(_RIGHT, _RIGHT_WIDTH), _SIZE, item),), (CUT,)),)

    def _fitted(self, label: str, text: str, item: str, size: float, mark: tuple[Mark, int] | None = None) -> Row:
        """A label and a text that shrinks, then wraps."""
        place = Place(_RIGHT, _RIGHT_WIDTH)
        height = max(_NAME_LINE, needed(text, self.faces, _RIGHT_WIDTH, size, item) + 1)
        return Row(height, (Label(label, _HEADING, _LABEL, "label"), Words(text, place, size, item, mark)), (CUT,))
