"""Automatic numbers of Word are the text that Word shows."""

from __future__ import annotations

from cases import every
from hypothesis import given
from hypothesis import strategies as st
from office_texts import story
from word_paper import Paper, in_list, level, lists

from xuanlan.imports.number_formats import written
from xuanlan.imports.original import Paragraph
from xuanlan.imports.word import read

FORMATS = (
    ("chineseCounting", {1: "一", 10: "十", 15: "十五", 20: "二十", 99: "九十九", 101: "一○一"}),
    (
        "chineseCountingThousand",
        {1: "一", 10: "十", 21: "二十一", 100: "一百", 101: "一百〇一", 110: "一百一十", 1005: "一千〇五"},
    ),
    ("japaneseCounting", {1: "一", 10: "十", 101: "百一", 1000: "千", 10000: "一万"}),
    ("taiwaneseCountingThousand", {10: "十", 105: "一百零五"}),
    ("ideographDigital", {1: "一", 10: "一〇", 11: "一一", 20: "二〇"}),
    ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
    ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
    ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥"}),
    ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 23: "贰拾叁", 101: "壹佰零壹"}),
    ("ideographLegalTraditional", {2: "貳", 6: "陸"}),
    ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
    ("decimalEnclosedCircleChinese", {1: "①", 10: "⑩"}),
    ("decimalEnclosedParen", {1: "⑴"}),
    ("decimalEnclosedFullstop", {1: "⒈"}),
    ("ideographEnclosedCircle", {1: "㊀"}),
    ("decimalFullWidth", {12: "１２"}),
    ("decimalZero", {1: "01", 9: "09", 10: "10"}),
    ("upperRoman", {4: "IV", 49: "XLIX"}),
    ("lowerRoman", {9: "ix"}),
    ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB"}),
    ("lowerLetter", {3: "c"}),
    ("ordinal", {1: "1st", 2: "2nd", 11: "11th", 23: "23rd"}),
    ("numberInDash", {1: "- 1 -"}),
    ("none", {1: ""}),
    ("nobody knows", {7: "7"}),
)
THREE = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")


def numbers(steps: str, numbering: str, number: int = 1) -> list[str]:
    """What stands before paragraphs at the levels `steps`, a digit each from 0."""
    paper = Paper()
    paper.parts["word/numbering.xml"] = numbering
    for step in steps:
        paper.item("文字", int(step), number)
    return [block.number for block in read(paper.bytes()).blocks if isinstance(block, Paragraph)]


@every(("form", "known"), FORMATS)
def test_numbers_are_written_in_the_format_of_their_list(form: str, known: dict[int, str]) -> None:
    assert {number: written(number, form) for number in known} == known


def test_a_format_of_ones_own_says_how_many_digits_there_are() -> None:
    assert written(7, "custom", "001, 002, 003, ...") == "007"


@given(st.integers(-5, 10**6), st.sampled_from([form for form, _ in FORMATS]))
def test_every_number_has_a_text_of_some_length(number: int, form: str) -> None:
    assert len(written(number, form)) <= 60


def test_deeper_levels_begin_anew_below_a_new_number() -> None:
    assert numbers("0112201120", lists(THREE)) == [
        "一、", "（一）", "（二）", "1. ", "2. ", "二、", "（一）", "（二）", "1. ", "三、",
    ]  # fmt: skip


def test_a_level_that_never_begins_anew_goes_on() -> None:
    going_on = level(0, "decimal", "%1.") + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')
    assert numbers("01011", lists(going_on)) == ["1. ", "1) ", "2. ", "2) ", "3) "]


def test_a_level_may_begin_anew_by_the_first_level_alone() -> None:
    by_first = (
        level(0, "decimal", "%1.")
        + level(1, "decimal", "%2.")
        + level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>')
    )
    assert numbers("0121202", lists(by_first)) == ["1. ", "1. ", "1) ", "2. ", "2) ", "2. ", "1) "]


def test_numbers_of_the_levels_above_stand_in_a_number() -> None:
    legal = level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2") + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    assert numbers("0120122", lists(legal)) == ["I ", "I.1 ", "1.1.1 ", "II ", "II.1 ", "2.1.1 ", "2.1.2 "]


def test_a_list_may_begin_with_any_number() -> None:
    assert numbers("00", lists(level(0, "decimal", "%1.", start=5))) == ["5. ", "6. "]


def test_a_second_list_of_the_same_kind_goes_on_unless_it_says_where_to_begin() -> None:
    def both(more: str) -> list[str]:
        paper = Paper()
        second = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{more}</w:num>'
        paper.parts["word/numbering.xml"] = lists(THREE, nums=second)
        for number in (1, 1, 2, 2, 1):
            paper.item("文字", 0, number)
        return [block.number for block in read(paper.bytes()).blocks if isinstance(block, Paragraph)]

    assert both("") == ["一、", "二、", "三、", "四、", "五、"]
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert both(again) == ["一、", "二、", "一、", "二、", "三、"]


def test_a_list_may_have_levels_of_its_own() -> None:
    own = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride></w:num>'
    assert numbers("00", lists(THREE, nums=own), 2) == ["A) ", "B) "]


def test_what_stands_between_number_and_text_is_said_by_the_list() -> None:
    def one(more: str, text: str) -> list[str]:
        return numbers("0", lists(level(0, "chineseCounting", text, more)))

    assert one("", "%1、") == ["一、"]
    assert one("", "第%1条") == ["第一条　"]
    assert one('<w:suff w:val="space"/>', "%1、") == ["一、 "]
    assert one('<w:suff w:val="nothing"/>', "第%1条") == ["第一条"]


def test_hidden_numbers_are_no_text_and_count_all_the_same() -> None:
    unseen = level(0, "decimal", "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>") + level(
        1, "decimal", "%1.%2"
    )
    assert numbers("001", lists(unseen)) == ["", "", "2.1 "]


def test_a_style_puts_its_paragraphs_into_a_list_and_a_paragraph_takes_itself_out() -> None:
    paper = Paper()
    paper.parts["word/numbering.xml"] = lists(THREE)
    paper.parts["word/styles.xml"] = story(
        "styles", f'<w:style w:type="paragraph" w:styleId="A"><w:pPr>{in_list(0)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>')  # fmt: skip
    paper.line("甲", '<w:pStyle w:val="B"/>').line("乙", '<w:pStyle w:val="B"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    paper.line("丙", '<w:pStyle w:val="A"/>')
    assert [block.text for block in read(paper.bytes()).blocks if isinstance(block, Paragraph)] == [
        "一、甲",
        "乙",
        "二、丙",
    ]


def test_lists_that_do_not_exist_and_circles_of_styles_are_no_numbers() -> None:
    circle = lists('<w:numStyleLink w:val="L"/>', '<w:numStyleLink w:val="L"/><w:styleLink w:val="L"/>')
    assert numbers("0", circle) == [""]
    assert numbers("0", lists(THREE), 77) == [""]
