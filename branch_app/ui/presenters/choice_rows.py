"""選択肢: what may be chosen for one line of a form, each with the wish that it leads to. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.snapshots import JuminhyoForm, KisaijikoItem, Scope
from branch_app.domain.rules.items import CERTIFIED_ITEMS, Item
from branch_app.ui.presenters.choice import MY_NUMBER, Choice, Circumstances, Kind, Rows, barred
from branch_app.ui.presenters.family_choices import FAMILY_ROWS
from branch_app.usecases.snapshot import Wish

_ITEMS = {
    Kind.HEAD: Item.HEAD_AND_RELATIONSHIP,
    Kind.HONSEKI: Item.HONSEKI,
    Kind.CODE: Item.JUMINHYO_CODE,
    Kind.STAY: Item.NATIONALITY_AND_STAY,
    Kind.CARD_NUMBER: Item.CARD_NUMBER,
}
_NAME = KisaijikoItem.NAME
_ITEM_CODES = frozenset(item.value for item in KisaijikoItem)
_OF_FOREIGNERS = frozenset({Kind.STAY, Kind.CARD_NUMBER})


def choices_of(wish: Wish, around: Circumstances) -> tuple[Choice, ...]:
    """In the order in which a clerk asks: about whom, which record, how much of it, which items."""
    return tuple(row for rows in _ROWS.get(wish.certificate, ()) for row in rows(wish, around))


def said(rows: Sequence[Choice]) -> tuple[Choice, ...]:
    """Those that are not as usual; of items that are certified all, once they are others than the usual ones."""
    items = [row for row in rows if row.kind.value in _ITEM_CODES and not row.barred]
    unusual = {row.kind for row in items if row.on is not row.usual}
    listed = unusual if any(row.usual for row in items) else set()
    return tuple(row for row in rows if row.on and (not row.usual or (listed and row in items)))


def _scopes(wish: Wish, around: Circumstances) -> Iterator[Choice]:
    household = wish.form is JuminhyoForm.HOUSEHOLD
    if len(around.members) > 1:
        for kind, scope in ((Kind.WHOLE, Scope.WHOLE), (Kind.PART, Scope.PART)):
            then = replace(wish, scope=scope, form=JuminhyoForm.HOUSEHOLD, shown=())
            yield Choice(kind, then, household and wish.scope is scope, kind is Kind.WHOLE, one_of=True)
    elif not household:
        yield Choice(Kind.WHOLE, replace(wish, form=JuminhyoForm.HOUSEHOLD), on=False, usual=True, one_of=True)
    then = replace(wish, form=JuminhyoForm.PERSON, scope=Scope.WHOLE, shown=())
    yield Choice(Kind.PERSON_SHEET, then, not household, one_of=True)


def _members(wish: Wish, around: Circumstances) -> Iterator[Choice]:
    if wish.scope is Scope.WHOLE or wish.form is JuminhyoForm.PERSON:
        return
    shown = wish.shown or (wish.subject,)
    for member in around.members:
        then = tuple(each.id for each in around.members if (each.id in shown) is not (each.id == member.id))
        on = member.id in shown
        kept = then or shown
        usual = member.id == wish.subject and on and len(shown) == 1
        yield Choice(Kind.MEMBER, replace(wish, shown=kept), on, usual, name=member.name)


def _items(wish: Wish, around: Circumstances) -> Iterator[Choice]:
    shown = [
        each for each in around.members if wish.scope is Scope.WHOLE or each.id in (wish.shown or (wish.subject,))
    ]
    shown += [row.resident for row in around.removed if wish.certificate is Certificate.JOHYO]
    foreign = any(each.foreign is not None for each in shown)
    for kind, item in _ITEMS.items():
        on = getattr(wish.options, kind.value)
        if on or foreign or kind not in _OF_FOREIGNERS:
            then = replace(wish, options=replace(wish.options, **{kind.value: not on}))
            yield Choice(kind, then, on, barred=barred(item, around))


def _my_number(wish: Wish, _around: Circumstances) -> Iterator[Choice]:
    yield Choice(Kind.MY_NUMBER, wish, on=False, barred=MY_NUMBER)


def _certified(wish: Wish, around: Circumstances) -> Iterator[Choice]:
    """The name stays, whatever is left out: a paper without it is about nobody."""
    usual = Wish(wish.certificate, wish.subject).items
    for item in KisaijikoItem:
        on = item in wish.items
        then = tuple(each for each in KisaijikoItem if each is _NAME or (each in wish.items) is not (each is item))
        why = barred(CERTIFIED_ITEMS[item], around) if item in CERTIFIED_ITEMS else ""
        yield Choice(Kind(item.value), replace(wish, items=then), on, item in usual, barred=why)


def _removals(wish: Wish, around: Circumstances) -> Iterator[Choice]:
    """Which 除票, where somebody left more than once; the newest unless asked for otherwise."""
    if len(around.removed) < 2:
        return
    newest = max(around.removed, key=lambda row: row.removed)
    for row in around.removed:
        then = replace(wish, removed=None if row is newest else row.removed)
        on = (wish.removed or newest.removed) == row.removed
        name = row.removal.value
        yield Choice(Kind.REMOVAL, then, on, row is newest, one_of=True, name=name, day=row.removed)


_ROWS: Mapping[Certificate, tuple[Rows, ...]] = {
    Certificate.JUMINHYO: (_scopes, _members, _items, _my_number),
    Certificate.KISAIJIKO: (_certified, _my_number),
    Certificate.JOHYO: (_removals, _items, _my_number),
    **FAMILY_ROWS,
}
"""Certificate → what is asked about it; those that are not named have nothing to choose."""
