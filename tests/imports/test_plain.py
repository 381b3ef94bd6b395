"""Old texts, in whichever encoding, come in as paragraphs and tables."""

from __future__ import annotations

from cases import every
from hypothesis import given
from hypothesis import strategies as st

from xuanlan.imports.inline import squeezed
from xuanlan.imports.markdown import body
from xuanlan.imports.original import Original, Paragraph, Table
from xuanlan.imports.plain import read
from xuanlan.office.contents import Unreadable

LETTER = "关于停水的通知\n\n各住户：\n　　因检修管道，3月1日停水。\n　　请储水。\n\n                              物业服务中心\n　　　　　　　　　　　　2026年2月27日\n"
EXPECTED = "关于停水的通知\n\n各住户：\n\n因检修管道，3月1日停水。\n\n请储水。\n\n物业服务中心\n\n2026年2月27日\n"


def original(text: str | bytes) -> Original:
    found = read(text.encode() if isinstance(text, str) else text)
    assert isinstance(found, Original), found
    return found


@every("code", ["gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_letter_in_every_encoding(code: str) -> None:
    found = original(LETTER.replace("\n", "\r\n").encode(code))
    assert body(found.blocks) == EXPECTED
    aligned = [block.align for block in found.blocks if isinstance(block, Paragraph)]
    assert aligned == ["", "", "", "", "right", "right"]
    assert [block.indent for block in found.blocks if isinstance(block, Paragraph)] == [0, 0, 2, 2, 0, 0]


TEXTS = {
    "tabs": ("名单\n姓名\t班级\n甲\t一班\n乙\t\n完", "名单\n\n| 姓名 | 班级 |\n|---|---|\n| 甲 | 一班 |\n| 乙 |  |\n\n完\n"),
    "one line with a tab": ("时间：\t3月1日\n地点：礼堂", "时间：\t3月1日\n\n地点：礼堂\n"),
    "drawn lines": ("┌──┬──┐\n│姓名│班级│\n├──┼──┤\n│甲  │一班│\n└──┴──┘\n", "| 姓名 | 班级 |\n|---|---|\n| 甲 | 一班 |\n"),
    "rows of several lines": ("│项目│要求│\n├──┼──┤\n│甲│一、早│\n│  │二、晚│\n├──┼──┤\n│乙│午│\n", "| 项目 | 要求 |\n|---|---|\n| 甲 | 一、早<br>二、晚 |\n| 乙 | 午 |\n"),
    "Markdown of others": ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |\n"),
    "lines of one width": (
        "　　为做好今年的防汛工作，保障人民群众\n生命财产安全，现将有关事项通知如下，请\n各单位认真贯彻落实，并于本月底以前报送\n情况。\n　　一、加强值班。\n",
        "为做好今年的防汛工作，保障人民群众生命财产安全，现将有关事项通知如下，请各单位认真贯彻落实，并于本月底以前报送情况。\n\n一、加强值班。\n"),
    "numbers at the beginning": ("1. 甲\n2. 乙\n# 丙", "1\\. 甲\n\n2\\. 乙\n\n\\# 丙\n"),
    "nothing": (" \n　\n", ""),
}  # fmt: skip


@every("name", TEXTS)
def test_texts_become_markdown(name: str) -> None:
    text, expected = TEXTS[name]
    assert body(original(text).blocks) == expected


def test_what_is_no_text_is_said_in_words() -> None:
    assert isinstance(read(b"\x89PNG\r\n\x1a\n" + b"\0\1\2" * 999), Unreadable)


@given(
    st.lists(st.sampled_from([*"甲乙，。 　\t\n|│─-", "\n", "  ", "第1条", "一、", "                "])).map("".join)
)
def test_no_character_of_any_text_is_lost(text: str) -> None:
    drawn = str.maketrans("", "", "|│─-")
    words = ""
    for block in original(text).blocks:
        if isinstance(block, Table):
            words += "".join(paragraph.text for row in block.rows for cell in row for paragraph in cell.paragraphs)
        else:
            words += block.text
    assert sorted(squeezed(words).translate(drawn)) == sorted(squeezed(text).translate(drawn))
