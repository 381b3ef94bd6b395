"""Random texts of the kind that people write, and which of their characters readers do not see."""

from __future__ import annotations

import html
import re
from collections import Counter

from hypothesis import strategies as st
from rendering import render

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
"""What people write, in any order."""

ODD_PIECES = [
    "<script>", "</script>", "alert(1)", "<img src=x onerror=alert(1)>", "<svg onload=x>", "<a href='javascript:x'>", "</a>",
    "<style>", "</style>", "<!--", "-->", "<math>", "<mtext>", "<table>", "<td>", "<p id=x name=y style=z class='xl-a b'>",
    "<iframe src=//e>", "<template>", "<noscript>", "<title>", "<textarea>", "<plaintext>", "<base href=x>", "<details open>",
    "[x](javascript:alert(1))", "[x](data:text/html,x)", "[x](a.md)", "![x](b.png)", "[x]: javascript:y", "[x]",
    "{: onclick=x }", "{ #id .c onx=y }", "# ", "## ", "- ", "1. ", "> ", "| a | b |", "|---|---|", "```", "~~~", "`", "    ",
    "[^1]", "[^1]: ", "*[HTML]: ", "!!! note \"", "\n", "\n\n", "==", "**", "_", "&#106;", "&lt;", "&#x200b;", "&", "<", ">",
    "\"", "'", "/", "=", "\\", "\t", "文字", "一、指导思想", "<div markdown>", "</div>", "<custom onx=1>", "<?php", "<![CDATA[",
]  # fmt: skip
ODD_TEXTS = st.one_of(st.lists(st.sampled_from(ODD_PIECES), max_size=25).map("".join), st.text(max_size=100))
"""HTML and marks that might do harm, in any order."""

MARKDOWN_PIECES = [
    "\n", "\n\n", "\n\n    ", "  \n", " ", "    ", "\t", "\r", "\u3000", "\u2028", "\x02", "\x03", "\x0c", "\\", "\\*", "`", "``", "```", "\n```\n",
    "~~~\n", "\n~~~\n文\n~~~\n", "\n   \n", "\n+ ", "&#106", "*", "**", "***", "**甲**", "_", "__", "=", "==", "<", ">", "&", "&amp;", "&#2;", "[", "]", "(", ")", "!", "|", "{", "}", ":", "#", "-", "+", "~",
    "\n# ", "\n## ", "\n> ", "\n- ", "\n1. ", "\n１. ", "\n٣. ", "\n- [ ] ", "\n- [x] ", "\n: ", "\n---\n", "\n===\n", "\n* * *\n", "\n| a | b |\n|---|---|\n",
    "a|b\n-|-\n1|2\n", "\n!!! note\n    ", "\n!!! tip \"\"\n    ", "\n[TOC]\n", "[TOC]", "[TO\x02C]", "[^1]", "\n[^1]: ", "\n[甲]: b.md\n", "[乙][甲]", "[乙](b.md)",
    "![乙](b.png)", "\n*[甲]: 乙\n", "甲", "{: .x }", "\n{: #y }\n", " { #z data-toc-label='标' }\n", "<https://e.example/>", "<x@y.example>", "x@y.example",
    "<kbd>", "</kbd>", "<br>", "<div markdown>\n", "</div>\n", "<!--", "-->", "<xmp>", "<title>", "///Footnotes Go Here///", "wzxhzdk:0", "klzzwxh:0000",
    "\n一、标题\n", "\n（二）标题\n", "\n各单位：\n", "\n图书馆\n", "\n2026年3月8日\n", "\n二〇二六年十二月二十日 \n", "文字", "文。", "17:00", "2026", "1.5", "a",
]  # fmt: skip
MARKDOWN_TEXTS = st.lists(st.sampled_from(MARKDOWN_PIECES) | st.characters(), max_size=30).map("".join)
"""Everything that Python-Markdown and its extensions know, in any order."""

_COUNTED = re.compile(r"[\u3400-\u9fff，。、？《》]")
"""Characters that are counted, because they are never markup."""
_NOT_TEXT = re.compile(
    r"""\]\([^()\n]*\)|\{[^{}\n]*=[^{}\n]*\}"""
    rf"""|<({"|".join(DROPPED)})\b[^<>]*>.*?</\1\s*>""",
    re.IGNORECASE | re.DOTALL,
)
"""What is no text: the target of a link, and elements that are removed with their content and a finding."""
_VALUE = re.compile(r"""(\s(?!alt|title)[\w-]+=)(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)""", re.IGNORECASE)
"""An attribute whose value no reader sees: every one but alt and title."""
_TAG = re.compile(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_SPOKEN = re.compile(r"""\s(?:alt|title|aria-label|href|src)=(?:"([^"]*)"|'([^']*)')""")


def missing_signs(text: str) -> Counter[str]:
    """Hanzi and Chinese marks of `text` that its page lacks, except those in comments and in lines with a finding."""
    text = text.replace("\r\n", "\n")
    page, findings = render(text)
    told = {item.position.line for item in findings}
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
