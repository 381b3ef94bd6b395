"""The text as its author means it: what Markdown would read otherwise is put right before the parser sees it.

- Wide spaces before the sign of a list indent it like others.
- An asterisk that does not embrace anything is an asterisk: 李*、王**同学 are masked names, 3*4 is a product.
"""

from __future__ import annotations

import re
import unicodedata

from xuanlan.markup.fences import fences
from xuanlan.markup.listing import with_plain_indents

_BEFORE = r"(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t\u3000]))"
_STARS_TO_KEEP = re.compile(rf"{_BEFORE}*?[ \t]*(?:\*[ \t]*){{3,}}$|{_BEFORE}+|[ \t]*\*\[")
_STARS = re.compile(r"[`\\*](?:(?<=`)[^`\n]*`|(?<=\\).|(?<=\*)(?<!\*\*)\**)")
"""Code, an escaped sign, or a run of asterisks; written so that the search can skip all other signs."""


def prepare(body: str) -> str:
    """`body` for Python-Markdown, with the same lines."""
    body = with_plain_indents(body)
    if "*" not in body:
        return body
    lines = body.split("\n")
    code = {at for box in fences(lines) for at in range(box.first, box.last + 1)}
    return "\n".join(_literal_stars(line) if "*" in line and at not in code else line for at, line in enumerate(lines))


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
