"""The text as its author means it: what Markdown would read otherwise is put right before the parser sees it.

- A line that stands flush left under a list or a table ends it, because one line is one paragraph.
- A line numbered as a heading (一、 （一）) ends a list too.
- An asterisk that does not embrace anything is an asterisk; emphasis over lines is emphasis of each (`emphasis`).
- A backslash at a line's end breaks the line, which ends by itself.
"""

from __future__ import annotations

import re

from xuanlan.markup import emphasis

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BLOCK = re.compile(r"[ \t]*(?:(\|)|(?:[-*+]|\d{1,9}[.)])[ \t]+\S)")
_LAST_BACKSLASH = re.compile(r"(?<!\\)((?:\\\\)*)\\[ \t]*$")
_FOLDER = re.compile(r"(?:(?<![A-Za-z])[A-Za-z]:|\\[^\W_][\w.-]*)\\[ \t]*$")


def prepare(body: str) -> str:
    """`body` for Python-Markdown. Lines may be added, so places are to be looked up in the original."""
    lines: list[str] = []
    fence = ""
    inside = ""
    for line in emphasis.spread(body).split("\n"):
        mark = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence or mark:
            fence = _fence_after(fence, mark)
            lines.append(line)
            inside = ""
            continue
        before, inside = inside, _block_of(line, inside)
        if before and not inside and line.strip():
            lines.append("")
        if "*" in line or "_" in line:
            line = emphasis.as_meant(line)
        if "\\" in line and not _FOLDER.search(line):  # the line ends in any case
            line = _LAST_BACKSLASH.sub(r"\1", line)
        lines.append(line)
    return "\n".join(lines)


def _fence_after(fence: str, mark: re.Match[str] | None) -> str:
    """The fence that is open after a line whose own fence, if any, is `mark`."""
    if not fence:
        return mark[1] if mark else ""
    closes = mark is not None and mark[1][0] == fence[0] and len(mark[1]) >= len(fence)
    return "" if closes else fence


def _block_of(line: str, inside: str) -> str:
    """Which block `line` belongs to after a line in `inside`: list, table or neither."""
    if not line or line.isspace():
        return ""
    if match := _BLOCK.match(line):
        return "table" if match[1] else "list"
    if inside == "list" and line[0] in " \t":
        return "list"
    return "table" if inside == "table" and "|" in line else ""
