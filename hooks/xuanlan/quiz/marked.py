"""Marks in the texts of questions (emphasis, raised and lowered signs, links, pictures): as HTML, or as plain words"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from html import escape, unescape
from urllib.parse import urljoin

from xuanlan import addresses
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.entry import Entry
from xuanlan.library.references import PageResolver
from xuanlan.library.render import Library
from xuanlan.markup.links import Reference
from xuanlan.markup.render import Renderer
from xuanlan.quiz.questions import Question

_MARK = re.compile(r"[*<`\\~=&\[]|//|www\.|@")
"""Without any of these a text means itself, and need not be rendered."""
_BEFORE = "题"
"""What stands before a text while it is rendered, so that nothing at its beginning makes it a list or a heading."""
_LINE = re.compile(rf"\s*<p[^>]*>{_BEFORE}(.*)</p>\s*", re.DOTALL)
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ALT = re.compile(r'\balt="([^"]*)"')
_HREF = re.compile(r'\bhref="([^"]*)"')
_RAISED = re.compile(r"<(sub|sup)>([^<]*)</\1>")
_SIGNS = {
    "sub": str.maketrans("0123456789+-=()n", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ"),
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
}
NAMES = {
    "b": "加粗", "strong": "加粗", "em": "斜体", "i": "斜体", "u": "下划线", "ins": "下划线",
    "s": "删除线", "del": "删除线", "mark": "标亮", "sub": "下标", "sup": "上标", "a": "链接", "img": "图片",
}  # fmt: skip
"""What staff call an element that a medium may not be able to show."""


@dataclass(slots=True)
class Marked:
    """The texts of the questions of `entry`, with references from its page."""

    library: Library
    entry: Entry
    _renderer: Renderer = field(default_factory=Renderer)

    def html(self, question: Question, text: str) -> str:
        """A text of `question` as HTML of one line. What the engine has made from words of others has no marks."""
        if not question.line or not _MARK.search(text):
            return escape(text, quote=False)
        rendered = self._renderer.render(_BEFORE + text, "", self.entry.path, 1, self._resolve, Report())
        found = _LINE.fullmatch(rendered.html)
        return found[1] if found and "</p>" not in found[1] else escape(text, quote=False)

    def question(self, question: Question) -> Question:
        """`question` with HTML in place of its texts."""
        return _changed(question, lambda text: self.html(question, text))

    def for_files(self, question: Question) -> Question:
        """`question` with HTML that holds outside of the site: no pictures, and of links only whole addresses."""
        here = addresses.public(self.library.site.url, self.entry.address)
        return _changed(question, lambda text: _portable(self.html(question, text), here))

    def _resolve(self, reference: Reference) -> str | None:
        resolver = PageResolver(self.library.targets, self.entry.path, self.entry.address, self.entry)
        if re.match(r"[a-z][a-z0-9+.-]*:", reference.target, re.IGNORECASE):
            return reference.target
        with suppress(ValueError, OSError):
            return resolver.answer(replace(reference, position=Position(self.entry.path)), self.entry.files).href
        return None


def plain(html: str) -> str:
    """The words of HTML: a picture is what is read aloud in its place, figures above and below the line stay there."""
    text = _RAISED.sub(lambda found: _raised(found[1], found[2]), html)
    text = re.sub(r"<img\b[^>]*>", lambda image: f"（图：{_alt(image[0])}）", text)
    return unescape(_TAG.sub("", text))


def in_words(question: Question) -> Question:
    """`question`, whose texts are HTML, in plain words."""
    return _changed(question, plain)


def lost(question: Question, *, only: str = "") -> list[str]:
    """What of `question`, whose texts are HTML, its plain words do not show: names of NAMES; of all, or of the elements
    in `only`, divided by blanks."""
    found: dict[str, None] = {}
    texts = (question.stem, *question.options, *(one for each in question.blanks for one in each), question.reason)
    for text in texts:
        shown = _RAISED.sub(lambda raised: "" if _raised(raised[1], raised[2]) != raised[2] else raised[0], text)
        for tag in _TAG.finditer(shown):
            if tag[2] in NAMES and (not only or tag[2] in only.split()):
                found[NAMES[tag[2]]] = None
    return list(found)


def _changed(question: Question, change: Callable[[str], str]) -> Question:
    values = {name: getattr(question, name) for name in question.__slots__}
    values |= {name: change(values[name]) for name in ("stem", "reason")}
    values["options"] = question.options if question.kind == "judge" else tuple(map(change, question.options))
    values["blanks"] = tuple(tuple(map(change, each)) for each in question.blanks)
    return Question(**values)


def _raised(tag: str, words: str) -> str:
    """`words` as signs above or below the line; as they are where Unicode does not have one of them."""
    made = words.translate(_SIGNS[tag])
    return made if not set(made) & set(words) else words


def _alt(image: str) -> str:
    found = _ALT.search(image)
    return unescape(found[1]) if found and found[1] else "没有说明"


def _portable(html: str, here: str) -> str:
    depth: list[bool] = []

    def tag(found: re.Match[str]) -> str:
        if found[2] == "img":
            return escape(f"（图：{_alt(found[0])}）", quote=False)
        if found[2] != "a":
            return found[0]
        if found[1]:
            return "</a>" if depth and depth.pop() else ""
        href = _HREF.search(found[3])
        target = urljoin(here, unescape(href[1])) if href else ""
        depth.append(bool(re.match("https?:", target)))
        return f'<a href="{escape(target)}">' if depth[-1] else ""

    return _TAG.sub(tag, html)
