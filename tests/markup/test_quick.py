"""The quick way through Python-Markdown gives what Python-Markdown gives."""

from __future__ import annotations

from hypothesis import example, given, settings
from markdown import Markdown
from random_texts import MARKDOWN_TEXTS
from rounds import times

from xuanlan.diagnostics.report import Diagnostic, Report
from xuanlan.markup.fast_path import INLINE_SIGNS, NEEDED_BY, Contents, Quick, QuickMarkdown
from xuanlan.markup.links import Reference
from xuanlan.markup.paragraphs import ChineseProse
from xuanlan.markup.render import CONFIGS, EXTENSIONS, Renderer, ours
from xuanlan.markup.rendered import Rendered

PROSE = ChineseProse()
SLOW = Markdown(extensions=[*EXTENSIONS, "toc", *ours(PROSE)], extension_configs=CONFIGS, output_format="html")
FULL = QuickMarkdown(
    extensions=[*EXTENSIONS, Contents(**CONFIGS["toc"]), *ours(ChineseProse()), Quick()], extension_configs=CONFIGS
)
PATTERNS = {name: FULL.inlinePatterns[name].getCompiledRegExp() for name in INLINE_SIGNS if name in FULL.inlinePatterns}
RENDERERS = Renderer(), Renderer(PROSE, SLOW)


def outcome(renderer: Renderer, text: str) -> tuple[Rendered, list[Diagnostic], list[Reference]]:
    report, asked = Report(), list[Reference]()

    def answer(reference: Reference) -> str:
        asked.append(reference)
        return reference.target

    return renderer.render(text, "标题", "a.md", 1, answer, report), list(report), asked


@settings(max_examples=times(300), deadline=None)
@given(text=MARKDOWN_TEXTS)
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


@settings(max_examples=times(200), deadline=None)
@given(text=MARKDOWN_TEXTS)
def test_an_inline_pattern_matches_nothing_without_its_signs(text: str) -> None:
    for name, pattern in PATTERNS.items():
        left = text
        for sign in INLINE_SIGNS[name]:
            left = left.replace(sign, "")
        assert pattern.search(left) is None, name


def test_the_signs_of_all_inline_patterns_are_known() -> None:
    known = {FULL.inlinePatterns[name] for name in INLINE_SIGNS if name in FULL.inlinePatterns}
    assert [pattern for pattern in FULL.inlinePatterns if pattern not in known] == []


def test_every_processor_that_is_left_out_at_times_exists() -> None:
    assert [name for name in NEEDED_BY if name not in FULL.preprocessors and name not in FULL.treeprocessors] == []
