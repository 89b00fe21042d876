"""選択肢 of 戸籍, 附票 and 受理: about whom, which of several, whose blocks, which 届出. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from branch_app.domain.errors import NotEntitled
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.koseki import Fuhyo, FuhyoPerson, Koseki, KosekiPerson, KosekiState
from branch_app.domain.records.snapshots import Scope
from branch_app.domain.rules import families
from branch_app.domain.rules.items import Item
from branch_app.domain.values.identifiers import KosekiId
from branch_app.ui.presenters.choice import Choice, Circumstances, Kind, Rows, barred
from branch_app.usecases.snapshot import FAMILY_STATES, FamilyChoice, Wish

_Family = Koseki | Fuhyo
_Find = Callable[[Circumstances], Sequence[_Family]]
_STATE_KINDS = {
    KosekiState.CURRENT: Kind.CURRENT,
    KosekiState.REMOVED: Kind.REMOVED,
    KosekiState.REFORMED: Kind.REFORMED,
}


def _subjects(wish: Wish, around: Circumstances) -> Iterator[Choice]:
    """Only where there is somebody else to ask about."""
    if any(each.id != wish.subject for each in around.relatives):
        for relative in around.relatives:
            then = replace(wish, subject=relative.id, family=FamilyChoice(honseki=wish.family.honseki))
            on = relative.id == wish.subject
            usual = relative is around.relatives[0]
            yield Choice(Kind.SUBJECT, then, on, usual, one_of=True, name=relative.name)


def _which(found: _Find) -> Rows:
    """Which 戸籍 or 附票, where there are several; the newest unless asked for otherwise."""

    def rows(wish: Wish, around: Circumstances) -> Iterator[Choice]:
        states = FAMILY_STATES[wish.certificate]
        fitting = [family for family in found(around) if family.state in states]
        if len(fitting) < 2:
            return
        newest = _pick(fitting, wish, None)
        for family in fitting:
            chosen = None if family is newest else family.id
            then = replace(wish, family=FamilyChoice(chosen, honseki=wish.family.honseki))
            on = (wish.family.id or newest.id) == family.id
            name = f"{family.hittousha}　{family.honseki}"
            yield Choice(_STATE_KINDS[family.state], then, on, family is newest, one_of=True, name=name)

    return rows


def _family_scopes(wish: Wish, _around: Circumstances) -> Iterator[Choice]:
    for kind, scope in ((Kind.WHOLE, Scope.WHOLE), (Kind.PART, Scope.PART)):
        then = replace(wish, scope=scope, family=replace(wish.family, persons=()))
        yield Choice(kind, then, wish.scope is scope, kind is Kind.WHOLE, one_of=True)


def _blocks(found: _Find) -> Rows:
    """Which persons of it, where it is a part."""

    def rows(wish: Wish, around: Circumstances) -> Iterator[Choice]:
        family = _chosen(wish, found(around))
        part = wish.certificate is Certificate.KOSEKI_KOJIN or wish.scope is Scope.PART
        if family is None or not part or len(family.persons) < 2:
            return
        own = families.place_of(family.persons, wish.subject)
        shown = wish.family.persons or (own,)
        persons: Sequence[KosekiPerson | FuhyoPerson] = family.persons
        for place, person in enumerate(persons):
            then = tuple(at for at in range(len(family.persons)) if (at in shown) is not (at == place))
            on = place in shown
            usual = on and shown == (own,)
            kept = replace(wish, family=replace(wish.family, persons=then or shown))
            yield Choice(Kind.BLOCK, kept, on, usual, name=person.name, day=person.birth)

    return rows


def _chosen(wish: Wish, found: Sequence[_Family]) -> _Family | None:
    try:
        family = _pick(found, wish, wish.family.id)
        families.place_of(family.persons, wish.subject)
    except NotEntitled:
        return None
    return family


def _pick(found: Sequence[_Family], wish: Wish, wanted: KosekiId | None) -> _Family:
    """As the snapshot will: the one of that id, or the newest."""
    states = FAMILY_STATES[wish.certificate]
    kosekis = [family for family in found if isinstance(family, Koseki)]
    if kosekis:
        return families.choose(kosekis, states, wanted, wish.subject)
    fuhyos = [family for family in found if isinstance(family, Fuhyo)]
    return families.choose(fuhyos, states, wanted, wish.subject)


def _fuhyo_honseki(wish: Wish, around: Circumstances) -> Iterator[Choice]:
    then = replace(wish, family=replace(wish.family, honseki=not wish.family.honseki))
    yield Choice(Kind.HONSEKI, then, wish.family.honseki, barred=barred(Item.HONSEKI, around))


def _events(wish: Wish, around: Circumstances) -> Iterator[Choice]:
    """Which 届出; the newest unless asked for otherwise."""
    family = _chosen(wish, _kosekis(around))
    if not isinstance(family, Koseki):
        return
    person = family.persons[families.place_of(family.persons, wish.subject)]
    if not person.events:
        return
    newest = families.event_of(person, None)
    for place, event in enumerate(person.events):
        then = replace(wish, family=replace(wish.family, event=None if place == newest else place))
        on = place == (newest if wish.family.event is None else wish.family.event)
        yield Choice(Kind.EVENT, then, on, place == newest, one_of=True, name=event.kind, day=event.day)


def _paper(wish: Wish, around: Circumstances) -> Iterator[Choice]:
    for kind, certificate in ((Kind.PLAIN, Certificate.JURI), (Kind.FINE, Certificate.JURI_JOSHITSU)):
        if certificate in around.made:
            then = replace(wish, certificate=certificate)
            yield Choice(kind, then, wish.certificate is certificate, kind is Kind.PLAIN, one_of=True)


def _kosekis(around: Circumstances) -> Sequence[Koseki]:
    return around.families.kosekis


def _fuhyos(around: Circumstances) -> Sequence[Fuhyo]:
    return around.families.fuhyos


_KOSEKI, _FUHYO = _which(_kosekis), _which(_fuhyos)
_KOSEKI_BLOCKS, _FUHYO_BLOCKS = _blocks(_kosekis), _blocks(_fuhyos)
_CLOSED: tuple[Rows, ...] = (_subjects, _KOSEKI, _family_scopes, _KOSEKI_BLOCKS)
_ADDRESSES: tuple[Rows, ...] = (_subjects, _FUHYO, _family_scopes, _FUHYO_BLOCKS, _fuhyo_honseki)
_ACCEPTANCE: tuple[Rows, ...] = (_subjects, _KOSEKI, _events, _paper)
FAMILY_ROWS: Mapping[Certificate, tuple[Rows, ...]] = {
    Certificate.KOSEKI_ZENBU: (_subjects, _KOSEKI),
    Certificate.KOSEKI_KOJIN: (_subjects, _KOSEKI, _KOSEKI_BLOCKS),
    Certificate.JOSEKI: _CLOSED,
    Certificate.KAISEIGEN: _CLOSED,
    Certificate.FUHYO: _ADDRESSES,
    Certificate.JOFUHYO: _ADDRESSES,
    Certificate.JURI: _ACCEPTANCE,
    Certificate.JURI_JOSHITSU: _ACCEPTANCE,
    Certificate.MIBUN: (_subjects, _KOSEKI),
}
"""Certificate → what is asked about it."""
