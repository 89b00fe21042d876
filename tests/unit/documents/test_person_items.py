"""What a paper says of one person: by the day of issue, by what was asked for, by what the register holds."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from branch_app.documents.readback import read_back
from branch_app.documents.renderer import PaperRenderer
from branch_app.domain.errors import RecordIncomplete
from branch_app.domain.records.certificate import PrintOrder
from branch_app.domain.records.resident import Resident
from branch_app.domain.records.snapshots import JuminhyoOptions, KisaijikoItem, KisaijikoSnapshot
from tests.fakes.newcomers import ANA, AWAY, EVERY_ITEM, KIM, OLD, RENAMED
from tests.fakes.papers import HEAD, inkan, juminhyo, kisaijiko, order

LATER = date(2026, 11, 26)


def runs(renderer: PaperRenderer, wanted: PrintOrder) -> list[str]:
    """Every run of text on the paper."""
    return [run for page in read_back(renderer.render(wanted).pdf) for run in page.runs]


def entry(
    renderer: PaperRenderer, person: Resident, options: JuminhyoOptions = EVERY_ITEM, issued: date = LATER
) -> list[str]:
    """The 住民票の写し of that person alone."""
    return runs(renderer, order(juminhyo((person,), options), issued=issued))


def chosen(person: Resident, *items: KisaijikoItem) -> KisaijikoSnapshot:
    """A 記載事項証明書 with the name and those items."""
    return replace(kisaijiko(person), items=(KisaijikoItem.NAME, *items))


def test_a_foreign_residents_entry_has_its_own_items(renderer: PaperRenderer) -> None:
    """30条の45: and neither 本籍 nor 筆頭者, but 外国人住民となった年月日."""
    shown = entry(renderer, ANA)
    standing = {"フィリピン", "中長期在留者", "技術・人文知識・国際業務", "5年", "令和11年3月31日", "AB12345678CD"}
    assert standing <= set(shown)
    assert {"外国人住民と", "なった年月日"} <= set(shown)
    assert shown.count("本籍") == shown.count("筆頭者") == 3, "in the unused places alone"


def test_nationality_and_card_are_left_out_unless_asked_for(renderer: PaperRenderer) -> None:
    """国籍・地域, 区分, 在留資格, 期間, 満了日 together; the number of the card by itself."""
    shown = entry(renderer, ANA, JuminhyoOptions())
    assert not {"フィリピン", "中長期在留者", "AB12345678CD", "5年", "令和11年3月31日"} & set(shown)
    with_stay = entry(renderer, ANA, JuminhyoOptions(nationality_and_stay=True))
    assert ("フィリピン" in with_stay, "AB12345678CD" in with_stay) == (True, False)
    with_card = entry(renderer, ANA, JuminhyoOptions(card_number=True))
    assert ("フィリピン" in with_card, "AB12345678CD" in with_card) == (False, True)


@pytest.mark.parametrize("options", [JuminhyoOptions(), EVERY_ITEM])
def test_a_tsusho_stands_beside_the_name_and_cannot_be_left_out(
    renderer: PaperRenderer, options: JuminhyoOptions
) -> None:
    """Both names, whatever was asked for."""
    assert {"SANTOS CRUZ\u3000MARIA CRISTINA", "𠮷野\u3000安奈"} <= set(entry(renderer, ANA, options))


def test_a_tsusho_stands_on_every_paper_with_the_name(renderer: PaperRenderer) -> None:
    """記載事項証明書 of the name alone, and 印鑑登録証明書."""
    assert "𠮷野\u3000安奈" in runs(renderer, order(chosen(ANA)))
    assert "𠮷野\u3000安奈" in runs(renderer, order(inkan(ANA)))


def test_a_special_permanent_resident_has_no_term(renderer: PaperRenderer) -> None:
    """＊＊＊ for 在留資格, 期間 and 満了日, and for 振り仮名; the rest of them in the three unused places."""
    shown = entry(renderer, KIM)
    assert "特別永住者" in shown
    assert shown.count("＊＊＊") == 4 + 3 * 14


def test_a_foreign_resident_has_no_furigana(renderer: PaperRenderer) -> None:
    """They are those of the 戸籍; what the register holds for searching is not certified."""
    assert not {"サントス\u3000マリア", "ヨシノ\u3000アンナ"} & set(entry(renderer, ANA))
    assert not {"サントス\u3000マリア"} & set(runs(renderer, order(kisaijiko(ANA))))


@pytest.mark.parametrize(("issued", "stands"), [(date(2019, 11, 4), False), (date(2019, 11, 5), True)])
def test_a_former_name_stands_from_its_day_on(renderer: PaperRenderer, issued: date, *, stands: bool) -> None:
    """On 住民票, 記載事項 and 印鑑 alike (tables/paper.toml)."""
    person = replace(RENAMED, address_since=None)
    for snapshot in (juminhyo((person,)), chosen(person), inkan(person)):
        assert stands == ("邊\U000e0108見" in runs(renderer, order(snapshot, issued=issued)))


@pytest.mark.parametrize(
    ("issued", "text"), [(date(2025, 5, 25), "邊\U000e0108見"), (date(2025, 5, 26), "邊\U000e0108見（ヘンミ）")]
)
def test_a_former_name_has_its_kana_since_there_are_furigana(
    renderer: PaperRenderer, issued: date, text: str
) -> None:
    """Behind it, in brackets."""
    assert text in entry(renderer, RENAMED, issued=issued)


def test_nobody_foreign_is_on_a_juminhyo_before_the_law(renderer: PaperRenderer) -> None:
    """A register that says otherwise is wrong, and refused by item, until 2012-07-08."""
    early = order(juminhyo((replace(ANA, became_resident=date(2012, 7, 1), address_since=None),)))
    with pytest.raises(RecordIncomplete) as refused:
        renderer.render(replace(early, issued=date(2012, 7, 8)))
    assert refused.value.facts == {"item": "members[0].foreign.nationality", "problem": "date"}
    assert renderer.render(replace(early, issued=date(2012, 7, 9))).pages == 1


def test_a_birthday_nobody_knows_is_printed_as_the_register_says(renderer: PaperRenderer) -> None:
    """生年月日不詳; the day that it is sorted by is on no paper."""
    for snapshot in (juminhyo((OLD,)), kisaijiko(OLD), inkan(OLD)):
        shown = runs(renderer, order(snapshot))
        assert ("昭和20年月日不詳" in shown, "昭和20年1月1日" in shown) == (True, False)


def test_a_move_ahead_stands_on_the_entry(renderer: PaperRenderer) -> None:
    """転出予定: when and where to, of Japanese and foreign residents; it may lie ahead."""
    for person in (OLD, KIM):
        assert f"令和7年12月1日\u3000{AWAY.destination}" in entry(renderer, person, issued=date(2025, 11, 4))


@pytest.mark.parametrize(
    ("change", "item"),
    [
        ({"nationality": ""}, "members[0].foreign.nationality"),
        ({"category": " "}, "members[0].foreign.category"),
    ],
)
def test_a_foreign_standing_without_its_items_is_refused(
    renderer: PaperRenderer, change: dict[str, Any], item: str
) -> None:
    """Before money is taken."""
    assert ANA.foreign is not None
    wrong = replace(ANA, foreign=replace(ANA.foreign, **change))
    with pytest.raises(RecordIncomplete) as refused:
        entry(renderer, wrong)
    assert refused.value.facts == {"item": item, "problem": "missing"}


def test_deceiving_characters_are_found_in_every_further_name(renderer: PaperRenderer) -> None:
    """通称, 旧氏, destination."""
    assert ANA.foreign is not None
    assert ANA.foreign.alias is not None
    assert RENAMED.former_name is not None
    alias = replace(ANA.foreign, alias=replace(ANA.foreign.alias, written="𠮷野\u200b安奈"))
    wrong = {
        "foreign.alias.written": replace(ANA, foreign=alias),
        "former_name.written": replace(RENAMED, former_name=replace(RENAMED.former_name, written="邊\u202e見")),
        "moving_out.destination": replace(OLD, moving_out=replace(AWAY, destination="東京都\ue000")),
    }
    for item, person in wrong.items():
        with pytest.raises(RecordIncomplete) as refused:
            entry(renderer, person)
        assert (f"members[0].{item}", "character") == (refused.value.facts["item"], refused.value.facts["problem"])


def test_only_chosen_items_are_certified(renderer: PaperRenderer) -> None:
    """And the name, without which a paper is about nobody."""
    shown = runs(renderer, order(chosen(HEAD, KisaijikoItem.ADDRESS)))
    assert {HEAD.name, "住所"} <= set(shown)
    assert not {"性別", "生年月日", "本籍", "続柄", "氏名の振り仮名"} & set(shown)


def test_every_item_can_be_chosen(renderer: PaperRenderer) -> None:
    """本籍 with its 筆頭者; for a foreign resident it is the 国籍・地域."""
    japanese = runs(renderer, order(chosen(HEAD, *list(KisaijikoItem)[2:], KisaijikoItem.KANA)))
    labels = {"氏名の振り仮名", "生年月日", "性別", "住所", "世帯主", "続柄", "住民となった", "本籍", "筆頭者"}
    assert labels <= set(japanese)
    foreign = runs(renderer, order(chosen(ANA, KisaijikoItem.HONSEKI)))
    assert ("国籍・地域" in foreign, "本籍" in foreign) == (True, False)


@pytest.mark.parametrize("items", [(), (KisaijikoItem.SEX,), (KisaijikoItem.NAME, KisaijikoItem.NAME)])
def test_a_choice_without_the_name_or_twice_the_same_is_refused(
    renderer: PaperRenderer, items: tuple[KisaijikoItem, ...]
) -> None:
    """It would certify nothing of anybody."""
    with pytest.raises(RecordIncomplete) as refused:
        renderer.render(order(replace(kisaijiko(), items=items)))
    assert refused.value.facts == {"item": "subject", "problem": "contradictory"}
