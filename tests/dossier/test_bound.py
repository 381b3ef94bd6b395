"""The bound PDF of a dossier, read as a reader of paper reads it: its pages, its numbers, its red lines"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from books import Book, dossier_of, library_of, photo
from cases import every
from office_files import png
from sites import NOW, notice

from xuanlan.diagnostics.report import ContentError
from xuanlan.dossier.contents import Dossier, Plays, Proof, Section, Stretch
from xuanlan.dossier.paper import bound
from xuanlan.library.render import Library
from xuanlan.models.campaign import Campaign

REPORT = """各系部：

全院推进此项工作。现将情况通报如下。

## 一、设施

全院设投放点 42 处。

## 二、宣传

- 讲座 12 场；
- 发放手册 5000 份。

| 月份 | 收运 |
| --- | --- |
| 9月 | 12.5 吨 |

### （一）班会

各班召开班会。

## 三、成效

投放准确率 **95%** 以上。

![志愿者指导学生投放](活动/一.jpg)

#set page(fill: red) $x$ `raw` #panic()

## 四、下一步

继续巩固。
"""
CHECK = """定于12月5日查看“门前三包”落实情况。请各系部提前自查。

参加人员：后勤保障处、保卫处工作人员。

![查看东门责任区](活动/二.jpg)

![志愿者又一次指导学生](活动/一.jpg)
"""
FILES: dict[str, str | bytes] = {
    "2025/plan.md": notice("关于印发《创建文明校园工作方案》的通知", "2025-11-09", id="p", doc_no="云职院〔2025〕2号", basis="《云山市文明校园测评体系》"),
    "2025/a.md": notice("关于生活垃圾分类情况的通报", "2025-11-20", REPORT, "通报", id="a", doc_no="云职院〔2025〕15号",
                        place="三号楼", event_from="2025-11-18 14:00"),
    "2025/b.md": notice("关于查看责任区的通知", "2025-12-01", CHECK, id="b", unit="后勤保障处"),
    "2025/活动/一.jpg": photo(2400, 1600),
    "2025/活动/二.jpg": photo(300, 400),
}  # fmt: skip
CAMPAIGN = Campaign.model_validate({
    "title": "创建文明校园工作方案（2025—2028年）", "plan": "p", "since": "2025-11-09", "basis": "云教〔2025〕8号",
    "indicators": [
        {"id": "II", "name": "优美环境"}, {"id": "II-3", "name": "生活垃圾分类", "grade": "A", "above": "II", "wanted": "覆盖率 100%"},
        {"id": "II-4", "name": "“门前三包”责任制", "above": "II"}, {"id": "II-5", "name": "无障碍设施", "above": "II"},
    ],
    "tasks": [
        {"id": "11", "text": "生活垃圾四分类全覆盖", "lead": ["后勤保障处"], "term": "2026年12月", "indicator": "II-3",
         "clause": "四、重点任务", "done": ["2025-12-20"]},
        {"id": "12", "text": "无障碍通道改造", "lead": ["学生工作处"], "indicator": "II-5"},
    ],
})  # fmt: skip
BASIS = "方案：《关于印发〈创建文明校园工作方案〉的通知》（云职院〔2025〕2号，编号 p）。"


def little(library: Library) -> Dossier:
    """Sections of one text for one indicator, sentences of another for the next, nothing for the last."""
    first, second = library.by_id["a"], library.by_id["b"]
    named = {one.title: one.anchor for one in first.rendered.outline}
    sections = tuple(Section(named[title], title) for title in ("二、宣传", "三、成效"))
    stood = (
        Stretch("网站", NOW - timedelta(days=30), None, "r7"),
        Stretch("屏幕 lobby", NOW - timedelta(days=20), NOW - timedelta(days=3)),
    )
    plays = (Plays("lobby", 321, NOW - timedelta(days=20), NOW - timedelta(days=3)),)
    proofs = {
        "II-3": [Proof(first, first.digest, False, sections, (CAMPAIGN.tasks[0],), stood, plays)],
        "II-4": [Proof(second, second.digest), Proof(first, first.digest)],
    }
    return dossier_of(CAMPAIGN, proofs)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_of(tmp_path_factory.mktemp("site"), FILES)


@pytest.fixture(scope="module")
def pdf(library: Library) -> bytes:
    return bound(library, little(library))


@pytest.fixture(scope="module")
def book(pdf: bytes) -> Book:
    return Book(pdf)


def first_page(book: Book, *words: str) -> int:
    """The one page that says all of `words`."""
    (found,) = set.intersection(*(set(book.find(one)) for one in words))
    return found


def test_the_parts_lie_in_order_and_each_has_its_bookmark(book: Book) -> None:
    names = [(level, words) for level, words, _ in book.bookmarks]
    assert names == [
        (0, "封面"), (0, "脊背"), (0, "缺口清单"), (0, "卷内目录"), (0, "II-3 生活垃圾分类"), (1, "关于生活垃圾分类情况的通报"), (1, "照片"),
        (0, "II-4 “门前三包”责任制"), (1, "关于查看责任区的通知"), (1, "照片"), (0, "II-5 无障碍设施（缺口）"), (0, "卷内备考表"),
    ]  # fmt: skip
    pages = [page for _, _, page in book.bookmarks]
    assert pages[:4] == [1, 2, 3, 4]
    assert pages == sorted(pages)
    assert pages[-1] == book.pages


def test_the_list_of_contents_has_the_pages_at_which_the_parts_are(book: Book) -> None:
    starts = [
        first_page(book, "指标说明", "指标编号II-3"), first_page(book, "顺序号1", "关于生活垃圾分类情况的通报", "证明指标"),
        first_page(book, "照片1", "取自文稿a"), first_page(book, "指标说明", "指标编号II-4"),
        first_page(book, "顺序号2", "关于查看责任区的通知", "证明指标"), first_page(book, "顺序号1", "证明指标"),
        first_page(book, "照片2", "取自文稿b"), first_page(book, "指标说明", "指标编号II-5"),
    ]  # fmt: skip
    assert book.column(4, "页次") == [str(page) for page in starts]
    assert [cell for cell in book.column(4, "顺序号") if cell.isdigit()] == ["1", "2"]
    assert "见顺序号1" in "".join(book.texts[3].split())


def test_each_page_bears_its_own_number(book: Book) -> None:
    for number in range(3, book.pages + 1):
        assert f"—{number}—" in "".join(book.texts[number - 1].split()), number


def test_the_list_of_gaps_is_what_nothing_proves(library: Library, book: Book) -> None:
    dossier = little(library)
    assert [one.indicator.id for one in dossier.gaps] == ["II-5"]
    assert re.findall("II-[0-9]", book.texts[2]) == ["II-5"]
    assert "3项，2项有佐证，1项没有佐证" in "".join(book.texts[2].split())


def test_red_lines_stand_under_what_is_cited_and_under_nothing_else(book: Book) -> None:
    cited = {number: words for number in range(1, book.pages + 1) if (words := book.underlined(number))}
    report, check = first_page(book, "顺序号1", "证明指标"), first_page(book, "顺序号2", "证明指标")
    assert set(cited) == {report, check}
    assert cited[report] == (
        "二、宣传·讲座12场；·发放手册5000份。月份收运9月12.5吨（一）班会各班召开班会。"
        "三、成效投放准确率95%以上。#setpage(fill:red)$x$raw#panic()"
    )
    assert cited[check] == "定于12月5日查看“门前三包”落实情况。"
    for number in (report, check):
        assert book.red_lines(number)


def test_a_red_line_changes_no_word(library: Library, book: Book) -> None:
    dossier = little(library)
    plain = replace(dossier, measured=tuple(
        replace(one, indicator=one.indicator.model_copy(update={"name": "甲乙"}), tasks=(),
                proofs=tuple(replace(proof, sections=()) for proof in one.proofs)) for one in dossier.measured
    ))  # fmt: skip
    other = Book(bound(library, plain))
    assert not any(other.red_lines(number) for number in range(1, other.pages + 1))
    said = [book.texts[first_page(book, f"顺序号{at}", "证明指标") - 1] for at in (1, 2)]
    again = [other.texts[first_page(other, f"顺序号{at}", "证明指标") - 1] for at in (1, 2)]
    start = "地点三号楼"
    assert ["".join(one.split()).partition(start)[2] for one in said] == [
        "".join(one.split()).partition(start)[2] for one in again
    ]


@every(("ident", "words"), [
    ("II-3", (
        BASIS, "开展这项工作的依据：云教〔2025〕8号。", "方案所依据的文件：《云山市文明校园测评体系》。", "方案中的出处：四、重点任务（任务 11）。",
        "任务 11：生活垃圾四分类全覆盖。牵头单位：后勤保障处。时限：2026年12月。",
        "落实文稿：《关于生活垃圾分类情况的通报》（云职院〔2025〕15号，编号 a），2025年11月20日。〔顺序号 1〕",
        "有关文稿 1 篇：通报 1 篇（编号 a）。", "成文月份：2025年11月 1 篇。", "屏幕“lobby”播放 321 次",
        "“讲座 12 场”（编号 a）〔顺序号 1〕", "“投放准确率 95% 以上。”", "表中一行：9月：收运 12.5 吨（编号 a）",
        "任务 11 登记的完成日期：2025年12月20日。", "“二、宣传”一段：“各班召开班会。”（编号 a）",
    )),
    ("II-4", (BASIS, "文稿：《关于查看责任区的通知》（编号 b），2025年12月1日。〔顺序号 2〕", "有关文稿 2 篇：通知 1 篇、通报 1 篇")),
    ("II-5", (BASIS, "任务 12：无障碍通道改造。牵头单位：学生工作处。", "三、数据（待补充）", "四、成效和结果（待补充）", "缺口：还没有佐证")),
])  # fmt: skip
def test_the_page_of_an_indicator_says_what_plan_texts_and_records_say(
    book: Book, ident: str, words: tuple[str, ...]
) -> None:
    start = first_page(book, "指标说明", f"指标编号{ident}")
    said = "".join("".join(book.texts[start - 1 : start + 1]).split())
    for one in words:
        assert "".join(one.split()) in said, one


def test_the_head_of_a_text_says_where_it_stood_and_what_proves_the_date(book: Book) -> None:
    first, second = ("".join(book.texts[first_page(book, f"顺序号{at}", "证明指标") - 1].split()) for at in (1, 2))
    assert "云职院〔2025〕15号编号a" in first
    assert "证明指标II-3（“二、宣传”、“三、成效”）；指标II-4" in first
    assert "公布网站2026年1月30日9时起；屏幕lobby2026年2月9日9时至2026年2月26日9时" in first
    assert "发布版r7里有摘要相同的文稿，2026年1月30日9时已经公布" in first
    assert "没有公布的记录" in second
    assert "只有文稿自己写的成文日期（2025年12月1日），没有发布版和台账证明" in second


def test_each_picture_has_one_page_with_what_its_text_says_and_blanks_for_the_rest(book: Book) -> None:
    first, second = first_page(book, "照片1", "取自文稿a"), first_page(book, "照片2", "取自文稿b")
    assert [number for number in range(1, book.pages + 1) if book.pictures(number)] == [first, second]
    assert book.captions(first) == {
        "时间": "2025年11月18日14时", "地点": "三号楼", "人物": "", "主题": "关于生活垃圾分类情况的通报",
        "背景": "创建文明校园工作方案（2025—2028年），指标II-3生活垃圾分类", "事由": "志愿者指导学生投放",
    }  # fmt: skip
    assert book.captions(second) == {
        "时间": "2025年12月1日（文稿的成文日期）", "地点": "", "人物": "后勤保障处、保卫处工作人员", "主题": "关于查看责任区的通知",
        "背景": "创建文明校园工作方案（2025—2028年），指标II-4“门前三包”责任制", "事由": "查看东门责任区",
    }  # fmt: skip
    (large,), (small,) = book.pictures(first), book.pictures(second)
    assert large[0] == pytest.approx(156, abs=0.5)
    assert small[0] == pytest.approx(300 / 150 * 25.4, abs=0.5)  # of few dots: small, not coarse
    assert "〔照片1：志愿者又一次指导学生〕" in "".join(book.texts[first_page(book, "顺序号2", "证明指标") - 1].split())


def test_the_last_page_tells_pieces_pages_gaps_and_what_is_to_be_filled_in(book: Book) -> None:
    said = "".join(book.texts[-1].split())
    for words in (
        f"本卷共2件，{book.pages}页", "照片2张", "缺口1项：II-5", "证明公布日期的文稿1件", "II-5无障碍设施：数据、成效和结果",
        "立卷人：", "检查人：", "立卷时间：",
    ):  # fmt: skip
        assert words in said, words
    assert re.search(r"[0-9a-f]{64}", said)


def test_cover_and_spine_say_what_it_is_and_leave_the_archives_numbers_blank(book: Book) -> None:
    cover, spine = ("".join(book.texts[number].split()) for number in (0, 1))
    for words in (
        "全宗号目录号案卷号",
        "创建文明校园工作方案",
        "2025年11月20日至2025年12月1日",
        f"共2件{book.pages}页",
        "保管期限",
    ):
        assert words in cover, words
    assert "宽1厘米" in spine
    assert "创建文明校园工作方案︵2025︱2028年︶" in spine


def test_the_same_dossier_gives_the_same_bytes_of_pdf_a(library: Library, pdf: bytes) -> None:
    assert bound(library, little(library)) == pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf


def _sign(files: dict[str, str | bytes]) -> None:
    files["2025/b.md"] = notice("关于查看的通知", "2025-12-01", "请看\U00012000此字。\n", id="b")


def _picture(files: dict[str, str | bytes]) -> None:
    files["2025/活动/坏.png"] = png(300, 200, 6, 4).replace(b"IDAT", b"IDOT")
    files["2025/b.md"] = notice("关于查看的通知", "2025-12-01", "![东门](活动/坏.png)\n", id="b")


def _table(files: dict[str, str | bytes]) -> None:
    rows = "".join(f"|{'甲|' * 31}\n" if at != 1 else f"|{'---|' * 31}\n" for at in range(3))
    files["2025/b.md"] = notice("关于查看的通知", "2025-12-01", rows, id="b")


@every(("spoil", "code", "place"), [
    (_sign, "sheet-character", "notices/2025/b.md:7:3"), (_picture, "sheet-picture", "notices/2025/b.md:1:1"),
    (_table, "sheet-table-too-wide", "notices/2025/b.md:1:1"),
])  # fmt: skip
def test_what_cannot_be_set_is_told_at_its_text(
    tmp_path: Path, spoil: Callable[[dict[str, str | bytes]], None], code: str, place: str
) -> None:
    files = dict(FILES)
    spoil(files)
    library = library_of(tmp_path / code, files)
    with pytest.raises(ContentError) as caught:
        bound(library, little(library))
    (found,) = caught.value.report.errors
    assert (found.code, f"{found.position}".split(":")[0]) == (code, place.split(":")[0])
    if code == "sheet-character":
        assert f"{found.position}" == place


def test_a_dossier_without_indicators_or_with_very_long_names_is_set_too(library: Library) -> None:
    none = dossier_of(Campaign.model_validate({"title": "甲", "since": "2025-11-09"}), {})
    assert "方案没有写测评指标，列不出缺口。" in "".join(Book(bound(library, none)).texts)
    long = "推进校园内所有公共场所和责任区的环境卫生整治与长效管理机制建设" * 6
    indicators = [{"id": "A" * 60, "name": long, "wanted": "x" * 300}]
    tasks = [{"id": "1", "text": long + "1234567890" * 30, "term": "长期", "indicator": "A" * 60, "clause": long}]
    entry = library.by_id["b"]
    proof = replace(entry, notice=entry.notice.model_copy(update={"title": long}))
    indicators.append({"id": "B", "name": "甲"})
    fields = {"title": long, "since": "2025-11-09", "indicators": indicators, "tasks": tasks, "plan": "unknown"}
    book = Book(bound(library, dossier_of(Campaign.model_validate(fields), {"B": [Proof(proof, proof.digest)]})))
    assert book.column(3, "序号") == ["1"]
    assert long in "".join(book.texts[first_page(book, "顺序号1", "证明指标") - 1].split())
    assert long in "".join(book.texts[0].split())
    for number in range(1, book.pages + 1):
        assert all(one.left >= 0 and one.right <= 596 for one in book.signs(number) if one.sign.strip()), number


def test_a_text_that_is_named_twice_lies_there_once_and_a_section_that_is_gone_is_told(library: Library) -> None:
    entry = library.by_id["a"]
    proofs = [Proof(entry, entry.digest, sections=(Section("s-none", "五、没有"),)), Proof(entry, entry.digest)]
    dossier = dossier_of(CAMPAIGN, {"II-3": proofs, "II-4": [Proof(entry, entry.digest)]})
    book = Book(bound(library, dossier))
    page = first_page(book, "顺序号1", "证明指标")
    assert "指标II-3（“五、没有”，文中没有找到）；指标II-3；指标II-4" in "".join(book.texts[page - 1].split())
    assert [cell for cell in book.column(4, "顺序号") if cell.isdigit()] == ["1"]
    assert book.column(4, "页次").count(str(page)) == 2
