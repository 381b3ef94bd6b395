"""What of a text is cited: sections, items and paragraphs by their anchors, or sentences by what they tell of"""

from __future__ import annotations

from cases import every

from xuanlan.dossier.explaining import _FIGURE
from xuanlan.dossier.spine import cells
from xuanlan.dossier.underlining import Tells, subject, tells, underlined
from xuanlan.sheets.blocks import Block, blocks_of, text_of
from xuanlan.sheets.lines import bare

TEXT = (
    "<p>开头。</p><h2 id='s-1'>一、甲</h2><p>甲一<b>粗</b>。</p><h3 id='s-1a'>（一）小</h3><p>小。</p><h2 id='s-2'>二、乙</h2>"
    "<ol><li id='s-item-1'>第一<ul><li>内</li></ul></li><li id='s-item-2'>第二</li></ol><blockquote><h3 id='s-q'>引</h3><p>引文</p></blockquote>"
    "<table><thead><tr><th>月份</th><th>收运（吨）</th></tr></thead><tbody><tr><td>9月</td><td>12.5</td></tr></tbody></table><pre>码</pre><h2>三、丙</h2><p id='s-p'>段。</p>"
)


def cited(blocks: list[Block]) -> str:
    """The runs that are cited, and what is so as a whole."""
    found = []
    for block in blocks:
        found += [run["s"] for run in block.get("i", ()) if run.get("cited")]
        found += [cited(item) for item in block.get("items", ())]
        found += [cited(cell["blocks"]) for row in block.get("rows", ()) for cell in row]
        found.append(cited(block.get("blocks", [])))
        found.append(block.get("text", "") if block.get("cited") else "")
    return bare("".join(found))


def told(*subjects: tuple[str, tuple[str, ...]]) -> Tells:
    return tells([subject(name, words) for name, words in subjects])


@every(("anchors", "words", "passages"), [
    (("s-1",), "一、甲甲一粗。（一）小小。", [(("甲一粗。", "小。"), ())]),
    (("s-1a",), "（一）小小。", [(("小。",), ())]),
    (("s-1", "s-1a"), "一、甲甲一粗。（一）小小。", [(("甲一粗。", "小。"), ())]),
    (("s-2",), "二、乙第一内第二引引文月份收运（吨）9月12.5码", [(("第一", "内", "第二", "引文", "码"), ("9月：收运（吨）12.5",))]),
    (("s-item-1",), "第一内", [(("第一", "内"), ())]),
    (("s-q",), "引引文", [(("引文",), ())]),
    (("s-p",), "段。", [(("段。",), ())]),
    (("s-none",), "", []),
    ((), "", []),
])  # fmt: skip
def test_a_section_reaches_to_the_next_heading_of_its_rank(
    anchors: tuple[str, ...], words: str, passages: list[tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    blocks = blocks_of(TEXT)
    marked, found = underlined(blocks, anchors, None)
    assert cited(marked) == words
    assert [(one.sentences, one.rows) for one in found] == passages
    assert text_of(marked) == text_of(blocks)


NAME = ("生活垃圾分类", ("生活", "垃圾", "分类"))
GATE = ("“门前三包”责任制", ("门前三包", "责任制"))


@every(("html", "subjects", "words"), [
    ("<p>甲。推进垃圾分类，见效。乙。</p>", [NAME], "推进垃圾分类，见效。"),
    ("<p>甲<b>；推进垃圾</b>分类！</p>", [NAME], "推进垃圾分类！"),
    ("<p>只有垃圾。</p>", [NAME], ""),
    ("<p>落实“门前三包”。</p><p>责任制。</p>", [GATE], "落实“门前三包”。"),
    ("<h2>垃圾分类</h2><p>无。</p>", [NAME], ""),
    ("<ul><li>垃圾分类 3 次；</li><li>其他</li></ul>", [NAME], "垃圾分类 3 次；"),
    ("<table><tr><td>垃圾分类率</td><td>2026年3月8日</td></tr></table>", [NAME], "垃圾分类率"),
    ("<p>垃圾<br>分类</p>", [NAME], ""),
    ("<p>甲。</p>", [("无", ()), ("", ())], ""),
    ("<p>２０１８年ＡＢＣ达标。</p>", [("ABC达标", ())], "２０１８年ＡＢＣ达标。"),
])  # fmt: skip
def test_a_sentence_is_cited_that_names_what_is_proved_or_has_enough_of_its_words(
    html: str, subjects: list[tuple[str, tuple[str, ...]]], words: str
) -> None:
    blocks = blocks_of(html)
    marked, found = underlined(blocks, (), told(*subjects))
    assert cited(marked) == words
    assert "".join(sentence for one in found for sentence in one.sentences) == words
    assert text_of(marked) == text_of(blocks)


@every(("words", "is_figure"), [
    ("讲座 12 场", True), ("投放点42处", True), ("提高到 62%", True), ("三十余人", True), ("十二家", True), ("1,200 人次", True), ("12.5 吨", True),
    ("2026年3月8日", False), ("云教〔2026〕8号", False), ("1.本项工作", False), ("第3条", False), ("第十二条", False), ("3号楼", False), ("一次", False),
])  # fmt: skip
def test_a_number_counts_something_where_it_is_no_date_and_no_number_of_a_text(words: str, is_figure: bool) -> None:
    assert bool(_FIGURE.search(words)) == is_figure


@every(("words", "column"), [
    ("方案（2026—2028年）", ["方", "案", "︵", "2026", "︱", "2028", "年", "︶"]), ("《甲》“乙”……", ["︽", "甲", "︾", "﹁", "乙", "﹂", "︙"]),
    ("A1 级", ["A", "1", "级"]), ("", []),
])  # fmt: skip
def test_a_spine_has_upright_marks_and_short_numbers_in_one_place(words: str, column: list[str]) -> None:
    assert cells(words) == column
