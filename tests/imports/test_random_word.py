"""Random documents of Word: every word that readers see is taken once, and no word that they do not see"""

from __future__ import annotations

import re
from collections import Counter
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st
from office_texts import docx, para, run, story, table
from rounds import times
from word_paper import boxed, coded, in_list, level, lists
from word_shown import plain, told

from xuanlan.imports.official import recognise
from xuanlan.imports.word import read

STYLES = story(
    "styles",
    '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="P"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>',
)
NUMBERS = lists(level(0, "chineseCounting", "%1、") + level(1, "decimal", "（%2）"))
LOOKS = (
    "", "", "", "<w:b/>", "<w:i/><w:strike/>", '<w:sz w:val="44"/>', '<w:color w:val="FF0000"/>', '<w:u w:val="single"/>',
    '<w:vanish w:val="0"/>', '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="C00000"/>', '<w:vertAlign w:val="superscript"/>',
    "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>",
)  # fmt: skip
_WHITE = '<w:color w:val="FFFFFF"/>'
HIDING = ("<w:vanish/>", '<w:rStyle w:val="H"/>', '<w:sz w:val="1"/>', '<w:highlight w:val="black"/>', _WHITE)
"""The last of them hides nothing in a box, which may have any colour."""
AROUND = (
    "<w:ins>{}</w:ins>", "<w:moveTo>{}</w:moveTo>", "<w:hyperlink>{}</w:hyperlink>", "<w:smartTag>{}</w:smartTag>",
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", '<w:fldSimple w:instr="REF a">{}</w:fldSimple>', "<w:dir>{}</w:dir>",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF b</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '{}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "<m:oMath><m:rad><m:e>{}</m:e></m:rad></m:oMath>", "<w:r><w:t>、</w:t></w:r>{}<w:r><w:tab/><w:br/></w:r>",
)  # fmt: skip
GONE = (
    "<w:del>{}</w:del>",
    "<w:moveFrom>{}</w:moveFrom>",
    "<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
)
SHAPES = ("", "", '<w:jc w:val="right"/>', '<w:pStyle w:val="P"/>', in_list(0), in_list(1), '<w:outlineLvl w:val="1"/>',
          "<w:rPr><w:vanish/></w:rPr>", "<w:rPr><w:del/></w:rPr>", '<w:ind w:leftChars="900"/>',
          "<w:rPr><w:ins/></w:rPr><w:pPrChange><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:pPrChange>")  # fmt: skip
WORD = re.compile(r"(?:可见|隐秘)\d{4}字")


class Writer:
    """Writes a random document; `hidden` says that nothing of what is written now is seen."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._numbers = count(1)
        self._boxed = 0
        self.seen: list[str] = []
        self.secret: list[str] = []

    def pick(self, choices: tuple[str, ...]) -> str:
        return self._draw(st.sampled_from(choices))

    def chance(self, most: int) -> int:
        return self._draw(st.integers(0, most))

    def word(self, hidden: bool) -> str:
        word = f"{'隐秘' if hidden else '可见'}{next(self._numbers):04}字"
        (self.secret if hidden else self.seen).append(word)
        return word

    def inline(self, depth: int, hidden: bool, boxes: bool) -> str:
        kind = self.chance(9)
        if kind <= 3 or depth > 3:
            return run(self.word(hidden), self.pick(LOOKS))
        if kind <= 5:
            return run(self.word(True), self.pick(HIDING[:-1] if self._boxed else HIDING))
        if kind == 6:
            return self.pick(GONE).format(self.inlines(depth + 1, True, False))
        if kind == 7 and boxes:
            self._boxed += 1
            inside = self.blocks(depth + 1, hidden)
            self._boxed -= 1
            return boxed(inside, WORD.sub(lambda _: self.word(True), inside))
        if kind == 8:
            return coded(f'COMMENTS "{self.word(True)}"') + coded(f"eq \\f({self.word(hidden)},2)")
        return self.pick(AROUND).format(self.inlines(depth + 1, hidden, boxes))

    def inlines(self, depth: int, hidden: bool, boxes: bool = True) -> str:
        return "".join(self.inline(depth, hidden, boxes) for _ in range(1 + self.chance(2)))

    def block(self, depth: int, hidden: bool) -> str:
        kind = self.chance(7)
        if kind <= 5 or depth > 2:
            return para(self.inlines(depth, hidden), look=self.pick(SHAPES))
        if kind == 6:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{self.blocks(depth + 1, hidden)}</w:sdtContent></w:sdt>"
        rows = []
        for _ in range(1 + self.chance(2)):
            gone = self.chance(5) == 0
            rows.append(self.row(depth, hidden or gone, gone))
        return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>" + self.merged(depth, hidden)

    def row(self, depth: int, hidden: bool, gone: bool) -> str:
        look = self.pick(("<w:hidden/>", "<w:del/>")) if gone else self.pick(("", "<w:ins/>", "<w:tblHeader/>"))
        cells = []
        for _ in range(1 + self.chance(2)):
            deleted = self.chance(6) == 0
            own = (
                "<w:cellDel/>" if deleted else self.pick(("", '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'))
            )
            cells.append(f"<w:tc><w:tcPr>{own}</w:tcPr>{self.blocks(depth + 1, hidden or deleted)}</w:tc>")
        return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"

    def merged(self, depth: int, hidden: bool) -> str:
        """A table with a cell that lies under the one above it."""
        first = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + self.blocks(depth + 1, hidden)
        under = "<w:tcPr><w:vMerge/></w:tcPr>" + para(run(self.word(True)))
        return table((first, para(run(self.word(hidden)))), (under, para(run(self.word(hidden)))))

    def blocks(self, depth: int, hidden: bool) -> str:
        return "".join(self.block(depth, hidden) for _ in range(1 + self.chance(2 if depth else 5)))


@st.composite
def documents(draw: st.DrawFn) -> tuple[bytes, list[str], list[str]]:
    writer = Writer(draw)
    body = writer.blocks(0, False)
    data = docx(body, word__styles__xml=STYLES, word__numbering__xml=NUMBERS)
    return data, writer.seen, writer.secret


@settings(max_examples=times(100))
@given(documents())
def test_what_is_seen_is_taken_once_and_what_is_hidden_never(made: tuple[bytes, list[str], list[str]]) -> None:
    data, seen, secret = made
    original = read(data)
    taken = Counter(WORD.findall("".join(plain(original.blocks))))
    assert taken == Counter(seen)
    assert not taken.keys() & set(secret)


@settings(max_examples=times(40))
@given(documents())
def test_what_is_recognised_says_every_word_again(made: tuple[bytes, list[str], list[str]]) -> None:
    data, seen, secret = made
    found = recognise(read(data), ("通知", "公告"))
    everything = told(found)
    assert not [word for word in seen if word not in everything]
    assert not [word for word in secret if word in everything]
