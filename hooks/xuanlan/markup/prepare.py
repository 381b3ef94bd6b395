"""The text as its author means it: what Markdown would read otherwise is put right before the parser sees it.

- Wide spaces before the sign of a list indent it like others.
- An asterisk that does not embrace anything is an asterisk; emphasis over lines is emphasis of each (`emphasis`).
- A backslash at a line's end breaks the line, which ends by itself.
"""

from __future__ import annotations

import re

from xuanlan.markup import emphasis
from xuanlan.markup.fences import verbatim
from xuanlan.markup.listing import with_plain_indents

_LAST_BACKSLASH = re.compile(r"(?<!\\)((?:\\\\)*)\\[ \t]*$")
_FOLDER = re.compile(r"(?:(?<![A-Za-z])[A-Za-z]:|\\[^\W_][\w.-]*)\\[ \t]*$")


def prepare(body: str) -> str:
    """`body` for Python-Markdown, with the same lines."""
    body = emphasis.spread(with_plain_indents(body))
    if not ("*" in body or "_" in body or "\\" in body):
        return body
    lines = body.split("\n")
    code = verbatim(lines)
    return "\n".join(line if at in code else _as_meant(line) for at, line in enumerate(lines))


def _as_meant(line: str) -> str:
    if "*" in line or "_" in line:
        line = emphasis.as_meant(line)
    if "\\" in line and not _FOLDER.search(line):  # the line ends in any case
        line = _LAST_BACKSLASH.sub(r"\1", line)
    return line
