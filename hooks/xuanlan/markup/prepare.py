"""A text as its author means it: rewritten before the parser runs, where Markdown would read it differently.

- Full-width spaces before a list marker indent it like others.
- An unpaired asterisk is literal; emphasis across lines becomes emphasis in each of them (`emphasis`).
- A backslash at the end of a line goes: the line ends anyway.
"""

from __future__ import annotations

import re

from xuanlan.markup import emphasis
from xuanlan.markup.fences import verbatim
from xuanlan.markup.listing import with_plain_indents

_LAST_BACKSLASH = re.compile(r"(?<!\\)((?:\\\\)*)\\[ \t]*$")
_FOLDER = re.compile(r"(?:(?<![A-Za-z])[A-Za-z]:|\\[^\W_][\w.-]*)\\[ \t]*$")


def prepare(body: str) -> str:
    """`body` for Python-Markdown, with the same number of lines."""
    body = emphasis.spread(with_plain_indents(body))
    if not ("*" in body or "_" in body or "\\" in body):
        return body
    lines = body.split("\n")
    code = verbatim(lines)
    return "\n".join(line if at in code else _as_meant(line) for at, line in enumerate(lines))


def _as_meant(line: str) -> str:
    if "*" in line or "_" in line:
        line = emphasis.as_meant(line)
    if "\\" in line and not _FOLDER.search(line):  # the line ends anyway
        line = _LAST_BACKSLASH.sub(r"\1", line)
    return line
