"""The quick way through Python-Markdown gives what Python-Markdown gives."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from xuanlan.diagnostics.report import Diagnostic, Report
from xuanlan.markup import Reference, Rendered, Renderer
from xuanlan.markup.fast_path import INLINE_SIGNS, NEEDED_BY, Contents, Quick, QuickMarkdown
from xuanlan.markup.paragraphs import ChineseProse
from xuanlan.markup.render import CONFIGS, EXTENSIONS, ours

PROSE = ChineseProse()
SLOW = Markdown(extensions=[*EXTENSIONS, "toc", *ours(PROSE)], extension_configs=CONFIGS, output_format="html")
FULL = QuickMarkdown(
    extensions=[*EXTENSIONS, Contents(**CONFIGS["toc"]), *ours(ChineseProse()), Quick()], extension_configs=CONFIGS
)
RENDERERS = Renderer(), Renderer(_prose=PROSE, _markdown=SLOW)
PIECES = [
    "\n", "\n\n", "\n\n    ", "  \n", " ", "    ", "\t", "\r", "\u3000", "\u2028", "\x02", "\x03", "\x0c", "\\", "\\*", "`", "``", "```", "\n```\n",
    "~~~\n", "\n~~~\n文\n~~~\n", "\n   \n", "\n+ ", "&#106", "*", "**", "***", "**甲**", "_", "__", "=", "==", "<", ">", "&", "&amp;", "&#2;", "[", "]", "(", ")", "!", "|", "{", "}", ":", "#", "-", "+", "~",
    "\n# ", "\n## ", "\n> ", "\n- ", "\n1. ", "\n１. ", "\n٣. ", "\n- [ ] ", "\n- [x] ", "\n: ", "\n---\n", "\n===\n", "\n* * *\n", "\n| a | b |\n|---|---|\n",
    "a|b\n-|-\n1|2\n", "\n!!! note\n    ", "\n!!! tip \"\"\n    ", "\n[TOC]\n", "[TOC]", "[TO\x02C]", "[^1]", "\n[^1]: ", "\n[甲]: b.md\n", "[乙][甲]", "[乙](b.md)",
    "![乙](b.png)", "\n*[甲]: 乙\n", "甲", "{: .x }", "\n{: #y }\n", " { #z data-toc-label='标' }\n", "<https://e.example/>", "<x@y.example>", "x@y.example",
    "<kbd>", "</kbd>", "<br>", "<div markdown>\n", "</div>\n", "<!--", "-->", "<xmp>", "<title>", "///Footnotes Go Here///", "wzxhzdk:0", "klzzwxh:0000",
    "\n一、标题\n", "\n（二）标题\n", "\n各单位：\n", "\n图书馆\n", "\n2026年3月8日\n", "\n二〇二六年十二月二十日 \n", "文字", "文。", "17:00", "2026", "1.5", "a",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=30).map("".join)


def outcome(renderer: Renderer, text: str) -> tuple[Rendered, list[Diagnostic], list[Reference]]:
    report, asked = Report(), list[Reference]()

    def answer(reference: Reference) -> str:
        asked.append(reference)
        return reference.target

    return renderer.render(text, "标题", "a.md", 1, answer, report), list(report), asked


@settings(max_examples=1000, deadline=None)
@given(text=TEXTS)
@example(text="[TOC]\n\n## 甲\n\n## 乙")
@example(text="[TO\x02C]\n\n## 甲")
@example(text="`\x02``\n# x\n```")
@example(text="文\n\n１. 全角数字也起列表\n\n文")
@example(text="- 甲\n\n    文\n\n    文\n\n文")
@example(text="**甲** `乙` \\* &lt; <b>c</b> ==丁== [戊](a.md)\n\n文")
@example(text="文\t文")
@example(text="甲**乙**丙**丁**\n\n- **戊**己\n\n## **庚**\n\n**辛** **壬**\n\n**癸**{.x}\n\n** 甲** **乙****丙**")
@example(text="- 甲\n   \n- 乙")
@example(text="+ 甲")
@example(text="~~~\n甲\n~~~")
@example(text="&#106甲")
def test_a_text_renders_as_by_python_markdown_alone(text: str) -> None:
    quick, slow = (outcome(renderer, text) for renderer in RENDERERS)
    assert quick == slow


@pytest.mark.parametrize("name", [item for item in INLINE_SIGNS if item in FULL.inlinePatterns])
@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_an_inline_pattern_matches_nothing_without_its_signs(name: str, text: str) -> None:
    for sign in INLINE_SIGNS[name]:
        text = text.replace(sign, "")
    assert FULL.inlinePatterns[name].getCompiledRegExp().search(text) is None


def test_the_signs_of_all_inline_patterns_are_known() -> None:
    known = {FULL.inlinePatterns[name] for name in INLINE_SIGNS if name in FULL.inlinePatterns}
    assert [pattern for pattern in FULL.inlinePatterns if pattern not in known] == []


def test_every_processor_that_is_left_out_at_times_exists() -> None:
    assert [name for name in NEEDED_BY if name not in FULL.preprocessors and name not in FULL.treeprocessors] == []
