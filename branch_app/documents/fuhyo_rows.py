"""The rows of a 附票: one for each person, and below it one for each address, the oldest first."""

from dataclasses import dataclass

from branch_app.documents.faces import Faces
from branch_app.documents.flow import Block, Page
from branch_app.documents.grid import EMPTY, Field, Type, shown_or_empty
from branch_app.documents.page import WIDTH
from branch_app.documents.row import Bar, Cell, Ink, Place, Row, Stamp, Words, needed
from branch_app.documents.sheet import Align, Mark, Rule
from branch_app.domain.records.koseki import Fuhyo, FuhyoAddress, FuhyoPerson
from branch_app.domain.rules.kinship import full_name
from branch_app.domain.values.wareki import wareki

_NUMBER, _SINCE = 14.0, 44.0
_ADDRESS = WIDTH - _NUMBER - _SINCE
_HEAD, _PERSON, _AGAIN, _TITLES, _ROW, _GAP = 8.5, 13.0, 8.0, 5.4, 7.4, 2.0
_SIZE, _SMALL = 10.5, 7.5
_HEAD_TYPE, _NAME, _FACT = Type(8, 11), Type(8, 14), Type(7.5, 10)
_LABEL, _HEAD_LABEL, _SHORT = 16.0, 24.0, 13.0
_FACTS = {"birth": ("生年月日", 50.0, _LABEL), "sex": ("性別", 24.0, _SHORT)}
_INSET = 2.2


@dataclass(frozen=True, slots=True)
class FuhyoRows:
    """Writes the rows of one 附票; ``facts`` are the items that stand beside each name: birth, sex."""

    fuhyo: Fuhyo
    faces: Faces
    facts: tuple[str, ...]

    def head(self, honseki: str, hittousha: str) -> Page:
        """本籍 and 筆頭者 as the paper shows them."""
        place = Place(0, WIDTH)
        return (
            Row(_HEAD, (Cell(Field("本籍", honseki, "honseki"), place, _HEAD_LABEL, _HEAD_TYPE),)),
            Row(_HEAD, (Cell(Field("筆頭者", hittousha, "hittousha"), place, _HEAD_LABEL, _HEAD_TYPE), _rule())),
            _gap(),
        )

    def person(self, index: int, shown: int) -> Block:
        """One person of the 附票, the ``shown``-th of the paper, with every address."""
        person, at = self.fuhyo.persons[index], f"persons[{index}]"
        addresses = [
            self._address(number, address, f"{at}.addresses[{number}]")
            for number, address in enumerate(person.addresses)
        ]
        first = (self._identity(person, at, shown), _titles(person), *addresses[:2])
        again = (self._again(person, at, shown), _titles(person))
        return Block((first, *((address,) for address in addresses[2:])), (_gap(),), again=again)

    def _identity(self, person: FuhyoPerson, at: str, shown: int) -> Row:
        texts = {"birth": wareki(person.birth), "sex": person.sex.value}
        name = full_name(self.fuhyo.hittousha, person.name)
        field = Field("氏名", name, f"{at}.name", (Mark.NAME, shown))
        left = WIDTH - sum(_FACTS[item][1] for item in self.facts)
        inks: list[Ink] = [_rule(), _number(shown), Cell(field, _from(_NUMBER, left), _LABEL, _NAME)]
        cuts = [_NUMBER]
        for item in self.facts:
            label, width, label_width = _FACTS[item]
            cuts.append(left)
            inks.append(Cell(Field(label, texts[item], f"{at}.{item}"), Place(left, width), label_width, _FACT))
            left += width
        return Row(_PERSON, tuple(inks), tuple(cuts))

    def _again(self, person: FuhyoPerson, at: str, shown: int) -> Row:
        """On a further page: whose addresses go on."""
        name = full_name(self.fuhyo.hittousha, person.name)
        where = Place(_NUMBER + _INSET, WIDTH - _NUMBER - 30)
        inks = (
            _rule(),
            _number(shown),
            Words(name, where, _SIZE, f"{at}.name"),
            Words("（続き）", Place(WIDTH - 24, 22), _SIZE, "heading", align=Align.RIGHT),
        )
        return Row(_AGAIN, inks, (_NUMBER,))

    def _address(self, number: int, address: FuhyoAddress, item: str) -> Row:
        since = EMPTY if address.since is None else wareki(address.since)
        place = Place(_NUMBER + _INSET, _ADDRESS - 2 * _INSET)
        height = max(_ROW, needed(address.address, self.faces, place.width, _SIZE, item) + 1.2)
        inks = (
            _rule(Rule.HAIR),
            Words(str(number + 1), Place(0, _NUMBER), _SMALL, "number", align=Align.CENTRE),
            Words(shown_or_empty(address.address), place, _SIZE, item),
            Words(since, Place(WIDTH - _SINCE + _INSET, _SINCE - 2 * _INSET), _SIZE, item),
        )
        return Row(height, inks, (_NUMBER, WIDTH - _SINCE))


def _titles(person: FuhyoPerson) -> Row:
    """Above the addresses, beside the frame of who was taken out."""
    centre = Align.CENTRE
    taken_out = (Stamp("除籍", Place(1.8, _NUMBER - 3.6), 0.5, _TITLES - 1, _SMALL),) if person.removed else ()
    inks = (
        _rule(),
        *taken_out,
        Words("住所", Place(_NUMBER, _ADDRESS), _SMALL, "label", align=centre),
        Words("住所を定めた年月日", Place(WIDTH - _SINCE, _SINCE), _SMALL, "label", align=centre),
    )
    return Row(_TITLES, inks, (_NUMBER, WIDTH - _SINCE))


def _number(shown: int) -> Words:
    """The person's place on the paper."""
    return Words(str(shown + 1), Place(0, _NUMBER), _SIZE, "number", align=Align.CENTRE)


def _gap() -> Row:
    """Parts one person from the next."""
    return Row(_GAP, (_rule(),))


def _rule(weight: Rule = Rule.THIN) -> Bar:
    """Along the upper edge."""
    return Bar(Place(0, WIDTH), 0, weight)


def _from(left: float, right: float) -> Place:
    return Place(left, right - left)
