"""Fenced code blocks for Python-Markdown, found before anything else is read."""

from __future__ import annotations

import html
import re

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from xuanlan.diagnostics.report import Report
from xuanlan.markup.fences import Fence, fences
from xuanlan.markup.places import Locator

_LANGUAGE = re.compile(r"\{?[ .]*([A-Za-z0-9_+#-]+)")


def closed(body: str, locator: Locator, report: Report) -> str:
    """`body` without the opening fences of code blocks that are never closed (reported); the number of lines stays.

    What follows such a fence is read as text like any other. Words behind the fence stay.
    """
    if "```" not in body and "~~~" not in body:
        return body
    lines = body.split("\n")
    for box in fences(lines):
        if box.last < 0:
            report.add("fence-unclosed", locator.on_line(box.first, box.signs), signs=box.signs)
            lines[box.first] = box.prefix.rstrip(" ") if _LANGUAGE.fullmatch(box.info) else box.prefix + box.info
    return "\n".join(lines)


class CodeBoxes(Preprocessor):
    """Replaces each fenced code block by a placeholder, behind the markers of its list or quote."""

    def run(self, lines: list[str]) -> list[str]:
        kept: list[str] = []
        done = 0
        for box in fences(lines):
            if box.last < 0:
                continue
            kept += lines[done : box.first]
            kept.append(box.prefix + self.md.htmlStash.store(_html(box)))
            done = box.last + 1
        return kept + lines[done:]


def _html(box: Fence) -> str:
    language = _LANGUAGE.match(box.info)
    of = f' class="language-{html.escape(language[1])}"' if language else ""
    code = html.escape("\n".join(box.code).strip("\n"), quote=False)
    return f'<pre class="highlight"><code{of}>{code}</code></pre>'


def register(md: Markdown) -> None:
    md.preprocessors.register(CodeBoxes(md), "fenced_code_block", 25)
