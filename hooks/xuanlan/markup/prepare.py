"""The text as its author means it: what Markdown would read otherwise is put right before the parser sees it.

- A line that stands flush left under a list or a table ends it, because one line is one paragraph.
- A line numbered as a heading (一、 （一）) ends a list too.
- An asterisk that does not embrace anything is an asterisk: 李*、王**同学 are masked names, 3*4 is a product.
"""

from __future__ import annotations

import re
import unicodedata

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BLOCK = re.compile(r"[ \t]*(?:(\|)|(?:[-*+]|\d{1,9}[.)])[ \t]+\S)")
_STARS_TO_KEEP = re.compile(r"[ \t]*\*[ \t]|[ \t]*(?:\*[ \t]*){3,}$|[ \t]*\*\[")
_STARS = re.compile(r"[`\\*](?:(?<=`)[^`\n]*`|(?<=\\).|(?<=\*)(?<!\*\*)\**)")
"""Code, an escaped sign, or a run of asterisks; written so that the search can skip all other signs."""


def prepare(body: str) -> str:
    """`body` for Python-Markdown. Lines may be added, so places are to be looked up in the original."""
    lines: list[str] = []
    fence = ""
    inside = ""
    for line in body.split("\n"):
        mark = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence or mark:
            fence = _fence_after(fence, mark)
            lines.append(line)
            inside = ""
            continue
        before, inside = inside, _block_of(line, inside)
        if before and not inside and line.strip():
            lines.append("")
        lines.append(_literal_stars(line) if "*" in line else line)
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


def _literal_stars(line: str) -> str:
    """`line` with backslashes before the asterisks that open or close nothing, by CommonMark's flanking rules."""
    start = _STARS_TO_KEEP.match(line)
    skip = start.end() if start else 0
    runs = [match for match in _STARS.finditer(line) if match[0][0] == "*" and match.start() >= skip]
    kept: set[int] = set()
    open_runs: list[int] = []
    for number, run in enumerate(runs):
        opens, closes = _flanks(line, run)
        partner = next((k for k in reversed(open_runs) if len(runs[k][0]) == len(run[0])), None)
        if closes and partner is not None:
            kept |= {partner, number}
            open_runs = [k for k in open_runs if k < partner]
        elif opens:
            open_runs.append(number)
    parts, done = [], 0
    for number, run in enumerate(runs):
        if number not in kept:
            parts += [line[done : run.start()], "\\*" * len(run[0])]
            done = run.end()
    return "".join(parts) + line[done:]


def _flanks(line: str, run: re.Match[str]) -> tuple[bool, bool]:
    """Whether a run of asterisks can open and can close emphasis."""
    before = line[run.start() - 1] if run.start() else " "
    after = line[run.end()] if run.end() < len(line) else " "
    if before.isdigit() and after.isdigit():
        return False, False
    left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before))
    right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after))
    # Chinese sets no spaces: **“重点”**内容 is meant as emphasis although CommonMark says otherwise.
    if len(run[0]) >= 2:
        left, right = not after.isspace(), not before.isspace()
    return left, right


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"
