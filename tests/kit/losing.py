"""Random texts of the kind that people write, and what of them readers do not see."""

from __future__ import annotations

import html
import re
from collections import Counter

from hypothesis import strategies as st

from xuanlan.diagnostics.report import Position, Report
from xuanlan.markup import Reference, Rendered, Renderer
from xuanlan.markup.places import comments, without_code
from xuanlan.markup.rawhtml import DROPPED
from xuanlan.markup.tags import TAG

WORDS = [
    "甲",
    "乙丙",
    "丁戊己",
    "今晚停水，请储水。",
    "“庚”",
    "《辛》",
    "、",
    "壬？",
    "紧急",
    "注意",
    "2026",
    "A4",
    "3",
    "a",
]
LINES = [
    "\n", "\n\n", "\n\n\n", "\n    ", "\n  ", "\n   ", "\n\t", "\n\n    ", "\n　　", "  \n", "\\\n", "\r\n", "\n- ", "\n* ", "\n+ ", "\n  - ", "\n   1. ", "\n1. ", "\n2) ", "\n2026. ",
    "\n- [ ] ", "\n> ", "\n> - ", "\n>> ", "\n# ", "\n#", "\n##", "\n## ", "\n###### ", "\n===\n", "\n---\n", "\n* * *\n", "\n```\n", "\n~~~\n", "\n``` title=\"", "\n    ```\n",
    "\n| ", " | ", " |", "|", "\n|---|---|\n", "\n| - | - |\n", "\n|--|\n", "｜", "\n——\n", "\n：---\n", "\n+---+---+\n", "\t", "\n!!! ", "\n!!! note\n    ", "\n！！！ ", "\n!!! warning ",
    "\n!!! note \"", "\n> [!NOTE]", "\n> [!TIP] ", "\n:::", "\n::: tip ", "\n??? ", "\n???+ note ", "\n=== \"", "\n--8<-- \"", "\n[TOC]\n", "\n: ", "\n一、", "\n（一）", "\n2026年3月8日\n", "\n*[", "]: ", "]：",
    "\n[", "\n[^1]: ", "\n[^2]：", "\n{", "}\n",
]  # fmt: skip
SIGNS = [
    "*", "**", "***", "_", "__", "~", "~~", "==", "`", "``", "\\", "<", ">", "</", "/>", "&", "&amp;", "&#", "[", "]", "(", ")", "](", "][", "![", "！[", "（", "）", "【", "】", "[[", "]]", "[^1]",
    "[^2]", "{", "}", "{#", "{.x}", "{: .y }", "{=", "<b>", "</b>", "<br>", "<div>", "</div>", "\n<div>\n", "\n</div>\n", "<details>", "</details>", "<summary>", "<p align=\"right\">", "</p>",
    "<font color=red>", "</font>", "<o:p>", "<kbd>", "<!--", "-->", "<b ", "<a href=\"", "\">", "</a>", "<img src=\"a.png\" alt=\"", "<table><tr><td>", "</td></tr></table>", "$", "$$", ":smile:",
    "https://www.example.cn/", "www.example.cn", "x@y.example", "<https://e.example/>", "(b.md)", "（https://e.example/）", "\"", "'", ":", "：", "#", "-", "+", "!", "！", "|", "^", "++", "{++", "%}", "{{", " ", "  ", "　",
]  # fmt: skip
PIECES = [*WORDS, *WORDS, *LINES, *SIGNS]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)

_COUNTED = re.compile(r"[\u3400-\u9fff，。、？《》]")
"""Signs that are never markup."""
_NOT_TEXT = re.compile(
    r"""\]\([^()\n]*\)|\{[^{}\n]*=[^{}\n]*\}"""
    rf"""|<({"|".join(DROPPED)})\b[^<>]*>.*?</\1\s*>""",
    re.IGNORECASE | re.DOTALL,
)
"""Where a link leads, and elements that are taken out as a whole, about which a finding stands where they begin."""
_VALUE = re.compile(r"""(\s(?!alt|title)[\w-]+=)(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)""", re.IGNORECASE)
"""The value of an attribute that nobody reads."""
_TAG = re.compile(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_SPOKEN = re.compile(r"""\s(?:alt|title|aria-label|href|src)=(?:"([^"]*)"|'([^']*)')""")


def rendered(text: str, title: str = "标题") -> tuple[Rendered, list[str], list[Position]]:
    """The page of `text`, the codes of the findings and their places, as of a site that has every file."""
    report = Report()

    def answer(reference: Reference) -> str:
        return reference.target

    page = Renderer().render(text, title, "a.md", 1, answer, report)
    return page, [item.code for item in report], [item.position for item in report]


def missing_signs(text: str) -> Counter[str]:
    """Hanzi and Chinese marks of `text` that its page does not have, but for comments and lines with a finding."""
    text = text.replace("\r\n", "\n")
    page, _, places = rendered(text)
    told = {place.line for place in places}
    if 1 in told and not page.text:
        return Counter()  # refused as a whole
    blanked = text
    for start, end in comments(without_code(text)):
        if end >= 0:
            blanked = blanked[:start] + re.sub(r"[^\n]", " ", blanked[start:end]) + blanked[end:]
    blanked = _NOT_TEXT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), blanked)
    blanked = TAG.sub(lambda tag: _VALUE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), tag[0]), blanked)
    written = [line for number, line in enumerate(blanked.split("\n"), start=1) if number not in told]
    spoken = " ".join(match[1] or match[2] or "" for tag in _TAG.findall(page.html) for match in _SPOKEN.finditer(tag))
    shown = Counter(_COUNTED.findall(html.unescape(f"标题 {page.html and page.text} {spoken}")))
    return Counter(_COUNTED.findall("\n".join(written))) - shown
