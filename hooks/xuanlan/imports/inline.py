"""Runs of characters as Markdown within one line, or as HTML within a cell"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from xuanlan.imports.original import Run
from xuanlan.text.characters import seen

AS_IS, USUALLY, FULLY = range(3)
"""How much is escaped: nothing, what Markdown may take for its own, every sign of punctuation in ASCII."""
_ADDRESS = re.compile(r"((?:https?://|www\.)[!-~]+|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+)")
_MARKUP = re.compile(r"[\\`*_\[\]<>#|{}~=&^$]")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_NUMBERED = re.compile(r"^([0-9０-９]+)([.)])")
_LEADING = re.compile(r"^(?:[-+:!?/.)]|[｜！？：［【—])")
_LINE = re.compile(r"\r\n?|\n|\x0b|\x0c|\u2028|\u2029")
_LAST_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_SIGNS = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_LAST_OF_PLANES}]")
"""Codes that no text has; the renderer puts some of them in the place of signs."""
_BLANKS = re.compile(r"\s+")
_NOT_IN_ADDRESS = re.compile(r"[()<>\s\\\"'`|]")
_NOT_IN_ALT = re.compile(r"[\[\]\\`<>&\s]+")
_FOLLOWED = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


def squeezed(text: str) -> str:
    """The characters of a text that readers see, blanks aside."""
    return _BLANKS.sub("", seen(text))


def clean(text: str) -> str:
    """A text without signs that nobody sees; every break of a line is "\\n"."""
    return _NO_SIGNS.sub("", seen(_LINE.sub("\n", text.replace("\xa0", " "))))


def words_of(runs: Iterable[Run]) -> str:
    return "".join(clean(run.text) for run in runs)


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same runs cleaned, neighbours that look alike as one; blanks look like what stands before them."""
    found: list[tuple[Run, list[str]]] = []
    for run in runs:
        words = clean(run.text)
        if not words and not run.picture:
            continue
        plain = run._replace(text="")
        if found and not run.picture and not found[-1][0].picture and (words.isspace() or found[-1][0] == plain):
            found[-1][1].append(words)
        else:
            found.append((plain, [words]))
    return tuple(run._replace(text="".join(parts)) for run, parts in found)


def lines_of(runs: Iterable[Run]) -> Iterator[tuple[Run, ...]]:
    """The runs of each line."""
    line: list[Run] = []
    for run in runs:
        if run.picture:
            line.append(run)
            continue
        for number, words in enumerate(run.text.split("\n")):
            if number:
                yield tuple(line)
                line = []
            if words:
                line.append(run._replace(text=words))
    yield tuple(line)


def line_of(runs: Iterable[Run], level: int, pictures: Mapping[str, str] | None, *, in_cell: bool = False) -> str:
    """One line as Markdown, without blanks around it."""
    parts: list[str] = []
    for is_picture, group in groupby(runs, lambda run: bool(run.picture)):
        if is_picture:
            parts += [picture_of(run, pictures) for run in group]
        else:
            parts += [_marked(run, level, first=not parts and not at, in_cell=in_cell) for at, run in enumerate(group)]
    return "".join(parts).strip(" \t\u3000\xa0")


def picture_of(run: Run, pictures: Mapping[str, str] | None) -> str:
    """A picture with the original's alternative text; without one it is its author's to write: only a person knows what
    the picture is there for."""
    address = run.picture if pictures is None else pictures.get(run.picture, "")
    return f"![{_NOT_IN_ALT.sub(' ', run.alt).strip()}]({_address(address)})" if address else ""


def _marked(run: Run, level: int, *, first: bool, in_cell: bool) -> str:
    """A run with its marks; blanks at its ends stand outside of them."""
    bare = run.text.strip()
    if not bare:
        return run.text
    before, _, behind = run.text.partition(bare)
    made = _escaped(bare, level, first=first and not (run.is_bold or run.is_italic or run.is_struck), in_cell=in_cell)
    if run.raised in ("sup", "sub"):
        made = f"<{run.raised}>{made}</{run.raised}>"
    if run.link and _FOLLOWED.match(run.link) and run.link != bare:
        made = f"[{_escaped(bare, max(level, USUALLY), first=False, in_cell=in_cell)}]({_address(run.link)})"
    strong, slanted = ("<b>", "</b>") if level == FULLY else ("**", "**"), ("<i>", "</i>")
    if run.is_bold:
        made = strong[0] + made + strong[1]
    if run.is_italic:
        made = slanted[0] + made + slanted[1]
    if run.is_struck:
        made = f"<s>{made}</s>"
    return before + made + behind


def _address(address: str) -> str:
    return _NOT_IN_ADDRESS.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), address.strip())


def _escaped(text: str, level: int, *, first: bool, in_cell: bool) -> str:
    if level == FULLY:
        text = _PUNCTUATION.sub(_literal, text)
    elif level == USUALLY:
        parts = _ADDRESS.split(text)
        text = "".join(part if at % 2 else _MARKUP.sub(_literal, part) for at, part in enumerate(parts))
    elif in_cell:
        text = text.replace("\\", "\\\\").replace("|", "\\|")
    if first and level >= USUALLY:
        text = _NUMBERED.sub(r"\1\\\2", text)
        if (head := _LEADING.match(text)) and level < FULLY:
            text = ("\\" + head[0] if head[0].isascii() else f"&#{ord(head[0])};") + text[1:]
        elif head:
            text = f"&#{ord(head[0])};" + text[1:]
    return text


def _literal(sign: re.Match[str]) -> str:
    return "&amp;" if sign[0] == "&" else "\\" + sign[0]


def html_of(runs: Iterable[Run], pictures: Mapping[str, str] | None) -> str:
    """Runs for a cell of HTML, where a text that has marks of Markdown is read as HTML all the same."""
    parts: list[str] = []
    for run in runs:
        if run.picture:
            address = run.picture if pictures is None else pictures.get(run.picture, "")
            parts += [f'<img src="{_address(address)}" alt="{html.escape(run.alt)}">'] if address else []
            continue
        made = "<br>".join(_entities(line) for line in run.text.split("\n"))
        if not run.text.strip():
            parts.append(made)
            continue
        if run.raised in ("sup", "sub"):
            made = f"<{run.raised}>{made}</{run.raised}>"
        if run.link and _FOLLOWED.match(run.link):
            made = f'<a href="{html.escape(_address(run.link))}">{made}</a>'
        made = f"<i>{made}</i>" if run.is_italic else made
        made = f"<s>{made}</s>" if run.is_struck else made
        parts.append(f"<b>{made}</b>" if run.is_bold else made)
    return "".join(parts)


def _entities(text: str) -> str:
    return re.sub(r"[\\`*_\[\]<>#|｜{}~=&^$\"]", lambda sign: f"&#{ord(sign[0])};", text)
