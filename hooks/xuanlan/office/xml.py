"""XML as office programs write it, piece by piece: without definitions of types or entities, within bounds"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from xml.parsers import expat

from xuanlan.office.contents import DAMAGED, TOO_MUCH, Budget, UnreadableError

Event = tuple[str, str, dict[str, str]]
"""An element begins: "<", its name, its attributes. It ends: ">", its name. Text: "", the text."""
_NONE: dict[str, str] = {}
_SPACES = {
    "threadedcomments": "tc:", "spreadsheetml": "", "package/2006/relationships": "", "wordprocessingml": "w:",
    "officeDocument/2006/relationships": "r:", "officeDocument/relationships": "r:", "drawingml/2006/main": "a:",
    "drawingml/main": "a:", "drawingml/2006/chart": "c:", "drawingml/chart": "c:", "presentationml": "p:",
    "markup-compatibility": "mc:", "officeDocument/2006/math": "m:", "purl.org/dc/elements": "dc:",
    "core-properties": "cp:", "opendocument:xmlns:text": "text:",
    "opendocument:xmlns:table": "table:", "opendocument:xmlns:office": "office:", "opendocument:xmlns:style": "style:",
    "opendocument:xmlns:meta": "meta:", "opendocument:xmlns:xsl-fo": "fo:",
}  # fmt: skip
"""Prefixes of the names of a namespace whose address has these words: OOXML transitional (ECMA-376) or strict
(ISO/IEC 29500), ODF (ISO/IEC 26300)."""
_MOST_KNOWN, _LONGEST_SPACE = 5000, 200
_DEEPEST = 400
_USUAL = 8
"""Attributes that cost nothing beside their element."""
_MOST_SILENT = 24
"""Chunks of 64 KB."""


def events(chunks: Iterable[bytes], budget: Budget, remark: Callable[[str], None] = lambda _: None) -> Iterator[Event]:
    """What the text of `chunks` is made of. Names have the prefixes of `_SPACES`,
    whatever the file calls them. Comments go to `remark`. Raises UnreadableError."""
    found: list[Event] = []
    depth = 0
    names: dict[str, str] = {}

    def short(name: str) -> str:
        space, _, own = name.rpartition(" ")
        known = f"{_prefix(space)}{own}" if space else own
        if len(names) < _MOST_KNOWN:
            names[name] = known
        return known

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        budget.elements -= 1 + len(attributes) // _USUAL
        if depth > _DEEPEST or budget.elements < 0:
            raise UnreadableError(TOO_MUCH)
        if attributes:
            attributes = {names.get(key) or short(key): value for key, value in attributes.items()}
        found.append(("<", names.get(name) or short(name), attributes))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        found.append((">", names.get(name) or short(name), _NONE))

    def refuse(*_: object) -> None:
        raise UnreadableError("里面自己定义了标记的类型，正常的文件没有")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = lambda text: found.append(("", text, _NONE))
    parser.CommentHandler = remark
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    started, silent = False, 0
    try:
        for chunk in chunks:
            started = True
            parser.Parse(chunk, False)
            silent = 0 if found else silent + 1
            if silent > _MOST_SILENT:  # one tag without end, which the parser would begin anew with every chunk
                raise UnreadableError(DAMAGED)
            yield from found
            found.clear()
        if started:
            parser.Parse(b"", True)
            yield from found
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableError(DAMAGED) from error


@lru_cache(maxsize=500)
def _known(space: str) -> str:
    return next((prefix for words, prefix in _SPACES.items() if words in space), "?:")


def _prefix(space: str) -> str:
    return _known(space) if len(space) < _LONGEST_SPACE else "?:"


def local(name: str) -> str:
    """The name of an element without its prefix."""
    return name.rpartition(":")[2]
