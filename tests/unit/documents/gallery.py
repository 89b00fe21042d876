"""A picture of every certificate and slip for ``docs/gallery.md``, drawn from the very files that would print.

After a change of layout that is meant: ``make gallery``, look at the pictures, commit.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
from PIL import Image

from branch_app.documents.genkyo import PURPOSE
from branch_app.documents.receipt import ReceiptPapers
from branch_app.documents.slips import SlipPapers
from branch_app.domain.records.certificate import Certificate, Paper, PrintOrder
from branch_app.domain.records.request_form import RequestedLine, Requester
from branch_app.domain.records.requester import Standing
from branch_app.domain.records.snapshots import KisaijikoItem
from branch_app.domain.values.payment import Means
from branch_app.settings import RESOURCES
from tests.fakes.demo_papers import (
    DEPUTY,
    EVERY_ITEM,
    IN_2012,
    fuhyo,
    genpyo,
    inkan,
    johyo,
    juminhyo,
    juri,
    kazei,
    kisaijiko,
    kojinhyo,
    koseki,
    mibun,
    order,
)
from tests.fakes.paper_seals import steady_renderer
from tests.fakes.receipts import cashless_order, receipt_order
from tests.fakes.slips import assessment_order, day_sheet_order, remittance_order, request_form_order

DOCS = Path(__file__).parents[3] / "docs"
PAGE, FOLDER = DOCS / "gallery.md", DOCS / "images" / "gallery"
DOTS_PER_INCH, OVERSAMPLED, COLOURS = 75, 4, 96
_COLUMNS = 3
_FAMILY, _REWRITTEN, _CLOSED = "K90000100", "K90000108", "K90000109"
_MOVED, _DEAD = "9000050400/2012-02-28", "9000070300/2011-11-11"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A certificate's order with its caption, or a slip that has no back; ``backs`` shows other sides too."""

    name: str
    japanese: str
    english: str
    paper: PrintOrder | bytes
    backs: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """Papers under one heading."""

    heading: str
    exhibits: tuple[Exhibit, ...]


_CERTIFICATES = (
    Room(
        "住民票の写し / Residence record",
        (
            Exhibit(
                "juminhyo", "世帯全員、何も求めない", "Household, nothing asked for", order(juminhyo(1)), backs=True
            ),
            Exhibit("juminhyo-items", "すべての記載事項", "Every item", order(juminhyo(1, EVERY_ITEM))),
            Exhibit("juminhyo-part", "世帯の一部", "Part of a household", order(juminhyo(1, shown=(1, 3)))),
            Exhibit(
                "juminhyo-foreign",
                "外国人住民と通称",
                "Foreign resident with 通称",
                order(juminhyo(901, EVERY_ITEM)),
            ),
            Exhibit("juminhyo-2012", "平成24年3月", "As of March 2012", order(juminhyo(1, EVERY_ITEM), IN_2012)),
            Exhibit("kojinhyo", "個人票、旧氏", "One person, with a 旧氏", order(kojinhyo(903, 2, EVERY_ITEM))),
            Exhibit(
                "kojinhyo-foreign",
                "個人票、特別永住者、転出予定",
                "One person, 特別永住者, about to move",
                order(kojinhyo(902, 0, EVERY_ITEM)),
            ),
            Exhibit("johyo", "除票（転出）", "Removed entry, moved away", order(johyo(_MOVED))),
            Exhibit("johyo-death", "除票（死亡）", "Removed entry, died", order(johyo(_DEAD))),
            Exhibit(
                "juminhyo-twelve",
                "十二人の世帯、3枚",
                "Twelve people on three sheets",
                order(juminhyo(903, EVERY_ITEM)),
            ),
        ),
    ),
    Room(
        "住民票記載事項証明書・印鑑登録証明書 / Chosen items, seal",
        (
            Exhibit("kisaijiko", "通常の事項", "The usual items", order(kisaijiko(1, 0, "勤務先へ提出"))),
            Exhibit(
                "kisaijiko-items",
                "選んだ事項",
                "Chosen items",
                order(replace(kisaijiko(901, 1, "勤務先へ提出"), items=tuple(KisaijikoItem))),
            ),
            Exhibit("genkyo", "年金受給権者現況届", "The pension office's form", order(kisaijiko(3, 0, PURPOSE))),
            Exhibit("inkan", "印鑑登録証明書", "Seal registration", order(inkan(1))),
            Exhibit("inkan-deputy", "市長職務代理者", "Signed for the mayor", order(inkan(2), issuer=DEPUTY)),
        ),
    ),
    Room(
        "戸籍・附票・受理・身分 / Family register",
        (
            Exhibit("koseki-zenbu", "戸籍全部事項証明書", "Whole 戸籍", order(koseki(_FAMILY))),
            Exhibit("koseki-kojin", "戸籍個人事項証明書", "One person of a 戸籍", order(koseki(_FAMILY, (2,)))),
            Exhibit("joseki", "除籍全部事項証明書", "Closed 戸籍", order(koseki(_CLOSED))),
            Exhibit("kaiseigen", "改製原戸籍", "Rewritten 戸籍", order(koseki(_REWRITTEN))),
            Exhibit("fuhyo", "戸籍の附票の写し", "Addresses of a 戸籍", order(fuhyo(_FAMILY))),
            Exhibit(
                "jofuhyo",
                "除附票、本籍・筆頭者つき",
                "Of a closed 戸籍, with 本籍",
                order(fuhyo(_CLOSED, honseki=True)),
            ),
            Exhibit("juri", "受理証明書", "Acceptance of a 届出", order(juri(_FAMILY))),
            Exhibit("juri-joshitsu", "受理証明書（上質紙）", "The same on 上質紙", order(juri(_FAMILY, fine=True))),
            Exhibit("mibun", "身分証明書", "Civil status", order(mibun(_FAMILY))),
        ),
    ),
    Room(
        "登録原票・税 / Alien registration, tax",
        (
            Exhibit(
                "genpyo",
                "登録原票記載事項証明書（平成24年7月8日まで）",
                "Until 2012-07-08",
                order(genpyo("B990000011"), IN_2012),
            ),
            Exhibit("kazei", "課税額証明書", "Taxed", order(kazei("9000010100/2026", 1))),
            Exhibit("hikazei", "非課税証明書", "Not taxed", order(kazei("9000010200/2026", 1))),
            Exhibit("menjo", "免除証明書", "Exempt", order(kazei("9000080100/2026", 8))),
        ),
    ),
    Room(
        "用紙 / Papers",
        (
            Exhibit(
                "plain-paper",
                "普通紙：牽制文字が下に",
                "Plain paper: 牽制文字 below",
                replace(order(kisaijiko(1, 0, "勤務先へ提出")), paper=Paper.PLAIN),
            ),
            Exhibit(
                "specimen", "研修の見本", "Training", replace(order(kisaijiko(1, 0, "勤務先へ提出")), specimen=True)
            ),
        ),
    ),
)
_SLIPS = SlipPapers(RESOURCES)
_RECEIPTS = ReceiptPapers(RESOURCES)
_REQUEST = replace(
    request_form_order(
        (
            RequestedLine(Certificate.JUMINHYO, "𠮷野\u3000太郎", 2, "勤務先へ提出", Standing.SELF),
            RequestedLine(Certificate.KISAIJIKO, "𠮷野\u3000花子", 1, PURPOSE, Standing.SAME_HOUSEHOLD),
        )
    ),
    requester=Requester(
        "𠮷野\u3000太郎", "ヨシノ\u3000タロウ", "神奈川県川崎市多摩区菅二丁目999番地1", "昭和43年5月3日"
    ),
)
ROOMS = (
    *_CERTIFICATES,
    Room(
        "窓口の書類 / The counter's own papers",
        (
            Exhibit("request-form", "交付請求書", "Request form", _SLIPS.request_form(_REQUEST)),
            Exhibit("receipt", "領収書", "Receipt", _RECEIPTS.receipt(receipt_order())),
            Exhibit(
                "receipt-cashless",
                "領収書（キャッシュレス）",
                "Receipt, cashless",
                _RECEIPTS.receipt(cashless_order(Means.CARD, "004217")),
            ),
            Exhibit("day-sheet", "日計表", "Day sheet", _SLIPS.day_sheet(day_sheet_order())),
            Exhibit("remittance", "納入書", "Remittance", _SLIPS.remittance(remittance_order())),
            Exhibit("assessment", "調定額内訳書", "Monthly assessment", _SLIPS.assessment(assessment_order())),
        ),
    ),
)
EXHIBITS = tuple(exhibit for room in ROOMS for exhibit in room.exhibits)
_HEAD = """# 証明書の見本帳 / Every certificate

架空の市の住民と番号だけです。`make gallery` が、印刷するファイルそのものから描きます。画面の縮小のため、
牽制文字と潜像は灰色に見えます。
People and numbers of the made-up city only. `make gallery` draws them from the very files that would print. At this
size 牽制文字 and latent pictures look grey; paper and optics are simulated everywhere in this project.
"""


def drawn(exhibit: Exhibit) -> dict[str, Image.Image]:
    """Its pages by file name: every front, and the back of each where shown."""
    if isinstance(exhibit.paper, bytes):
        return {f"{exhibit.name}.png": side for side in _sides(exhibit.paper)}
    sides = _sides(steady_renderer().render(exhibit.paper).pdf)
    found = {f"{exhibit.name}-{number}.png": side for number, side in enumerate(sides[::2], 1)}
    if exhibit.backs:
        found |= {f"{exhibit.name}-{number}-back.png": side for number, side in enumerate(sides[1::2], 1)}
    return found


def _sides(pdf: bytes) -> list[Image.Image]:
    """Front, back, front … as one sees them from afar."""
    document = pypdfium2.PdfDocument(pdf)
    scale = DOTS_PER_INCH * OVERSAMPLED / 72
    sides = [page.render(scale=scale).to_pil().convert("RGB").reduce(OVERSAMPLED) for page in document]
    document.close()
    return sides


def text(names: dict[str, tuple[str, ...]]) -> str:
    """The page, from the file names of each exhibit."""
    parts = [_HEAD]
    for room in ROOMS:
        cells = [(_caption(exhibit, name), name) for exhibit in room.exhibits for name in names[exhibit.name]]
        parts.append(f"\n## {room.heading}\n")
        parts += [_row(cells[at : at + _COLUMNS]) for at in range(0, len(cells), _COLUMNS)]
    return "".join(parts)


def _caption(exhibit: Exhibit, name: str) -> str:
    side = "（裏 / back）" if name.endswith("-back.png") else ""
    return f"{exhibit.japanese}{side}<br>{exhibit.english}"


def _row(cells: list[tuple[str, str]]) -> str:
    images = [f"![{caption.split('<br>')[1]}](images/gallery/{name})" for caption, name in cells]
    lines = (" | ".join(caption for caption, _ in cells), " | ".join("---" for _ in cells), " | ".join(images))
    return "\n" + "".join(f"| {line} |\n" for line in lines)


def write() -> None:
    """Make the page and its pictures anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for stale in FOLDER.iterdir():
        stale.unlink()
    names = {}
    for exhibit in EXHIBITS:
        pages = drawn(exhibit)
        names[exhibit.name] = tuple(pages)
        for name, picture in pages.items():
            picture.quantize(COLOURS).save(FOLDER / name, optimize=True)
    PAGE.write_text(text(names), encoding="utf-8")


if __name__ == "__main__":
    write()
