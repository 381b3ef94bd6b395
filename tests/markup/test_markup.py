"""The renderer: whatever the text, it is safe, it keeps its words, and references are found where they stand."""

from __future__ import annotations

import threading

from cases import every
from dangers import dangers
from hypothesis import example, given, settings
from hypothesis import strategies as st
from random_texts import ODD_TEXTS
from rendering import referring, render, there

from xuanlan.diagnostics.report import Report
from xuanlan.markup.links import Reference, mixed_host, scheme
from xuanlan.markup.places import Locator, comments, without_code, without_comments
from xuanlan.markup.render import Renderer, slugify


def test_two_threads_render_at_once_and_each_text_is_asked_about_by_its_own() -> None:
    begun, done = threading.Event(), threading.Event()
    asked: list[str] = []

    def other() -> None:
        begun.wait(10)
        Renderer().render("[x](three.md)", "题", "b.md", 1, lambda reference: "3" + reference.target, Report())
        done.set()

    def answer(reference: Reference) -> str:
        asked.append(reference.target)
        begun.set()
        assert done.wait(10), "the other text has been rendered in the middle of this one"
        return "there.html"

    thread = threading.Thread(target=other)
    thread.start()
    renderer = Renderer()
    rendered = renderer.render("[x](one.md)\n\n[x](two.md)", "题", "a.md", 1, answer, Report())
    thread.join()
    assert asked == ["one.md", "two.md"]
    assert rendered.html.count("there.html") == 2


@settings(max_examples=500)
@given(text=ODD_TEXTS)
@example(text="<a href='javascript:x'><svg onload=x><style><img src=x onerror=alert(1)>")
@example(text="`<!--`\n<!--\n-->文字<!--")
@example(text="[^1]\n\n[^1]: <script>\n\n*[HTML]: </script>\n\nHTML")
def test_no_text_raises_or_gets_anything_dangerous_into_the_page(text: str) -> None:
    rendered, findings, asked = referring(text, there)
    assert dangers(rendered.html) == []
    rows = text.split("\n")
    for place in [item.position for item in findings] + [reference.position for reference in asked]:
        assert 1 <= place.line <= len(rows)
        assert 1 <= place.column <= max(len(rows[place.line - 1]), 1) + 1
    for reference in asked:
        assert scheme(reference.target) == ""


@settings(max_examples=100)
@given(
    words=st.lists(
        st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8),
        min_size=1,
        max_size=8,
    )
)
def test_every_line_of_plain_chinese_is_a_paragraph_that_keeps_its_words(words: list[str]) -> None:
    rendered, findings = render("\n".join(words), there)
    assert rendered.text == "\n".join(words)
    assert findings == []


def test_the_watch_over_dangers_knows_what_it_looks_for() -> None:
    bad = ["<script>1</script>", "<p onclick=x>", "<a href=' java&#10;script:x'>", "<p style=x>", "<p id=body>", "<p name=x>",
           "<img src=http://e/x>", "<iframe>", "<form>", "<svg>", "<base href=x>", "<a href='data:x'>"]  # fmt: skip
    assert [text for text in bad if not dangers(text)] == []
    assert dangers('<p id="s-x" class="a"><a href="https://e/">x</a><img src="a.png" alt=""></p>') == []


@every(
    ("written", "kind"),
    [
        ("a.md", ""), ("#x", ""), ("", ""), ("//x", "//"), ("\\\\x", "//"), ("/\\x", "//"), ("HTTPS://x", "https"),
        (" java\nscript:x", "javascript"), ("\u200bjavascript:x", "javascript"), ("c:\\x", "c"), ("1:x", ""), ("附件:x", ""),
    ],
)  # fmt: skip
def test_a_scheme_is_seen_as_a_browser_sees_it(written: str, kind: str) -> None:
    assert scheme(written) == kind


@settings(max_examples=300)
@given(text=st.text(max_size=40))
def test_no_address_raises(text: str) -> None:
    scheme(text)
    mixed_host("https://" + text)
    mixed_host("mailto:" + text)


@settings(max_examples=300)
@given(text=st.lists(st.sampled_from(["<!--", "-->", "`", "```", "~~~", "\n", "a", "文"]), max_size=20).map("".join))
def test_blanking_code_and_comments_moves_nothing(text: str) -> None:
    for blanked in (without_code(text), without_comments(text)):
        assert len(blanked) == len(text)
        assert [number for number, sign in enumerate(blanked) if sign == "\n"] == [
            number for number, sign in enumerate(text) if sign == "\n"
        ]
        assert all(new in (old, " ") for old, new in zip(text, blanked, strict=True))
    for start, end in comments(text):
        assert text.startswith("<!--", start)
        assert end == -1 or text[:end].endswith("-->")


@every(
    ("body", "target", "places"),
    [
        ("[x](a.md)", "a.md", ["1:5"]),
        ("a.md [a.md](a.md) [y](a.md)", "a.md", ["1:13", "1:23"]),
        ("`(a.md)` [x](a.md)", "a.md", ["1:14"]),
        ("<!-- (a.md) --> [x](a.md)", "a.md", ["1:21"]),
        ("[x]\n\n[x]: a.md", "a.md", ["3:6"]),
        ("文字\n<a href='a&#46;md'>", "a.md", ["2:10"]),
        ("文字\n[x](a\\_b.md)", "a_b.md", ["2:5"]),
        ("文字", "a.md", ["1:1"]),
    ],
)
def test_references_are_found_where_they_stand_one_after_another(body: str, target: str, places: list[str]) -> None:
    locator = Locator(body, "f", 1)
    assert [f"{place.line}:{place.column}" for place in (locator.find(target) for _ in places)] == places


def test_only_what_is_in_the_text_is_referred_to() -> None:
    text = (
        "[甲](a.md) ![乙](b.png)\n\n<img src='c.png'><a href=d.md>丁</a><iframe src=e.html></iframe>\n\n`[x](f.md)`\n"
    )
    _, _, asked = referring(text, there)
    assert [(item.use, item.target) for item in asked] == [
        ("link", "a.md"),
        ("image", "b.png"),
        ("image", "c.png"),
        ("link", "d.md"),
    ]


def test_an_inserted_heading_moves_no_other_anchor() -> None:
    before = render("## 时间\n\n文\n\n## 地点\n\n文\n")[0].anchors
    after = render("## 时间\n\n文\n\n## 报名\n\n文\n\n## 地点\n\n文\n")[0].anchors
    assert before < after
    assert slugify("一、<b>时间</b> &amp; 地点", "-") == "一-时间-地点"


def test_an_author_cannot_dress_a_text_up_as_the_page() -> None:
    rendered, _ = render('<div class="xl-header md-overlay note xl-task">文字</div>\n\n段落\n{ .xl-urgent #content }\n')
    assert 'class="note xl-task"' in rendered.html
    assert "xl-urgent" not in rendered.html
    assert 'id="s-content"' in rendered.html
