"""Who asks, how they are known, and what they want."""

from branch_app.demo.people import HANAKO, KEN, SHIZUKA, TARO, YONE
from branch_app.domain.deciders.states import ApplicationState
from branch_app.domain.records.certificate import Certificate
from branch_app.domain.records.snapshots import Scope
from branch_app.domain.values.identifiers import ResidentId
from branch_app.ui.keys import Key
from tests.keycount.bench import Bench, people
from tests.keycount.clerk import Clerk, Why
from tests.keycount.left import Left, Paper, issued
from tests.keycount.task import Task

NAME = {person: people().resident(person).name for person in (HANAKO, KEN, SHIZUKA, TARO, YONE)}
RECORD = issued(Paper(Certificate.JUMINHYO, NAME[TARO]))
"""One plain 住民票の写し of 𠮷野太郎, paid and handed over."""
_RECORD_OF_KEN = issued(Paper(Certificate.JUMINHYO, NAME[KEN]))


def plain(clerk: Clerk, resident: ResidentId = TARO) -> None:
    """By name, licence shown, exact money."""
    clerk.find(resident)
    plain_from_here(clerk)


def plain_from_here(clerk: Clerk, documents: str = "1") -> None:
    """The form is open."""
    clerk.order(Key.F1, documents=documents)
    clerk.pay()
    clerk.finish()


def lay_card(bench: Bench) -> None:
    """A 個人番号カード comes onto the reader and is noticed by itself."""
    bench.reader.insert(people().chip(TARO))
    bench.room.card.poll()


def pin() -> str:
    """Of that card."""
    return people().my_number_card(TARO).authentication_pin


def by_card(clerk: Clerk) -> None:
    """The citizen lays the card and types the PIN."""
    lay_card(clerk.bench)
    clerk.citizen(pin())
    plain_from_here(clerk, documents="")


def _by_name(clerk: Clerk) -> None:
    plain(clerk, KEN)


def _by_birth(clerk: Clerk) -> None:
    clerk.think(Why.WHO)
    clerk.type("s501231")
    clerk.pick(KEN)
    plain_from_here(clerk)


def _by_kanji(clerk: Clerk) -> None:
    clerk.think(Why.WHO)
    clerk.convert("reidai", "例題")
    clerk.pick(KEN)
    plain_from_here(clerk)


def _by_wedge(clerk: Clerk) -> None:
    card = people().city_card(TARO)
    clerk.bench.room.card.scan(card.number)
    clerk.citizen(card.pin or "")
    plain_from_here(clerk, documents="")


def _by_seal_card(clerk: Clerk) -> None:
    clerk.find(TARO)
    clerk.think(Why.FORM)
    clerk.digits("0")
    number = people().city_card(TARO).number
    clerk.field(number)
    clerk.think(Why.WHO)
    clerk.field("s430503", lambda: clerk.bench.room.proof.take_seal_card(number, "s430503"))
    clerk.press(Key.F3)
    clerk.pay()
    clerk.finish()


def _shown(clerk: Clerk, papers: int = 1) -> None:
    """The usual paper was shown; then the fee, where one is due."""
    clerk.think(Why.WHO)
    clerk.press(Key.RETURN, Key.F12)
    clerk.finish(papers=papers)


def _for_a_pension(clerk: Clerk) -> None:
    clerk.find(YONE)
    clerk.order(Key.F2)
    clerk.think(Why.WISH)
    clerk.press(Key.CONTROL_5, Key.F12)
    _shown(clerk)


def _two_certificates(clerk: Clerk) -> None:
    clerk.find(TARO)
    clerk.order(Key.F1, Key.F2)
    clerk.think(Why.WISH)
    clerk.press(Key.CONTROL_5, Key.F12)
    _shown(clerk, papers=2)


def _three_copies(clerk: Clerk) -> None:
    clerk.find(TARO)
    clerk.order(Key.F1, Key.F1, Key.F1)
    clerk.pay()
    clerk.finish(papers=3)


def _for_the_wife(clerk: Clerk) -> None:
    clerk.find(TARO)
    clerk.think(Why.FORM)
    clerk.digits("1")
    clerk.think(Why.ROW)
    clerk.digits("2")
    clerk.press(Key.F1)
    clerk.pay()
    clerk.finish()


def _options(clerk: Clerk) -> None:
    clerk.find(TARO)
    clerk.order(Key.F1)
    clerk.think(Why.WISH)
    clerk.press(Key.CONTROL_1, Key.CONTROL_3)
    clerk.pay()
    clerk.finish()


def _as_asked(bench: Bench) -> bool:
    last = bench.room.counter.state.last
    assert last is not None
    (line,) = last.form.lines
    return (Scope.PART, True) == (line.wish.scope, line.wish.options.honseki)


def _two_documents(clerk: Clerk) -> None:
    clerk.find(TARO)
    for code in ("insurance_certificate", "pension_book"):
        clerk.think(Why.FORM)
        clerk.from_the_list(code)
    clerk.press(Key.F1)
    clerk.pay()
    clerk.finish()


def _refused(clerk: Clerk) -> None:
    clerk.find(SHIZUKA)
    clerk.order(Key.F1)
    clerk.press(Key.F12)
    clerk.think(Why.SCREEN)
    clerk.press(Key.RETURN)


def _no_such_day(clerk: Clerk) -> None:
    """The form's 5 looks like a 35; the screen says so while it is typed, and the citizen says what it is."""
    clerk.think(Why.WHO)
    clerk.type("s130135")
    assert clerk.bench.hits.trouble is not None
    clerk.think(Why.SCREEN)
    clerk.rub_out(2)
    clerk.type("05")
    clerk.pick(YONE)
    plain_from_here(clerk)


def _again(clerk: Clerk) -> None:
    clerk.think(Why.WISH)
    clerk.pay()
    clerk.finish()


TASKS = (
    Task("name", "住民票1通、氏名で探す", "A resident record, found by name", _by_name, _RECORD_OF_KEN),
    Task("birth", "住民票1通、生年月日で探す", "The same, found by date of birth", _by_birth, _RECORD_OF_KEN),
    Task(
        "kanji",
        "住民票1通、漢字で探す",
        "The same, found by kanji through the IME",
        _by_kanji,
        _RECORD_OF_KEN,
    ),
    Task("my_number", "住民票1通、個人番号カード", "The same with a My Number card", by_card, RECORD),
    Task(
        "city_card",
        "住民票1通、市民カードをリーダーで",
        "The same with a city card, by the wedge",
        _by_wedge,
        RECORD,
    ),
    Task(
        "seal_card",
        "印鑑登録証明書、印鑑登録証の番号を打つ",
        "A seal certificate; the number of the seal card is typed",
        _by_seal_card,
        issued(Paper(Certificate.INKAN, NAME[TARO])),
    ),
    Task(
        "pension",
        "年金現況届の記載事項証明書、無料",
        "A certificate for a pension, free",
        _for_a_pension,
        issued(Paper(Certificate.KISAIJIKO, NAME[YONE]), charged=0),
    ),
    Task(
        "two_certificates",
        "証明書2種類、1通は年金用で無料",
        "Two certificates, one of them free for a pension",
        _two_certificates,
        issued(Paper(Certificate.JUMINHYO, NAME[TARO]), Paper(Certificate.KISAIJIKO, NAME[TARO])),
    ),
    Task(
        "three_copies",
        "住民票3通",
        "Three copies",
        _three_copies,
        issued(*(Paper(Certificate.JUMINHYO, NAME[TARO]) for _ in range(3)), charged=900),
    ),
    Task(
        "member",
        "同じ世帯の別の人の住民票",
        "About another member of the household",
        _for_the_wife,
        issued(Paper(Certificate.JUMINHYO, NAME[HANAKO])),
    ),
    Task("options", "世帯の一部、本籍つき", "Part of the household, with 本籍", _options, RECORD, also=_as_asked),
    Task("two_documents", "顔写真のない書類2点", "Two documents without a photo", _two_documents, RECORD),
    Task(
        "refused",
        "発行できない人",
        "Somebody to whom nothing may be issued",
        _refused,
        Left(forms=(ApplicationState.CANCELLED,)),
    ),
    Task(
        "no_such_day",
        "存在しない日付を打ち、直す",
        "A date that no calendar has, corrected",
        _no_such_day,
        issued(Paper(Certificate.JUMINHYO, NAME[YONE])),
    ),
    Task(
        "again",
        "同じものをもう1通、別の申請で",
        "The same again, on a form of its own",
        _again,
        Left(
            forms=(ApplicationState.SETTLED,) * 2,
            papers=(Paper(Certificate.JUMINHYO, NAME[TARO]),) * 2,
            charged=600,
            issued=2,
        ),
        begin=lambda bench: plain(Clerk(bench)),
    ),
)
