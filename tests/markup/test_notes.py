"""Notes in every spelling that people bring along: none of their words is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from cases import every
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rendering import box, render, shown, told

from xuanlan.markup.heads import TITLES, WORDS


@every(
    ("head", "classes", "title"),
    [
        ("!!! note", "note", "说明"),
        ("!!! WARNING", "warning", "注意"),
        ("!!! 紧急", "danger", "紧急"),
        ("!!!紧急", "danger", "紧急"),
        ("！！！注意", "warning", "注意"),
        ("！！！ 温馨提示", "tip", "温馨提示"),
        ("!！! note", "note", "说明"),
        ("!!!! note", "note", "说明"),
        ("!!!warning", "warning", "注意"),
        ("!!! warning 今晚停水", "warning", "今晚停水"),
        ("!!! warning今晚停水", "note", "warning今晚停水"),
        ("!!! warning 明晚 停水", "warning", "明晚 停水"),
        ("!!! warning：今晚停水", "warning", "今晚停水"),
        ("!!! 注意：今晚停水", "warning", "注意：今晚停水"),
        ("!!! 注意 今晚停水", "warning", "注意：今晚停水"),
        ('!!! 紧急 "今晚停水"', "danger", "紧急：今晚停水"),
        ('！！！ "今晚停水"', "note", "今晚停水"),
        ("!!! note “今晚停水”", "note", "今晚停水"),
        ("!!! note ”今晚停水“", "note", "今晚停水"),
        ("!!! note 「今晚停水」", "note", "今晚停水"),
        ("!!! note '今晚停水'", "note", "今晚停水"),
        ("!!! note “甲”和“乙”", "note", "“甲”和“乙”"),
        ("!!! note 今晚“停水”", "note", "今晚“停水”"),
        ('!!! note "未完', "note", '"未完'),
        ("!!! 今晚停水", "note", "今晚停水"),
        ("！！！ 今晚停水", "note", "今晚停水"),
        ("!!! foo", "note", "foo"),
        ("!!! foo bar", "note", "foo bar"),
        ('!!! note ""', "note", ""),
        ("!!! note “”", "note", ""),
        ('!!! warning inline end "甲"', "warning inline end", "甲"),
        ("!!!", "note", ""),
        ("！！！", "note", ""),
        ('=== "学生"', "note", "学生"),
        ("=== “学生”", "note", "学生"),
        ('===+ "学生"', "note", "学生"),
        ("=== 学生", "note", "学生"),
        ("!!! note 1. 甲", "note", "1. 甲"),
        ("!!! note # 甲", "note", "# 甲"),
        ("!!! note **甲**李*", "note", "<strong>甲</strong>李*"),
        ("!!! note 2026年3月8日", "note", "2026年3月8日"),
        ("!!! note 一、甲", "note", "一、甲"),
        ("!!! note 报名{必填}", "note", "报名{必填}"),
        ("!!! tip 甲 {.x}", "tip", "甲"),
        ("!!! 甲 {.tip}", "tip", "甲"),
        ("!!! 甲 {#x .y}", "note", "甲"),
        ('!!! {.tip title="甲"}', "tip", "甲"),
    ],
)
@every("indent", ["    ", "\t", "        "])
def test_a_note_has_its_type_its_title_and_its_text(head: str, classes: str, title: str, indent: str) -> None:
    assert render(f"{head}\n{indent}请储水。\n\n{indent}特此说明。\n\n后文")[0].html == (
        box(classes, title, "请储水。", "特此说明。") + "\n<p>后文</p>"
    )
    assert told(f"{head}\n{indent}请储水。") == []


@every("word", sorted({word for words in WORDS.values() for word in words.split()}))
def test_a_chinese_type_is_the_title(word: str) -> None:
    rendered, findings = render(f"!!! {word}\n    请储水。")
    assert rendered.text == f"{word}\n请储水。"
    assert findings == []


@every("name", sorted(TITLES))
def test_an_english_type_has_a_chinese_title(name: str) -> None:
    assert render(f"!!! {name}\n    请储水。")[0].text == f"{TITLES[name]}\n请储水。"


@pytest.mark.parametrize("indent", ["  ", "　　", " ", "　"])
def test_text_that_is_indented_as_paragraphs_are_goes_up_to_the_empty_line(indent: str) -> None:
    body = f"!!! note\n{indent}甲\n{indent}乙\n\n{indent}后文"
    assert shown(body) == box("note", "说明", "甲", "乙") + "\n<p>后文</p>"
    assert told(body) == []


def test_text_that_is_not_indented_goes_up_to_the_empty_line_and_is_told() -> None:
    body = "前文\n!!! note\n甲\n乙\n\n后文"
    assert shown(body) == "<p>前文</p>\n" + box("note", "说明", "甲", "乙") + "\n<p>后文</p>"
    assert told(body) == ["note-flush 3:1"]


@pytest.mark.parametrize("next_line", ["# 标题", "一、标题", "!!! tip", "> 引", "---", "```\n码\n```", "<div>块</div>"])
def test_a_new_thing_ends_text_that_is_not_indented(next_line: str) -> None:
    html = shown(f"!!! note\n甲\n{next_line}\n    丁")
    assert html.startswith(box("note", "说明", "甲"))


@every("head", ["!!! note", "!!! 紧急", '！！！ "停水"', "!!! 今晚停水", "> [!NOTE]", "??? note", '=== "甲"'])
@every("rest", ["", "\n", "\n\n后文"])
def test_an_empty_note_is_told_and_its_words_stay(head: str, rest: str) -> None:
    rendered, findings = render(head + rest)
    assert [item.code for item in findings] == ["note-empty"]
    assert set(re.findall(r"[\u4e00-\u9fff]", head + rest)) <= set(rendered.text)


@every(
    "line",
    [
        "!!!",
        "！！！",
        "！！！今晚停水！！！",
        "！！！ 今晚停水",
        "!!!今晚停水",
        "??? 怎么办",
        "？？？",
        "???",
        "//////",
        "！！",
        "!! note",
    ],
)
def test_exclamations_and_questions_are_text(line: str) -> None:
    assert render(f"{line}\n后文")[0].text == f"{line}\n后文"
    assert told(f"{line}\n后文") == []


@every(
    ("head", "classes", "title"),
    [
        ("[!NOTE]", "note", "说明"),
        ("[!warning]", "warning", "注意"),
        ("[!IMPORTANT] 标题", "important", "标题"),
        ("[!紧急]", "danger", "紧急"),
        ("[!紧急] 今晚停水", "danger", "紧急：今晚停水"),
        ("［！注意］", "warning", "注意"),
        ("【!TIP】标题", "tip", "标题"),
    ],
)
@every("sign", ["> ", ">", "  > "])
def test_a_quote_that_says_so_is_a_note(head: str, classes: str, title: str, sign: str) -> None:
    body = "\n".join(sign + line for line in (head, "甲 **乙**", "", "丙")) + "\n\n后文"
    assert shown(body) == box(classes, title, "甲 <strong>乙</strong>", "丙") + "\n<p>后文</p>"
    assert told(body) == []


@pytest.mark.parametrize(("fold", "opened"), [("-", ""), ("+", ' open=""')])
def test_a_quote_may_fold(fold: str, opened: str) -> None:
    html = f'<details class="tip"{opened}>\n<summary>标题</summary>\n<p>甲</p>\n</details>'
    assert shown(f"> [!TIP]{fold} 标题\n> 甲") == html


@pytest.mark.parametrize("head", ["??? note", "???note", "？？？ 说明", "???+ 说明", '??? "说明"'])
def test_a_fold_is_an_element_that_folds(head: str) -> None:
    opened = ' open=""' if "+" in head else ""
    assert shown(f"{head}\n    甲\n\n    - 乙") == (
        f'<details class="note"{opened}>\n<summary>说明</summary>\n<p>甲</p>\n<ul>\n<li>乙</li>\n</ul>\n</details>'
    )


@every(
    ("head", "classes", "title"),
    [
        ("::: warning", "warning", "注意"),
        (":::warning", "warning", "注意"),
        ("：：：注意", "warning", "注意"),
        ("::: tip 标题", "tip", "标题"),
        ('::: tip "标题"', "tip", "标题"),
        (":::: tip 标题", "tip", "标题"),
        (":::tip[标题]", "tip", "标题"),
        ("::: {.tip}", "tip", "提示"),
        (':::{.tip title="标题"}', "tip", "标题"),
        ("::: 标题", "note", "标题"),
        ("  ::: tip 标题", "tip", "标题"),
        ("/// tip | 标题", "tip", "标题"),
    ],
)
def test_a_container_is_a_note(head: str, classes: str, title: str) -> None:
    end = "///" if head.startswith("/") else re.match(r"\s*([:：]+)", head)[1]  # type: ignore[index]
    body = f"前文\n{head}\n甲\n\n乙\n{end}\n后文"
    assert shown(body) == "<p>前文</p>\n" + box(classes, title, "甲", "乙") + "\n<p>后文</p>"
    assert told(body) == []


def test_a_container_that_folds_is_named_details() -> None:
    assert (
        shown("::: details 点开\n甲\n:::")
        == '<details class="details">\n<summary>点开</summary>\n<p>甲</p>\n</details>'
    )


def test_containers_stand_within_each_other() -> None:
    html = shown("::: tip\n甲\n:::: danger\n乙\n::::\n丙\n:::\n丁")
    assert html == box("tip", "提示", "甲").replace(
        "</div>", box("danger", "警告", "乙") + "\n<p>丙</p>\n</div>\n<p>丁</p>"
    )


@every(
    ("body", "places"),
    [
        ("::: warning\n甲\n\n后", ["container-unpaired 1:1"]),
        ("::: a.b.c", ["container-unpaired 1:1"]),
        (":::", ["container-unpaired 1:1"]),
        ("甲\n  :::\n乙", ["container-unpaired 2:3"]),
        ("!!! note\n    甲\n    :::", ["container-unpaired 3:5"]),
        ("::: warning 甲 :::", ["container-unpaired 1:1"]),
        ('!!! foo "标题"\n    甲', ["note-type 1:1"]),
        ("> [!FOO] 标题\n> 甲", ["note-type 1:3"]),
        ("[!NOTE]\n甲", ["note-flush 2:1"]),
        ("文\n- !!! note\n  甲", ["note-flush 3:3"]),
        ("1. > [!NOTE]", ["note-empty 1:6"]),
        ("- !!! 今晚停水", ["note-empty 1:3"]),
        ("- ::: warning\n- 甲", ["container-unpaired 1:3"]),
        ("- :::", ["container-unpaired 1:3"]),
    ],
)
def test_what_is_not_quite_a_note_is_told_where_it_stands(body: str, places: list[str]) -> None:
    assert told(body) == places
    assert set(re.findall(r"[\u4e00-\u9fff]", body)) <= set(render(body)[0].text)


@pytest.mark.parametrize("item", ["！！！今晚停水", "??? 怎么办", "！！！ 今晚停水", "[甲](b.md)", "> 甲"])
def test_an_item_that_only_looks_like_a_note_is_not_told(item: str) -> None:
    assert told(f"- {item}") == []


def test_a_note_holds_whatever_a_text_holds() -> None:
    body = "!!! note\n    | a | b |\n    |---|---|\n    | 1 | 2 |\n\n    ```\n    !!! 码\n    ```\n\n    > 引\n\n    !!! tip\n        内\n\n后文"
    html = shown(body)
    assert html.startswith('<div class="admonition note">')
    assert html.endswith("</div>\n</div>\n<p>后文</p>")
    for part in ("<table>", "!!! 码</code>", "<blockquote>\n<p>引</p>", box("tip", "提示", "内")):
        assert part in html


def test_a_line_that_stands_flush_left_ends_a_note_that_has_its_text() -> None:
    end = box("note", "说明", "甲") + "\n<p>乙</p>"
    assert shown("!!! note\n    甲\n乙") == end
    assert shown("> [!NOTE]\n> 甲\n乙") == end


def test_a_note_stands_within_an_item_and_within_a_quote() -> None:
    inner = box("note", "乙", "丙")
    assert inner in shown('- 甲\n\n    !!! note "乙"\n        丙\n\n- 丁')
    assert inner in shown('> 甲\n> !!! note "乙"\n>     丙')
    assert inner in shown("> 甲\n>\n> > [!NOTE] 乙\n> > 丙")


def test_code_that_looks_like_notes_stays() -> None:
    code = '!!! note "甲"\n    乙\n::: tip\n> [!NOTE]\n=== "丙"'
    rendered, findings = render(f"```\n{code}\n```")
    assert rendered.html == f'<pre class="highlight"><code>{code}</code></pre>'.replace("> [", "&gt; [")
    assert findings == []


def test_marks_that_are_no_characters_make_no_boxes() -> None:
    assert render("\ufdd8o0\ufdd9\n\n甲\n\n!!! note\n    乙")[0].text == "\ufffdo0\ufffd\n甲\n说明\n乙"


PIECES = [
    "!!! ", "！！！", "??? ", "???+ ", "=== ", "::: ", ":::", "：：：", "/// ", "///", "note", "紧急", "foo", " ", '"', "“", "”", "> ", "[!NOTE]", "[!紧急]",
    "\n", "\n\n", "\n    ", "\n\n    ", "\n        ", "\n　　", "\n- ", "\n1. ", "\n# ", "\n```\n", "甲", "乙", "丙丁", "戊。", "{.tip}", "<div>", "</div>", "<details>", "</details>",
    "<summary>", "</summary>", "<p>", "</p>", "<br>", "己", "某某学院 2026年3月8日",
]  # fmt: skip


@settings(max_examples=250)
@given(text=st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example(text="- 甲\n    ::: note\n乙\n:::\n丙")
@example(text="> ::: note\n甲\n> :::\n乙")
@example(text="!!! note\n甲\n: 乙")
@example(text="<div class='a'>甲\n> </div>\n乙")
def test_no_word_of_a_note_is_lost(text: str) -> None:
    rendered, findings = render(text)
    lines = text.split("\n")
    for position in {item.position.line for item in findings}:
        lines[position - 1] = ""
    written = Counter(re.findall(r"[\u4e00-\u9fff]", "\n".join(lines)))
    assert written - Counter(rendered.text) == Counter()
    assert "\ufdd0" not in rendered.html
