"""Conditional formats: what they make white is told, and nothing that they show."""

from __future__ import annotations

from io import BytesIO

from cases import every
from office_texts import cell, row, sheet, xlsx

from xuanlan.office import contents
from xuanlan.office.contents import Contents
from xuanlan.office.read import read

WHITE = '<font><color rgb="FFFFFFFF"/></font>'
BY_THEME = '<font><color theme="0"/></font>'
RED = '<font><color rgb="FFFF0000"/></font>'
NOTHING = '<numFmt numFmtId="170" formatCode=";;;"/>'
DARK = '<fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill>'
ALWAYS = ("expression", "", "TRUE")


def rule(look: int, kind: str, more: str, *formulas: str, priority: int = 1) -> str:
    told = "".join(f"<formula>{formula}</formula>" for formula in formulas)
    return f'<cfRule type="{kind}" dxfId="{look}" priority="{priority}" {more}>{told}</cfRule>'


def hidden(*rules: str, looks: tuple[str, ...] = (WHITE, RED), area: str = "B2:B3", styles: str = "") -> list[str]:
    """What is hidden of a table with the texts 底稿甲 and 7 in B2 and B3."""
    rows = (
        row(1, cell("A1", "姓名"), cell("B1", "说明")),
        row(2, cell("B2", "底稿甲")),
        row(3, '<c r="B3"><v>7</v></c>'),
    )
    conditions = f'<conditionalFormatting sqref="{area}">{"".join(rules)}</conditionalFormatting>'
    dxfs = "".join(f"<dxf>{look}</dxf>" for look in looks)
    style = f"<styleSheet>{styles}<dxfs>{dxfs}</dxfs></styleSheet>"
    content = xlsx(("名单", "", sheet(*rows, after=conditions)), styles=style)
    made = read("xlsx", BytesIO(content), len(content))
    assert isinstance(made, Contents), made
    return [one.text for one in made.hidden() if one.kind in (contents.WHITE, contents.HIDDEN_FORMAT)]


@every(
    ("condition", "found"),
    [
        (ALWAYS, ["底稿甲", "7"]),
        (("expression", "", "1=1"), ["底稿甲", "7"]),
        (("expression", "", "LEN(B2)&gt;0"), ["底稿甲", "7"]),
        (("notContainsBlanks", "", "LEN(TRIM(B2))&gt;0"), ["底稿甲", "7"]),
        (("containsText", 'operator="containsText" text="底稿"', "x"), ["底稿甲"]),
        (("beginsWith", 'operator="beginsWith" text="底"', "x"), ["底稿甲"]),
        (("cellIs", 'operator="equal"', "0"), []),
        (("cellIs", 'operator="equal"', "7"), ["7"]),
        (("cellIs", 'operator="equal"', '"底稿甲"'), ["底稿甲"]),
        (("cellIs", 'operator="notEqual"', "0"), ["底稿甲", "7"]),
        (("cellIs", 'operator="lessThan"', "60"), ["7"]),
        (("cellIs", 'operator="between"', "1", "9"), ["7"]),
        (("containsErrors", "", "ISERROR(B2)"), []),
        (("containsBlanks", "", "x"), []),
        (("expression", "", "$D2=1"), ["底稿甲"]),
        (("duplicateValues", ""), ["底稿甲"]),
    ],
)
def test_a_text_is_hidden_where_the_condition_holds_or_may_hold(condition: tuple[str, ...], found: list[str]) -> None:
    kind, more, *formulas = condition
    assert sorted(hidden(rule(0, kind, more, *formulas))) == sorted(found)


@every(
    ("look", "found"),
    [
        (WHITE, ["底稿甲", "7"]),
        (BY_THEME, ["底稿甲", "7"]),
        (NOTHING, ["底稿甲", "7"]),
        (WHITE + DARK, []),
        (RED, []),
        (DARK, []),
        ("<font><b/></font>", []),
    ],
)
def test_only_what_a_condition_makes_unseen_is_told(look: str, found: list[str]) -> None:
    assert sorted(hidden(rule(0, *ALWAYS), looks=(look,))) == sorted(found)


def test_the_condition_that_is_asked_first_decides() -> None:
    first, second = rule(1, *ALWAYS, priority=1), rule(0, *ALWAYS, priority=2)
    assert hidden(first, second) == hidden(second, first) == []
    assert hidden(rule(1, *ALWAYS, priority=2), rule(0, *ALWAYS, priority=1))


def test_cells_outside_the_area_and_cells_with_a_ground_of_their_own_are_seen() -> None:
    assert hidden(rule(0, *ALWAYS), area="C1:C9") == []
    assert hidden(rule(0, *ALWAYS), area="B3 D1") == ["7"]


def test_a_name_that_a_condition_leaves_standing_once_is_hidden_nowhere() -> None:
    rows = [row(number, cell(f"A{number}", "教务处"), cell(f"B{number}", f"第{number}项")) for number in (1, 2, 3)]
    conditions = (
        '<conditionalFormatting sqref="A2:A3">' + rule(0, "expression", "", "A2=A1") + "</conditionalFormatting>"
    )
    style = f"<styleSheet><dxfs><dxf>{WHITE}</dxf></dxfs></styleSheet>"
    content = xlsx(("名单", "", sheet(*rows, after=conditions)), styles=style)
    made = read("xlsx", BytesIO(content), len(content))
    assert isinstance(made, Contents)
    assert [one.text for one in made.hidden()] == []
