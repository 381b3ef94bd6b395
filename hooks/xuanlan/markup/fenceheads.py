"""Opening fences of code blocks, without the options that Python-Markdown does not understand."""

from __future__ import annotations

import re

_HEAD = re.compile(r"([ \t]*)(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)")
_PLAIN = re.compile(r"[A-Za-z0-9_#.+-]*[ \t]*")
_LANGUAGE = re.compile(r"(?:\{[ \t]*\.?)?([A-Za-z0-9_#+-][A-Za-z0-9_#.+-]*)(?=$|[\s:{}\[,])")
_OPTION = re.compile(r"""([A-Za-z_-]+)[ \t]*=[ \t]*("[^"]*"|'[^']*'|“[^”]*”|[^\s{}]+)""")
_NAMES = frozenset(("title", "caption", "filename", "file", "name"))
_SWITCHES = re.compile(
    r"(?<![\w.-])(?:linenums|showLineNumbers|line-numbers|hl_lines)(?![\w.-])|\{[\d,\s-]*\}|[{}\[\]]|(?<!\S)[.#:][\w-]*(?!\S)"
)
_MARKS = re.compile(r"[*_\\<\[{~=|]")


def plain_head(text: str) -> list[str]:
    """The opening fence `text` with at most a language; before it, as a caption, what else it tells a reader."""
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
