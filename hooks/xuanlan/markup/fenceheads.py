"""Fences of code: where they end, and their heads without the options that Python-Markdown would stumble over."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEAD = re.compile(r"([ \t]*)(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)")
_PLAIN = re.compile(r"[A-Za-z0-9_#.+-]*[ \t]*")
_LANGUAGE = re.compile(r"(?:\{[ \t]*\.?)?([A-Za-z0-9_#+-][A-Za-z0-9_#.+-]*)(?=$|[\s:{}\[,])")
_OPTION = re.compile(r"""([A-Za-z_-]+)[ \t]*=[ \t]*("[^"]*"|'[^']*'|“[^”]*”|[^\s{}]+)""")
_NAMES = frozenset(("title", "caption", "filename", "file", "name"))
_SWITCHES = re.compile(
    r"(?<![\w.-])(?:linenums|showLineNumbers|line-numbers|hl_lines)(?![\w.-])|\{[\d,\s-]*\}|[{}\[\]]|(?<!\S)[.#:][\w-]*(?!\S)"
)
_MARKS = re.compile(r"[*_\\<\[{~=|]")


def ends(texts: Sequence[str]) -> dict[int, int]:
    """For each line that opens a fence which is closed, the number of the line behind it."""
    found: dict[int, int] = {}
    open_until: dict[str, int] = {}  # up to there a fence of this kind is known to find no end
    at = 0
    while at < len(texts):
        match = _HEAD.match(texts[at]) if "```" in texts[at] or "~~~" in texts[at] else None
        if match and at >= open_until.get(match[2], 0):
            end = _end(texts, at, len(match[1].expandtabs(4)), match[2])
            if end > 0:
                found[at] = at = end
                continue
            open_until[match[2]] = -end
        at += 1
    return found


def _end(texts: Sequence[str], start: int, indent: int, fence: str) -> int:
    """The line behind the fence that opens in line `start`; negative, where the search for its end was given up."""
    for number in range(start + 1, len(texts)):
        text = texts[number].expandtabs(4)
        plain = text.strip()
        if plain and len(text) - len(text.lstrip()) < indent:
            return -number
        if plain == fence:
            return number + 1
    return -len(texts)


def plain_head(text: str) -> list[str]:
    """The line that opens a fence, with the name of a language alone; before it what else it tells a reader."""
    match = _HEAD.match(text)
    if match is None or _PLAIN.fullmatch(match[3]):
        return [text]
    indent, fence, told = match.groups()
    language = _LANGUAGE.match(told)
    rest = told[language.end() :] if language else told
    titles = [m[2].strip("\"'“”") for m in _OPTION.finditer(rest) if m[1].lower() in _NAMES]
    words = _SWITCHES.sub(" ", _OPTION.sub(" ", rest)).strip(" \t:,.")
    caption = " ".join(filter(None, (*titles, *words.split())))
    if caption and _MARKS.search(caption) and "`" not in caption:
        caption = f"`{caption}`"
    head = indent + fence + (language[1] if language else "")
    return [indent + caption, "", head] if caption else [head]
